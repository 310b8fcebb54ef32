"""One frozen snapshot as the sections read it: every text printable, every thing that is referred to numbered once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from checklists.canonical import digest_of
from checklists.dossier.text import BREAK, printable

Data = Mapping[str, Any]
GATE = "gate:"
LONDON = ZoneInfo("Europe/London")
HIDDEN_FROM_DOSSIER = {"buyer_team", "regulator_or_auditor"}


class Ref(NamedTuple):
    """A reference on paper: its label (E1, F2, 3.2) and the anchor that it leads to."""

    label: str
    anchor: str


@dataclass(frozen=True)
class Reading:
    """`snapshot` is a printable copy of what was frozen; `digest` is that of the frozen original, in 64 figures."""

    snapshot: Data
    envelope: Data
    digest: str

    @property
    def record(self) -> Data:
        """The judgement, in the shape of checklists/rules/record.py."""
        return self.snapshot["judgement"]

    @property
    def decision(self) -> Data | None:
        return self.snapshot["decision"]

    @cached_property
    def frozen_on(self) -> str:
        """The day in London on which the dossier was frozen: whether something is overdue is told as of it."""
        return datetime.fromisoformat(self.envelope["frozen_at"]).astimezone(LONDON).date().isoformat()

    @cached_property
    def questions(self) -> list[Data]:
        """Every question that applies, in order."""
        return [question for section in self.record["sections"] for question in section["questions"]]

    @cached_property
    def evidence(self) -> dict[str, Ref]:
        return _numbered("E", (item["id"] for item in self.snapshot["evidence"]))

    @cached_property
    def facts(self) -> dict[str, Ref]:
        names = [fact["name"] for fact in self.record["facts"]]
        return {name: Ref(f"fact\u00a0{number}", f"fact-{number}") for number, name in enumerate(names, 1)}

    @cached_property
    def sources(self) -> dict[str, Ref]:
        """The sources that some page of the dossier points to; those of ruled-out duties alone stay in the record."""
        named = {key for question in self.questions for key in question["sources"]}
        named |= {key for duty in in_bands(self.record["obligations"]) for key in duty["sources"]}
        return _numbered("S", (source["key"] for source in self.record["sources"] if source["key"] in named))

    @cached_property
    def pages(self) -> dict[str, Ref]:
        """The public pages about the models, by address: what the lineage, terms, figures and claims rest on."""
        return _numbered("M", (page for page in _pages(self.record["lineage"]) if page not in self.sources))

    @cached_property
    def findings(self) -> dict[str, Ref]:
        return _numbered("F", (finding["key"] for finding in self.record["findings"]))

    @cached_property
    def duties(self) -> dict[str, Ref]:
        """The obligations that are not ruled out, in the order of their bands."""
        return _numbered("D", (duty["key"] for duty in in_bands(self.record["obligations"])))

    @cached_property
    def asked(self) -> dict[str, Ref]:
        """Every question by key, those left out too: people know a question by its number."""
        everything = [*self.questions, *self.record["left_out"]]
        return {question["key"]: Ref(question["number"], f"q-{question['number']}") for question in everything}

    @cached_property
    def conditions(self) -> dict[str, list[Ref]]:
        """The conditions of the decision that name a thing, by that thing's key."""
        named: dict[str, list[Ref]] = {}
        for condition in self.decision["conditions"] if self.decision else ():
            for key in condition["names"]:
                named.setdefault(key, []).append(condition_ref(condition))
        return named

    def conditions_of(self, finding: Data) -> list[Ref]:
        """The conditions that name a finding, or the gate of one of its questions, in their order."""
        keys = [finding["key"], *(f"{GATE}{question}" for question in finding["questions"])]
        named = {ref for key in keys for ref in self.conditions.get(key, ())}
        return sorted(named, key=in_order)

    def question_refs(self, keys: Iterable[str]) -> list[Ref]:
        return [self.asked[key] for key in keys if key in self.asked]

    def source_refs(self, keys: Iterable[str | None]) -> list[Ref]:
        """The sources and pages among `keys`, in order; a key that is neither has no line to point to."""
        known = self.sources | self.pages
        return [known[key] for key in keys if key in known]

    def evidence_refs(self, documents: Sequence[Data]) -> list[Ref]:
        return [self.evidence[document["id"]] for document in documents if document["id"] in self.evidence]


def read(snapshot: Data, envelope: Data) -> Reading:
    """Make the reading of one snapshot. Raises RenderFailed where a text is too long to print."""
    return Reading(_printable(snapshot, snapshot, ()), _printable(envelope, envelope, ()), digest_of(snapshot))


def in_bands(obligations: Sequence[Data]) -> list[Data]:
    """The obligations that apply, start later or are open, band by band in the order in which the bands come."""
    bands = list(dict.fromkeys(duty["band"] for duty in obligations))
    standing = [duty for duty in obligations if duty["status"] != "not_applicable"]
    return sorted(standing, key=lambda duty: bands.index(duty["band"]))


def in_order(ref: Ref) -> list[int]:
    """The place of a reference among its like: 1.9 before 1.10, C2 before C10."""
    return [int(figure) for figure in re.findall(r"\d+", ref.label)]


def condition_ref(condition: Data) -> Ref:
    """A condition by its number."""
    return Ref(f"C{condition['number']}", f"c-{condition['number']}")


def withheld(answer: Data) -> bool:
    """Whether an answer was given for other eyes than the dossier's readers."""
    return answer["state"] == "confidential" or answer["who_may_see"] in HIDDEN_FROM_DOSSIER


def link(address: Any) -> str:
    """The address as a link may carry it: https, with a host, nothing hidden; "" for any other."""
    plain = str(address or "").replace(BREAK, "")
    if not plain.isascii() or any(char in plain for char in " \"'<>\\^`{}|[]") or not plain.isprintable():
        return ""
    parts = urlsplit(plain) if plain.startswith("https://") else None
    return plain if parts and parts.netloc and "@" not in parts.netloc else ""


def _numbered(letter: str, keys: Iterable[str]) -> dict[str, Ref]:
    unique = dict.fromkeys(keys)
    return {key: Ref(f"{letter}{number}", f"{letter.lower()}-{number}") for number, key in enumerate(unique, 1)}


def _pages(lineage: Data) -> Iterator[str]:
    for step in lineage["steps"]:
        yield from filter(None, [step["source"]])
    for model in lineage["models"]:
        terms = model["output_terms"] or {}
        yield from filter(None, [model["status_source"], terms.get("source")])
    for said in (*lineage["inherited"], *lineage["figures"], *lineage["claims"]):
        yield from filter(None, [said["source"]])


def _printable(value: Any, whole: Data, path: tuple[str | int, ...]) -> Any:
    if isinstance(value, str):
        return printable(value, _place(whole, path))
    if isinstance(value, Mapping):
        return {key: _printable(item, whole, (*path, key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item, whole, (*path, index)) for index, item in enumerate(value)]
    return value


def _place(whole: Data, path: tuple[str | int, ...]) -> str:
    """Where a text stands, in words: an answer by its question's number, anything else by its path."""
    if path[:2] == ("judgement", "sections") and len(path) > 5:
        question = whole["judgement"]["sections"][path[2]]["questions"][path[4]]
        return f"Question {question['number']} ({path[-1]})"
    return "The field " + ".".join(map(str, path))
