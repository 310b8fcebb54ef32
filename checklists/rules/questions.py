"""Questions: what a questionnaire asks, and which of it applies to one model in use, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checklists.rules.conditions import Result
from checklists.rules.facts import Choice


@dataclass(frozen=True)
class Sets:
    """Facts that a given answer sets: where the answer fits `any_of`, `exactly` or `none_of`, then `facts` hold.

    `facts` maps a fact to a value, or a set fact to {"add": [..]} or {"rule_out": [..]}. `ask_buyer`: a question back.
    """

    any_of: tuple[str, ...] = ()
    exactly: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    ask_buyer: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FollowUp:
    """One more line under an answer, not scored."""

    text: str
    choices: tuple[Choice, ...] = ()
    sets: tuple[Sets, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column of a table answer."""

    key: str
    label: str
    type: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The shape of a table answer; red and amber values judge its `judged_column`; `rows` are suggested first cells."""

    key: str
    plain: str
    columns: tuple[Column, ...]
    judged_column: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question of a published version. Numbers (limits) are decimal strings. Fields as in docs/catalogue.md."""

    key: str
    section: str
    asked_of: str
    scope: str
    text: str
    answer_type: str
    applies_when: str = "True"
    gate_when: str = "False"
    weight: int = 3
    text_with_tier: str = ""
    vendor_help: str = ""
    why: str = ""
    good_answer: str = ""
    red_flag: str = ""
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    exclusive: tuple[str, ...] = ()
    red_values: tuple[str, ...] = ()
    amber_values: tuple[str, ...] = ()
    red_when: Mapping[str, str] = field(default_factory=dict)
    red_unless_all: tuple[str, ...] = ()
    red_below: str = ""
    red_above: str = ""
    good_at_least: str = ""
    good_at_most: str = ""
    stale_after_days: int | None = None
    with_table: str = ""
    follow_up: FollowUp | None = None
    follows: str = ""
    met_also_by: tuple[str, ...] = ()
    sets: tuple[Sets, ...] = ()
    evidence: str = ""
    look_in: tuple[str, ...] = ()
    who_knows: str = ""
    short_order: int | None = None
    core: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section of a questionnaire, in order."""

    key: str
    title: str
    intro: str = ""
    asked_of: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """One published version as the rules read it. `reasons` maps a state to the reasons that may be given for it."""

    title: str
    version: int
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    tables: Mapping[str, Table] = field(default_factory=dict)
    reasons: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One question as it stands for one model in use.

    `number` is section.position among all questions of its section; `asked_of` is to whom it really goes. `in_set`:
    it belongs to what is asked (in the short form not all does). `waits_for` names the question that it follows and
    that has no answer yet. Only what is `shown` is `counted`, in the score and in who answered.
    """

    question: Question
    number: str
    text: str
    asked_of: str
    applies: Result
    gate: Result
    shown: bool
    counted: bool
    in_set: bool = True
    waits_for: str = ""
