"""The shape of the trade-off (docs of each field: checklists/rules/record.py), for the schema."""

from procurement.api.shapes import DAY, FLAG, MAYBE, MAYBE_WHOLE, TEXTS, WHOLE, Shape, listed, or_null, shaped

MEASURED = or_null(shaped("value low", high=MAYBE))
TIER = shaped(right=WHOLE, total=WHOLE, measured=MEASURED)
RESULT = shaped(
    items=WHOLE,
    paired=FLAG,
    only_larger=MAYBE_WHOLE,
    only_cheaper=MAYBE_WHOLE,
    larger=TIER,
    cheaper=TIER,
    difference=MEASURED,
    retention=MEASURED,
    chance=MAYBE,
)
COMPARISON = shaped(
    "id title task done_by done_by_label how how_label larger cheaper note verdict verdict_label",
    measured_on=DAY,
    tolerance=MAYBE,
    tolerance_on=DAY,
    tolerance_late=FLAG,
    blind=FLAG,
    stands_in=FLAG,
    sample=MAYBE_WHOLE,
    settles=MAYBE_WHOLE,
    result=RESULT,
    slices=listed(shaped("name verdict verdict_label", small=FLAG, result=RESULT)),
    worst=MAYBE,
    sentences=TEXTS,
)
TRADE_OFF = shaped(
    "text against_cheaper",
    relied_on=MAYBE,
    gap=or_null(shaped("value low high evaluation", items=WHOLE)),
    evaluations=listed(COMPARISON),
)
COMPONENTS: dict[str, Shape] = {"TradeOff": TRADE_OFF}
