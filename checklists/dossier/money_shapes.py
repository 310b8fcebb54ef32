"""The shape of money on the record, in the words of the dossier's schema."""

from checklists.dossier.shapes import COUNT, DAY, KEYS, MAYBE, TEXT, YES_NO, each, many, maybe, one_of, whole

PRICE = whole(
    **each("id tier_label label unit_label currency price_label source address free_because", TEXT),
    tier=one_of("larger", "cheaper"),
    unit=one_of("million_tokens", "task", "month"),
    **each("price input_price output_price", MAYBE),
    **each("valid_from read_on", DAY),
    **each("from_catalogue in_confidence", YES_NO),
)
TIER = whole(
    tier=one_of("larger", "cheaper"),
    **each("tier_label currency task_label month_label attempts", TEXT),
    **each("task month", MAYBE),
    **each("input_tokens output_tokens", maybe(COUNT)),
    prices=many(PRICE),
)
SAVING = whole(
    **each("currency task_label month_label year_label", TEXT),
    **each("task month year per_cent like_for_like", MAYBE),
)
BREAK_EVEN = whole(
    **each("currency evaluation value_label low_label high_label extra extra_low extra_high extra_label", TEXT),
    **each("value low high", MAYBE),
    items=COUNT,
    may_be_none=YES_NO,
)
MONEY = whole(
    tiers=many(TIER),
    coming=many(PRICE),
    volume=maybe(COUNT),
    saving=maybe(SAVING),
    break_even=maybe(BREAK_EVEN),
    mistake=maybe(whole(**each("amount currency label", TEXT))),
    **each("said lacking old", KEYS),
    against_cheaper=TEXT,
    withheld=YES_NO,
)
