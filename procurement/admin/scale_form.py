"""What the form of a scale was filled in with: figures, bands, a day and a reason, each with what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from checklists.errors import Detail, Invalid
from checklists.formats.days import read_day
from checklists.rules.content import BandOfScore, Scale
from checklists.rules.own_scale import Terms
from checklists.rules.plain import decimal
from checklists.rules.scale_checking import MOST_BANDS, POINTS, WEIGHTS, WHOLE, wrong_occasion, wrong_scale
from procurement.answering.days import written_day
from procurement.answering.problems import Problems

POINT_LABELS = {
    "satisfactory": "A reviewer found it satisfactory",
    "closed_good": "A good answer, by the rules",
    "concern": "A reviewer has a concern about it",
    "amber": "A concern, by the rules",
    "unacceptable": "A reviewer could not accept it",
    "red": "One not to be passed over, by the rules",
}
WEIGHT_LABELS = {
    "1": "Weight 1, the least",
    "2": "Weight 2",
    "3": "Weight 3",
    "4": "Weight 4",
    "5": "Weight 5, the most",
}
PARTS = ("label", "at_least")
TYPED = ("holds_from", "reason", "whose", *(f"points-{name}" for name in POINTS), *(f"weights-{w}" for w in WEIGHTS))
FIELDS = (*TYPED, "bands", *(f"bands-{place}-{part}" for place in range(MOST_BANDS) for part in PARTS))
NO_DAY = "Say from which day it holds."
OWN, CATALOGUE = "own", "catalogue"


@dataclass
class ScaleForm:
    """The form as it stands. `values` are its texts by field, `problems` a sentence by field."""

    values: Mapping[str, str]
    problems: Problems = field(default_factory=Problems)

    @classmethod
    def of_scale(cls, scale: Scale, today: date) -> "ScaleForm":
        """The form before anything is typed: the figures that hold today."""
        values = {"holds_from": written_day(today), "reason": "", "whose": OWN}
        values |= {f"points-{name}": decimal(scale.points[name]) for name in POINTS}
        values |= {f"weights-{weight}": decimal(scale.weights[int(weight)]) for weight in WEIGHTS}
        for place, band in enumerate(falling(scale)[:MOST_BANDS]):
            values |= {f"bands-{place}-label": band.label, f"bands-{place}-at_least": decimal(band.at_least)}
        return cls(values)

    @classmethod
    def from_post(cls, data: QueryDict) -> "ScaleForm":
        """What was typed; bands move up over lines that were left empty, so that their places are the service's."""
        values = {name: data.get(name, "").replace("\r\n", "\n").strip() for name in TYPED}
        given = [[data.get(f"bands-{n}-{part}", "").strip() for part in PARTS] for n in range(MOST_BANDS)]
        for place, (label, at_least) in enumerate(line for line in given if any(line)):
            values |= {f"bands-{place}-label": label, f"bands-{place}-at_least": at_least}
        return cls(values)

    @property
    def terms(self) -> Terms | None:
        """What is sent to the service; None where the catalogue's scale is to count again."""
        if self.values["whose"] == CATALOGUE:
            return None
        points = {name: self.values[f"points-{name}"] for name in POINTS if name != WHOLE}
        weights = {weight: self.values[f"weights-{weight}"] for weight in WEIGHTS}
        bands = [{"label": label, "at_least": at_least} for label, at_least in self._bands() if label or at_least]
        return Terms({WHOLE: "1", **points}, weights, bands)

    def _bands(self) -> list[tuple[str, str]]:
        get = self.values.get
        return [(get(f"bands-{n}-label", ""), get(f"bands-{n}-at_least", "")) for n in range(MOST_BANDS)]

    def holds_from(self, today: date) -> date:
        """The day that was typed. Raises Invalid for none and for what is no day, with all else that is wrong."""
        try:
            day, why = read_day(self.values["holds_from"]), NO_DAY
        except ValueError as error:
            day, why = None, str(error)
        if day is None:
            others = [*wrong_scale(self.terms), *wrong_occasion(today, self.values["reason"], today)]
            details = [Detail(f"/{one.field}", one.code, one.text) for one in others]
            raise Invalid(why, [Detail("/holds_from", "unreadable", why), *details])
        return day

    def points(self, catalogue: Scale, today: Scale) -> list[dict[str, Any]]:
        """The lines of points: what the catalogue gives, what holds today, and what is typed."""
        return [
            self._line(f"points-{name}", label, catalogue.points[name], today.points[name]) | {"fixed": name == WHOLE}
            for name, label in POINT_LABELS.items()
        ]

    def weights(self, catalogue: Scale, today: Scale) -> list[dict[str, Any]]:
        """The lines of weights, likewise."""
        return [
            self._line(f"weights-{weight}", label, catalogue.weights[int(weight)], today.weights[int(weight)])
            for weight, label in WEIGHT_LABELS.items()
        ]

    def bands(self) -> list[dict[str, Any]]:
        """The lines of bands, those for one more among them."""
        cells = [[self._cell(f"bands-{place}-{part}") for part in PARTS] for place in range(MOST_BANDS)]
        return [
            {"number": number, "cells": each, **dict(zip(PARTS, each, strict=True))}
            for number, each in enumerate(cells, start=1)
        ]

    def _line(self, name: str, label: str, catalogue: Any, today: Any) -> dict[str, Any]:
        return {"label": label, "catalogue": decimal(catalogue), "today": decimal(today), **self._cell(name)}

    def _cell(self, name: str) -> dict[str, str]:
        return {"name": name, "value": self.values.get(name, ""), "problem": self.problems.beside.get(name, "")}


def field_of(detail: Detail) -> str:
    """The field of the form that a pointer of the service names: /bands/0/label is bands-0-label."""
    return detail.pointer.strip("/").replace("/", "-")


def falling(scale: Scale) -> Sequence[BandOfScore]:
    """The bands from the highest down."""
    return sorted(scale.bands, key=lambda band: -band.at_least)
