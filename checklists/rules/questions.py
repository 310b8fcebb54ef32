"""Questions: what a questionnaire asks, and which of it applies to one model in use, with the reason."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from checklists.rules.conditions import Result, holds, parse, verdict_of
from checklists.rules.facts import Choice, Facts, Verdict
from checklists.rules.question_order import numbers_of, roots_of

NOT_YET = "not_yet"
YES_NO = ("yes", "no")


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

    @cached_property
    def choice_keys(self) -> tuple[str, ...]:
        """The keys that may be ticked, in order; yes and no where a yes/no question names none."""
        named = tuple(choice.value for choice in self.choices)
        return named or (YES_NO if self.answer_type == "yes_no" else ())


@dataclass(frozen=True)
class Section:
    """A section of a questionnaire, in order."""

    key: str
    title: str
    intro: str = ""
    asked_of: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """One published version as the rules read it.

    `reasons` maps a state to the reasons that may be given for it, `renamed` the old key of a question to its new one.
    """

    title: str
    version: int
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    tables: Mapping[str, Table] = field(default_factory=dict)
    reasons: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        """The questions by their keys."""
        return {question.key: question for question in self.questions}

    @cached_property
    def by_condition(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the questions by the condition under which they apply: many share one."""
        texts = dict.fromkeys(question.applies_when for question in self.questions)
        return {text: tuple(q.key for q in self.questions if q.applies_when == text) for text in texts}

    @cached_property
    def numbered(self) -> tuple[tuple[Question, str], ...]:
        """The questions section by section, each with its number: section and place among all of its section."""
        numbers = numbers_of([section.key for section in self.sections], {q.key: q.section for q in self.questions})
        return tuple((self.by_key[key], number) for key, number in numbers.items())

    @cached_property
    def roots(self) -> Mapping[str, str]:
        """For each question the one at the start of those that it follows, itself where it follows none."""
        return roots_of({question.key: question.follows for question in self.questions})


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


class Given(Protocol):
    """An answer, as far as asking looks at it."""

    @property
    def state(self) -> str: ...


def applies(question: Question, facts: Facts) -> Result:
    """Whether a question applies. Unknown means that it is asked."""
    return holds(parse(question.applies_when, facts.definitions), facts)


def is_ruled_out(applies_when: str, facts: Facts) -> bool:
    """Whether what is known rules out all that applies under a condition."""
    return verdict_of(parse(applies_when, facts.definitions), facts) is Verdict.NO


def gate(question: Question, facts: Facts) -> Result:
    """Whether a question is a gate. Unknown holds as one."""
    return holds(parse(question.gate_when, facts.definitions), facts)


def asked(
    questionnaire: Questionnaire,
    facts: Facts,
    answers: Mapping[str, Given],
    tier_label: str = "",
    only: Container[str] | None = None,
) -> tuple[Asked, ...]:
    """Every question of the questionnaire as it stands, in order; `only` holds the keys of a shorter set.

    Asked is what applies or may apply. A question that follows another is shown once that one has any answer, at once
    where that one does not apply or is not in the set. What somebody has answered is always shown while it applies.
    """
    standing = {question.key: applies(question, facts) for question in questionnaire.questions}
    open_to_ask = {key for key, result in standing.items() if result.verdict is not Verdict.NO}
    in_set = {key for key in standing if only is None or key in only}
    waited_for = {key for key in open_to_ask & in_set if not is_answered(answers.get(key))}
    held_back = {q.key: q.follows for q in questionnaire.questions if q.follows in waited_for}
    answered = {key for key in open_to_ask if is_answered(answers.get(key))}
    shown = answered | ((open_to_ask & in_set) - held_back.keys())
    return tuple(
        Asked(
            question=question,
            number=number,
            text=text_of(question, tier_label),
            asked_of=goes_to(question, facts),
            applies=standing[question.key],
            gate=gate(question, facts),
            shown=question.key in shown,
            counted=question.key in shown,
            in_set=question.key in in_set,
            waits_for="" if question.key in shown else held_back.get(question.key, ""),
        )
        for question, number in questionnaire.numbered
    )


def is_answered(answer: Given | None) -> bool:
    """Whether there is an answer in any state but `not_yet`: that one does not know is an answer too."""
    return answer is not None and answer.state != NOT_YET


def text_of(question: Question, tier_label: str) -> str:
    """The words of a question, with the name of the tier where it is known."""
    named = question.text_with_tier if tier_label.strip() else ""
    return named.replace("{tier_label}", tier_label.strip()) or question.text


def goes_to(question: Question, facts: Facts) -> str:
    """To whom a question really goes: where nobody sells the model, the vendor's questions go to the buyer."""
    return "buyer" if facts.values.get("supplied_as") == "self_supplied" else question.asked_of
