"""The shape of money on the record, in the words of the API's schema."""

from procurement.api.shapes import DAY, FLAG, MAYBE, MAYBE_WHOLE, TEXTS, WHOLE, Shape, listed, or_null, shaped

PRICE = shaped(
    "id tier tier_label label unit unit_label currency price_label source address free_because",
    price=MAYBE,
    input_price=MAYBE,
    output_price=MAYBE,
    valid_from=DAY,
    read_on=DAY,
    from_catalogue=FLAG,
    in_confidence=FLAG,
)
TIER = shaped(
    "tier tier_label currency task_label month_label attempts",
    task=MAYBE,
    month=MAYBE,
    input_tokens=MAYBE_WHOLE,
    output_tokens=MAYBE_WHOLE,
    prices=listed(PRICE),
)
SAVING = shaped(
    "currency task_label month_label year_label",
    task=MAYBE,
    month=MAYBE,
    year=MAYBE,
    per_cent=MAYBE,
    like_for_like=MAYBE,
)
BREAK_EVEN = shaped(
    "currency evaluation value_label low_label high_label extra extra_low extra_high extra_label",
    items=WHOLE,
    may_be_none=FLAG,
    value=MAYBE,
    low=MAYBE,
    high=MAYBE,
)
MONEY = shaped(
    "against_cheaper",
    tiers=listed(TIER),
    coming=listed(PRICE),
    volume=MAYBE_WHOLE,
    saving=or_null(SAVING),
    break_even=or_null(BREAK_EVEN),
    mistake=or_null(shaped("amount currency label")),
    said=TEXTS,
    lacking=TEXTS,
    old=TEXTS,
    withheld=FLAG,
)
MONEY_COMPONENTS: dict[str, Shape] = {"Money": MONEY}
