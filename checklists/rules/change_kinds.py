"""What may change after a decision: the kinds, and one change as it is told."""

from dataclasses import dataclass

from checklists.rules.wording import fill

KINDS = (
    "model_version", "floating_alias_moved", "tier", "host", "region", "price", "teacher", "data_use",
    "evidence_expired", "answer_stale", "contradiction", "duty", "edition", "decision_lapses",
)  # fmt: skip

AGAIN = "Changed since the last decision: {title}. {why}"


@dataclass(frozen=True)
class ChangeKind:
    """One kind. `facts` and `answers` are compared for it; `questions` are asked again where they apply.

    `text` is a sentence with {what}, {before} and {after}.
    """

    key: str
    plain: str
    text: str
    why: str
    questions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """One difference between two states, before it has its words. `key` tells it from others of its kind.

    `now_unknown`: it was known and nobody can say it any more. `questions`: those of its own, beside its kind's.
    `source` says where the later state comes from and `on` of which day that is; None where there is none.
    """

    kind: str
    key: str
    what: str
    before: str
    after: str
    now_unknown: bool = False
    questions: tuple[str, ...] = ()
    source: str | None = None
    on: str | None = None


@dataclass(frozen=True)
class Change:
    """One change as it is told: what it was, what it is, why it matters, which questions it opens again.

    `parts` are what it is made of, each in its sentence, where it is made of several.
    """

    kind: str
    key: str
    title: str
    text: str
    why: str
    before: str
    after: str
    questions: tuple[str, ...]
    source: str | None
    on: str | None
    parts: tuple[str, ...] = ()


def in_sentences(title: str, why: str) -> str:
    """Why something is asked again, for whoever may read the question: what kind of change, not what was said."""
    return fill(AGAIN, {"title": title, "why": why})
