"""A comparison of two tiers, drawn: what each got right, or how many more mistakes the cheaper one made, by kind.

`comparison` is one of the record's `trade_off.evaluations`. The larger tier is a circle and a thin line, the cheaper
one a square and a thick line; the line is where the true figure may lie. All items stand above, each kind below.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from checklists.dossier.figures import svg
from checklists.dossier.figures.measure import wrapped
from checklists.dossier.figures.scale import Scale, scale_for

Data = Mapping[str, Any]

LEFT, ROOM, COUNTS = 150, 225, 391
HEAD, ROW, FOOT = 26, 30, 30
MOST_KINDS = 10
MINUS = "\u2212"


class Row(NamedTuple):
    """One line of a figure: its name, whether it is about all items or the worst kind, and what was counted."""

    name: str
    whole: bool
    worst: bool
    result: Data


def rows_of(comparison: Data) -> list[Row]:
    """All items, then the kinds in their order; of more than MOST_KINDS those on which the cheaper tier lost most."""
    kinds = [
        Row(each["name"], False, each["name"] == comparison["worst"], each["result"]) for each in comparison["slices"]
    ]
    if len(kinds) > MOST_KINDS:
        kinds = sorted(kinds, key=lambda row: _value(row.result["difference"]))[:MOST_KINDS]
    return [Row("All items", True, False, comparison["result"]), *kinds]


def accuracies(comparison: Data) -> SafeString:
    """Draw what both tiers got right of a hundred, with their ranges and counts. Nothing counted draws no mark."""
    rows = rows_of(comparison)
    lows = [_number(tier["measured"]["low"]) for row in rows for tier in _tiers(row) if tier["measured"]]
    scale = scale_for(min(lows, default=0.0), 100, LEFT, ROOM)
    legend = [*_mark(LEFT + 4, 8, cheaper=False), svg.words(LEFT + 14, 11, _short(comparison["larger"]))]
    legend += [*_mark(LEFT + 124, 8, cheaper=True), svg.words(LEFT + 134, 11, _short(comparison["cheaper"]))]
    caption = "right answers in a hundred, with the range the true figure may lie in"
    return _figure(_accuracy_title(comparison, rows), rows, scale, legend, caption, _shares)


def gaps(comparison: Data) -> SafeString:
    """Draw how many more mistakes in a hundred the cheaper tier made, with the limit where one was set."""
    rows = rows_of(comparison)
    ends = [end for row in rows if row.result["difference"] for end in _range(row.result["difference"])]
    limit = [float(comparison["tolerance"])] if comparison["tolerance"] is not None else []
    scale = scale_for(min([0.0, *ends]), max([0.0, *ends, *limit]), LEFT, ROOM)
    bottom = HEAD + ROW * len(rows)
    lines = [_upright(scale.at(0), bottom, svg.INK, 0.9), svg.words(scale.at(0) - 4, 16, "no difference", anchor="end")]
    if limit:
        said = f"your limit: {comparison['tolerance']}"
        lines += [_upright(scale.at(limit[0]), bottom, svg.INK, 2)]
        lines += [svg.words(scale.at(limit[0]) + 4, 16, said, bold=True)]
    caption = "more mistakes in a hundred, with the range the true figure may lie in"
    return _figure(_gap_title(comparison, rows), rows, scale, lines, caption, _gap)


def _figure(
    title: str,
    rows: list[Row],
    scale: Scale,
    parts: list[SafeString],
    caption: str,
    drawn: Callable[[Row, float, Scale], list[SafeString]],
) -> SafeString:
    bottom = HEAD + ROW * len(rows)
    grid = [_upright(scale.at(mark), bottom, svg.RULE, 0.6) for mark in scale.marks]
    under = [svg.words(scale.at(mark), bottom + 11, signed(str(mark)), anchor="middle") for mark in scale.marks]
    under.append(svg.words(scale.at(scale.low), bottom + 23, caption))
    lines = [mark for place, row in enumerate(rows) for mark in _row(row, HEAD + ROW * place, scale, drawn)]
    if len(rows) > 1:
        lines.append(_line(0, HEAD + ROW, svg.WIDTH, HEAD + ROW, svg.INK, 0.9))
    return svg.picture(title, svg.WIDTH, bottom + FOOT, [*grid, *parts, *lines, *under])


def _row(
    row: Row, top: float, scale: Scale, drawn: Callable[[Row, float, Scale], list[SafeString]]
) -> list[SafeString]:
    [name] = wrapped(row.name or "No name", 9.5 if row.whole else 8.5, LEFT - 14, bold=row.whole or row.worst)
    items = f"{items_in_words(row.result)} items" + (", the worst" if row.worst else "")
    head = svg.words(0, top + 13, name, size=9.5 if row.whole else 8.5, bold=row.whole or row.worst)
    return [head, svg.words(0, top + 24, items), *drawn(row, top + ROW / 2, scale)]


def _shares(row: Row, middle: float, scale: Scale) -> list[SafeString]:
    parts: list[SafeString] = []
    for tier, cheaper in zip(_tiers(row), (False, True), strict=True):
        y = middle + (5 if cheaper else -5)
        if tier["measured"]:
            parts += _ranged(tier["measured"], y, scale, cheaper=cheaper)
        parts.append(svg.words(COUNTS, y + 3, f"{tier['right']:,} of {tier['total']:,}", bold=cheaper))
    return parts


def _gap(row: Row, middle: float, scale: Scale) -> list[SafeString]:
    seen = row.result["difference"]
    if not seen:
        return [svg.words(COUNTS, middle + 3, "no items")]
    turned = {"low": turn(seen["high"]), "value": turn(seen["value"]), "high": turn(seen["low"])}
    said = signed(turned["value"])
    return [*_ranged(turned, middle, scale, cheaper=True), svg.words(COUNTS, middle + 3, said, bold=True)]


def _ranged(measured: Data, y: float, scale: Scale, *, cheaper: bool) -> list[SafeString]:
    ends = [scale.at(_number(measured[end])) for end in ("low", "high")]
    colour, thick = (svg.ACCENT, 2.4) if cheaper else (svg.INK, 1)
    return [
        _line(ends[0], y, ends[1], y, colour, thick),
        *_mark(scale.at(_number(measured["value"])), y, cheaper=cheaper),
    ]


def _mark(x: float, y: float, *, cheaper: bool) -> list[SafeString]:
    if cheaper:
        return [svg.box(x - 3.2, y - 3.2, 6.4, 6.4, fill=svg.ACCENT, stroke=svg.ACCENT)]
    return [svg.tag("circle", cx=x, cy=y, r=3.2, fill="white", stroke=svg.INK, stroke_width=1.4)]


def _upright(x: float, bottom: float, colour: str, thick: float) -> SafeString:
    return _line(x, HEAD - 4, x, bottom, colour, thick)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, thick: float) -> SafeString:
    return svg.tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=thick)


def _accuracy_title(comparison: Data, rows: list[Row]) -> str:
    names = comparison["larger"], comparison["cheaper"]
    told = [
        f"{row.name}: {names[0]} {_told(row.result['larger'])}, {names[1]} {_told(row.result['cheaper'])}."
        for row in rows
    ]
    return " ".join(["What each tier got right.", *told])


def _told(tier: Data) -> str:
    counted = f"{tier['right']:,} of {tier['total']:,}"
    seen = tier["measured"]
    return f"{counted} (between {seen['low']} and {seen['high']} in a hundred)" if seen else counted


def _gap_title(comparison: Data, rows: list[Row]) -> str:
    limit = comparison["tolerance"]
    said = f"Your limit is {limit} more mistakes in a hundred." if limit is not None else "No limit was set."
    told = [f"{row.name}: {_gap_told(row.result['difference'])}." for row in rows]
    return " ".join(["How many more mistakes in a hundred the cheaper tier made.", said, *told])


def _gap_told(seen: Data | None) -> str:
    if seen is None:
        return "no items"
    return f"{turn(seen['value'])}, and in truth anything from {turn(seen['high'])} to {turn(seen['low'])}"


def turn(figure: str) -> str:
    """A difference taken the other way round: fewer right become more mistakes. Nought stays nought."""
    bare = figure.removeprefix("-")
    return figure if not float(bare) else bare if figure.startswith("-") else f"-{figure}"


def signed(figure: str) -> str:
    """A figure with a minus sign that is as wide as a plus."""
    return figure.replace("-", MINUS)


def items_in_words(result: Data) -> str:
    """How many items: one number, or one for each tier where they had different ones."""
    larger, cheaper = result["larger"]["total"], result["cheaper"]["total"]
    return f"{larger:,}" if larger == cheaper else f"{larger:,} and {cheaper:,}"


def _tiers(row: Row) -> tuple[Data, Data]:
    return row.result["larger"], row.result["cheaper"]


def _range(seen: Data) -> tuple[float, float]:
    return _number(turn(seen["high"])), _number(turn(seen["low"]))


def _value(seen: Data | None) -> float:
    return _number(seen["value"]) if seen else 0.0


def _number(figure: str) -> float:
    return float(figure)


def _short(name: str) -> str:
    return wrapped(name, 8, 104)[0]
