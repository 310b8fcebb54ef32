"""The scale of a score on the record: whose it is, since when and why, and all its figures."""

from datetime import date

from checklists.rules.content import Edition, Scale
from checklists.rules.dates import in_words
from checklists.rules.own_scale import OwnScale, scale_for
from checklists.rules.plain import Plain, decimal, iso

OWN = "By the organisation's own scale, in force from {day}: {reason} Written by {by} on {on}."
CATALOGUE = "By the catalogue's scale, edition {edition}, in force from {day}."
ENDS = (".", "!", "?")


def scale_on_record(edition: Edition, own: OwnScale | None, on: date) -> Plain:
    """The scale that a score of a day is reckoned by, as checklists/rules/record.py has it."""
    scale = scale_for(edition, own, on)
    return {**(_own(own) if own else _of_the_catalogue(edition, scale)), **_figures(scale)}


def _own(own: OwnScale) -> Plain:
    """The reason as it was written, closed like a sentence."""
    reason = " ".join(own.reason.split())
    words = {"day": in_words(own.holds_from), "by": own.by, "on": in_words(own.on)}
    sentence = OWN.format(reason=reason if reason.endswith(ENDS) else f"{reason}.", **words)
    return {
        "own": True,
        "text": sentence,
        "number": own.number,
        "edition": None,
        "in_force_from": iso(own.holds_from),
        "reason": own.reason,
        "by": own.by,
        "on": iso(own.on),
    }


def _of_the_catalogue(edition: Edition, scale: Scale) -> Plain:
    return {
        "own": False,
        "text": CATALOGUE.format(edition=edition.version, day=in_words(scale.valid_from)),
        "number": None,
        "edition": edition.version,
        "in_force_from": iso(scale.valid_from),
        "reason": "",
        "by": "",
        "on": None,
    }


def _figures(scale: Scale) -> Plain:
    return {
        "points": [{"kind": kind, "counts": decimal(value)} for kind, value in scale.points.items()],
        "open_lower": decimal(scale.open_lower),
        "open_upper": decimal(scale.open_upper),
        "weights": [{"weight": weight, "counts": decimal(value)} for weight, value in scale.weights.items()],
        "bands": [
            {"key": each.key, "label": each.label, "at_least": decimal(each.at_least)}
            for each in sorted(scale.bands, key=lambda band: -band.at_least)
        ],
    }
