"""The trade-off: what comparisons of the larger tier with the cheaper one say, held against the limit that was set."""

from typing import Any

from checklists.dossier.figures.comparison import (
    MOST_KINDS,
    accuracies,
    gaps,
    items_in_words,
    rows_of,
    signed,
    turn,
)
from checklists.dossier.reading import Data, Reading
from checklists.dossier.words import long_date, short_date

TITLE = "The trade-off of the two tiers"
BEFORE = "This assessment was judged before comparisons of two tiers were kept here, so its record says nothing of one."

KEPT = "Of what the larger tier got right, the cheaper one kept {value} in a hundred ({low} to {high})."
APART = "The tiers had items of their own, or it is not known which item went wrong for which."
SAME_ITEMS = (
    "Both tiers saw the same items. Of those that only one of them got right, the larger one has {larger} and the "
    "cheaper one {cheaper}."
)
CHANCE = "Exact McNemar test: chance alone would part two equal tiers this far with a probability of {chance}."
PAIRED = (
    "Ranges are 95 per cent: each share by Wilson’s method, the difference by Tango’s score method for pairs, what was "
    "kept by the score method of Tang and others."
)
SEPARATE = (
    "Ranges are 95 per cent: shares by Wilson’s method, the difference by Newcombe’s, what was kept by Koopman’s."
)


def context(reading: Reading) -> dict[str, Any]:
    return parts_of(reading.record) | {"has_figures": bool(reading.record["lineage"]["figures"])}


def parts_of(record: Data) -> dict[str, Any]:
    """What a page shows of a record's trade-off: the comparison relied on with its figures, and the others."""
    judged = record.get("trade_off")
    if judged is None:
        return {"lead": BEFORE, "chosen": None, "others": []}
    chosen = next((each for each in judged["evaluations"] if each["id"] == judged["relied_on"]), None)
    others = [each for each in reversed(judged["evaluations"]) if each is not chosen]
    return {
        "lead": judged["text"],
        "chosen": _chosen(chosen) if chosen else None,
        "others": [_other(each) for each in others],
    }


def _chosen(comparison: Data) -> dict[str, Any]:
    rows = rows_of(comparison)
    return {
        "comparison": comparison,
        "rows": _head(comparison),
        "sentences": comparison["sentences"][1:],
        "accuracies": accuracies(comparison),
        "gaps": gaps(comparison),
        "left_undrawn": len(comparison["slices"]) > MOST_KINDS,
        "drawn": len(rows) - 1,
        "kinds": [
            _line("All items", comparison),
            *(_line(each["name"] or "No name", each) for each in comparison["slices"]),
        ],
        "method": _method(comparison["result"]),
    }


def _head(comparison: Data) -> list[tuple[str, str]]:
    marked = "yes" if comparison["blind"] else "no, or not recorded"
    return [
        ("Comparison", comparison["title"]),
        ("Work that was tested", comparison["task"] or "not recorded"),
        ("Made by", f"{comparison['done_by_label']}, {long_date(comparison['measured_on'])}"),
        ("Larger tier", comparison["larger"]),
        ("Cheaper tier", comparison["cheaper"]),
        ("Your limit", _limit(comparison)),
        ("Marked without knowing the tier", marked),
        *([("Note", comparison["note"])] if comparison["note"] else []),
    ]


def _limit(comparison: Data) -> str:
    if comparison["tolerance"] is None:
        return "none was set"
    when = "after the results were known" if comparison["tolerance_late"] else "before the results were known"
    day = long_date(comparison["tolerance_on"]) or "day not recorded"
    return f"{comparison['tolerance']} more mistakes in a hundred, set {when} ({day})"


def _line(name: str, counted: Data) -> dict[str, Any]:
    result = counted["result"]
    return {
        "name": name,
        "few": counted.get("small", False),
        "items": items_in_words(result),
        "larger": _share(result["larger"]),
        "cheaper": _share(result["cheaper"]),
        "gap": _gap(result["difference"]),
        "verdict": counted["verdict_label"],
    }


def _share(tier: Data) -> tuple[str, str]:
    seen = tier["measured"]
    counted = f"{tier['right']:,} of {tier['total']:,}"
    return (counted, f"{seen['value']} ({seen['low']} to {seen['high']})") if seen else (counted, "no items")


def _gap(seen: Data | None) -> tuple[str, str]:
    if seen is None:
        return "not known", ""
    return signed(turn(seen["value"])), signed(f"{turn(seen['high'])} to {turn(seen['low'])}")


def _method(result: Data) -> list[str]:
    """How it was worked out, and the figures that stand in no table."""
    kept = result["retention"]
    told = [KEPT.format(value=kept["value"], low=kept["low"], high=kept["high"] or "no bound")] if kept else []
    if not result["paired"]:
        return [*told, APART, SEPARATE]
    told.append(SAME_ITEMS.format(larger=f"{result['only_larger']:,}", cheaper=f"{result['only_cheaper']:,}"))
    return [*told, *([CHANCE.format(chance=result["chance"])] if result["chance"] is not None else []), PAIRED]


def _other(comparison: Data) -> dict[str, Any]:
    return {
        **_line(comparison["title"], comparison),
        "done_by": comparison["done_by_label"],
        "on": short_date(comparison["measured_on"]) or "date not recorded",
        "tiers": (comparison["larger"], comparison["cheaper"]),
        "task": comparison["task"],
        "note": comparison["note"],
        "sentences": comparison["sentences"],
    }
