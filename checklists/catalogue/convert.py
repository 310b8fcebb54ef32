"""Turn the plain form of a catalogue item (as JSON, or as a table keeps it) into what the rules read.

Every function takes the `model_dump(mode="json")` of one entry of `checklists.catalogue.schema`, or the same with its
defaults left out, and trusts it: it was checked when the edition was read. What the rules have no use for is dropped.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from checklists.rules import content, facts, obligations, questions

Raw = Mapping[str, Any]


def _texts(value: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(value or ())


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _limit(value: Any) -> str:
    """A limit as decimal text; nothing where there is none (nought is a limit)."""
    return "" if value is None else str(value)


def _given(side: Raw) -> dict[str, Any]:
    """Only the tests that a side of a contradiction names: an absent test is not an empty one."""
    return {name: value for name, value in side.items() if value is not None and value != []}


def choice_from(raw: Raw) -> facts.Choice:
    """One value that may be picked, with its label."""
    return facts.Choice(raw["value"], raw["label"], bool(raw.get("needs_file")), raw.get("needs") or "")


def _choices(raws: Iterable[Raw] | None) -> tuple[facts.Choice, ...]:
    return tuple(choice_from(raw) for raw in raws or ())


def fact_from(raw: Raw) -> facts.FactDefinition:
    """One name that conditions may use, with its values and who may say it."""
    return facts.FactDefinition(
        name=raw["name"],
        type=raw["type"],
        group=raw["group"],
        plain=raw["plain"],
        choices=_choices(raw.get("values")),
        origins=tuple(facts.Origin(origin) for origin in raw["from"]),
        note=raw.get("note") or "",
        ask_when=raw.get("ask_when") or "",
        exclusive=_texts(raw.get("exclusive")),
        triage_order=raw.get("triage_order"),
    )


def group_from(raw: Raw) -> content.FactGroup:
    """A heading under which facts are put to a person."""
    return content.FactGroup(raw["key"], raw["title"])


def section_from(raw: Raw) -> questions.Section:
    """A section of the questionnaire, in order."""
    return questions.Section(raw["key"], raw["title"], raw.get("intro") or "", raw.get("asked_of") or "")


def table_from(raw: Raw) -> questions.Table:
    """The shape of a table answer."""
    columns = tuple(
        questions.Column(column["key"], column["label"], column["type"], _texts(column.get("choices")))
        for column in raw["columns"]
    )
    return questions.Table(raw["key"], raw["plain"], columns, raw.get("judged_column") or "", _texts(raw.get("rows")))


def reasons_from(raw: Mapping[str, Iterable[Raw]]) -> dict[str, tuple[facts.Choice, ...]]:
    """The reasons that may be given for each state of an answer that asks for one."""
    return {state: _choices(reasons) for state, reasons in raw.items()}


def _sets(raws: Iterable[Raw] | None) -> tuple[questions.Sets, ...]:
    return tuple(
        questions.Sets(
            any_of=_texts(raw.get("any_of")),
            exactly=_texts(raw.get("exactly")),
            none_of=_texts(raw.get("none_of")),
            facts=dict(raw.get("facts") or {}),
            ask_buyer=dict(raw.get("ask_buyer") or {}),
        )
        for raw in raws or ()
    )


def _follow_up(raw: Raw | None) -> questions.FollowUp | None:
    if not raw:
        return None
    return questions.FollowUp(raw["text"], _choices(raw.get("choices")), _sets(raw.get("sets")))


def gate_condition(raw: Raw) -> str:
    """When a question is a gate: the file says `gate` (yes or no) or `gate_when` (a condition); the rules read one."""
    return raw.get("gate_when") or str(bool(raw.get("gate")))


_SAME = ("key", "section", "asked_of", "scope", "text", "answer_type", "applies_when", "weight")
_TEXTS = (
    "text_with_tier", "vendor_help", "why", "good_answer", "red_flag", "unit", "with_table", "follows", "evidence",
    "who_knows",
)  # fmt: skip
_LISTS = ("exclusive", "red_values", "amber_values", "red_unless_all", "met_also_by", "look_in", "sources")
_LIMITS = ("red_below", "red_above", "good_at_least", "good_at_most")


def question_from(raw: Raw) -> questions.Question:
    """One question of a published version; limits become decimal text."""
    alike: dict[str, Any] = {name: raw[name] for name in _SAME}
    alike |= {name: raw.get(name) or "" for name in _TEXTS}
    alike |= {name: _texts(raw.get(name)) for name in _LISTS}
    alike |= {name: _limit(raw.get(name)) for name in _LIMITS}
    return questions.Question(
        gate_when=gate_condition(raw),
        choices=_choices(raw.get("choices")),
        red_when=dict(raw.get("red_when") or {}),
        stale_after_days=raw.get("stale_after_days"),
        follow_up=_follow_up(raw.get("follow_up")),
        sets=_sets(raw.get("sets")),
        short_order=raw.get("short_order"),
        core=bool(raw.get("core")),
        **alike,
    )


def regulator_from(raw: Raw) -> obligations.Regulator:
    """Who makes the rule or gives the advice."""
    return obligations.Regulator(raw["key"], raw["name"], raw.get("note") or "")


def band_from(raw: Raw) -> obligations.Band:
    """One of the three bands in which duties are shown."""
    return obligations.Band(raw["key"], raw["title"], raw["headline"])


def _required(raw: Raw) -> obligations.Required:
    return obligations.Required(raw["key"], raw["text"], raw.get("applies_to") or "model_in_use")


_SAME_OF_DUTIES = (
    "key", "regulator", "band", "status_kind", "our_reading", "plain_title", "title", "summary", "applies_when",
    "consequence",
)  # fmt: skip


def obligation_from(raw: Raw) -> obligations.Obligation:
    """One duty on the buyer. Dates become dates; a date that decides nothing today stays None."""
    alike: dict[str, Any] = {name: raw[name] for name in _SAME_OF_DUTIES}
    return obligations.Obligation(
        in_force_from=_day(raw.get("in_force_from")),
        in_force_until=_day(raw.get("in_force_until")),
        in_force_note=raw.get("in_force_note") or "",
        required=tuple(_required(item) for item in raw.get("required") or ()),
        helps=_texts(raw.get("helps")),
        questions=_texts(raw.get("questions")),
        sources=_texts(raw.get("sources")),
        watch=raw.get("watch") or "",
        **alike,
    )


def source_from(raw: Raw) -> content.Source:
    """Where a claim comes from. No address and no day mean that none is known."""
    return content.Source(
        key=raw["key"],
        title=raw["title"],
        publisher=raw["publisher"],
        version=raw["version"],
        verified=raw["verified"],
        basis=raw["basis"],
        url=raw.get("url"),
        checked_on=_day(raw.get("checked_on")),
        status_note=raw.get("status_note") or "",
        volatility=raw.get("volatility") or "",
    )


def contradiction_from(raw: Raw) -> content.ContradictionRule:
    """Two statements that do not go together; each side keeps only the tests that it names."""
    return content.ContradictionRule(
        key=raw["key"],
        kind=raw["kind"],
        left=_given(raw["when"]["left"]),
        right=_given(raw["when"]["right"]),
        wording=raw["wording"],
        charitable=raw["charitable"],
        ask=raw["ask"],
        severity=raw["severity"],
    )


def wording_from(raws: Iterable[Raw]) -> dict[str, str]:
    """The sentences that people read most, by their key."""
    return {raw["key"]: raw["text"] for raw in raws}
