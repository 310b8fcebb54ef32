"""changes.yaml: every kind that the rules know, each naming questions and facts that exist."""

from collections.abc import Iterator

from checklists.catalogue import schema
from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.problems import Problem
from checklists.rules.change_kinds import KINDS
from checklists.rules.wording import PLACE

FILE = "changes.yaml"
PLACES = ("what", "before", "after")


def problems(whole: Whole) -> Iterator[Problem]:
    """Every kind that is not known, is there twice or is missing, and every name in it that does not exist."""
    kinds = whole.files.changes.kinds
    head = Spot(FILE, "")
    yield from whole.once(head, "kinds", [kind.key for kind in kinds])
    for key in KINDS:
        if key not in {kind.key for kind in kinds}:
            yield whole.say(head, f'has no kind "{key}", which the rules look for.', "Put it back.")
    for kind in kinds:
        yield from _one(whole, Spot(FILE, kind.key), kind)


def _one(whole: Whole, spot: Spot, kind: schema.ChangeKind) -> Iterator[Problem]:
    yield from whole.named(spot, "key", [kind.key], KINDS, "a kind that the rules look for")
    yield from whole.named(spot, "text", PLACE.findall(kind.text), PLACES, "a place that is filled in")
    yield from whole.named(spot, "facts", kind.facts, whole.facts, "a fact")
    for name in ("questions", "facts", "answers"):
        yield from whole.once(spot, name, getattr(kind, name))
    yield from whole.asked_names(spot, "questions", kind.questions)
    yield from whole.asked_names(spot, "answers", kind.answers)
