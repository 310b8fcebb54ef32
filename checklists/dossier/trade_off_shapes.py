"""The schema of the trade-off inside a record, in the shape that checklists/rules/record.py documents."""

from checklists.dossier.shapes import COUNT, MAYBE, MAYBE_DAY, TEXT, YES_NO, Shape, each, many, maybe, one_of, whole

MAYBE_COUNT: Shape = {"type": ["integer", "null"], "minimum": 0}
MEASURED = maybe(whole(value=TEXT, low=TEXT, high=MAYBE))
TIER = whole(right=COUNT, total=COUNT, measured=MEASURED)
RESULT = whole(
    items=COUNT,
    paired=YES_NO,
    **each("only_larger only_cheaper", MAYBE_COUNT),
    **each("larger cheaper", TIER),
    **each("difference retention", MEASURED),
    chance=MAYBE,
)
STAND: dict[str, Shape] = {
    "verdict": one_of("within", "outside", "cannot_tell", "no_tolerance"),
    "verdict_label": TEXT,
    "result": RESULT,
}
COMPARISON = whole(
    **each("id title task done_by_label how_label larger cheaper note", TEXT),
    done_by=one_of("buyer", "vendor", "third_party"),
    how=one_of("counts", "paired_results", "own_test"),
    **each("measured_on tolerance_on", MAYBE_DAY),
    tolerance=MAYBE,
    **each("tolerance_late blind stands_in", YES_NO),
    **each("sample settles", MAYBE_COUNT),
    **STAND,
    slices=many(whole(name=TEXT, small=YES_NO, **STAND)),
    worst=MAYBE,
    sentences=many(TEXT),
)
TRADE_OFF = whole(
    **each("text against_cheaper", TEXT),
    relied_on=MAYBE,
    gap=maybe(whole(**each("value low high evaluation", TEXT), items=COUNT)),
    evaluations=many(COMPARISON),
)
