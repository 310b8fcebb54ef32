"""What a question takes for an answer: choices, what is red and amber, limits, tables, and the facts it sets."""

from collections.abc import Iterator

from checklists.catalogue import schema
from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.problems import Problem

CLOSED = {"yes_no", "choice", "multi_choice"}
FIGURES = {"number", "percent", "money", "date"}
TABLES = {"evidence_table", "feature_table", "responsibility_table", "price_points"}
STATES = {"unknown", "answered", "not_applicable", "does_not_know", "refuses", "confidential", "not_yet"}


def problems(whole: Whole) -> Iterator[Problem]:
    """Every choice, limit, table and follow-up line that does not fit its type of answer."""
    for spot, question in whole.asked:
        yield from _choices(whole, spot, question)
        yield from _judged(whole, spot, question)
        yield from _limits(whole, spot, question)
        yield from _tables(whole, spot, question)
        yield from _follow_up(whole, spot, question)


def values_of(question: schema.Question) -> list[str]:
    """The values that may be picked."""
    return [choice.value for choice in question.choices]


def judged_values(whole: Whole, question: schema.Question) -> list[str]:
    """The values that may be red or amber: the choices, or those of the judged column of a table."""
    table = whole.tables.get(question.answer_type)
    if table is None:
        return values_of(question)
    return [value for column in table.columns if column.key == table.judged_column for value in column.choices]


def _choices(whole: Whole, spot: Spot, question: schema.Question) -> Iterator[Problem]:
    values, kind = values_of(question), question.answer_type
    yield from _no_state(whole, spot, "choices", values)
    yield from whole.once(spot, "choices", values)
    yield from whole.named(spot, "exclusive", question.exclusive, values, "one of its choices")
    if kind == "yes_no" and values != ["yes", "no"]:
        yield whole.say(
            spot,
            f"is of type yes_no and has the choices {', '.join(values) or 'none'}.",
            "Give it the choices 'yes' and 'no', in this order.",
        )
    if kind in CLOSED and len(values) < 2:
        yield whole.say(spot, f"is of type {kind} and has fewer than two choices.", "List its choices.")
    if values and kind not in CLOSED | FIGURES:
        yield whole.say(spot, f"is of type {kind} and has choices.", "Take them out, or make it `answer_type: choice`.")
    if question.exclusive and kind != "multi_choice":
        yield whole.say(
            spot, f"has `exclusive` and is of type {kind}.", "Take `exclusive` out: only one choice is ticked anyway."
        )


def _no_state(whole: Whole, spot: Spot, field: str, values: list[str]) -> Iterator[Problem]:
    for value in values:
        if value in STATES:
            yield whole.say(
                spot,
                f'{field} has the value "{value}".',
                "Take it out: not knowing, declining and not applying are states of an answer, never choices.",
            )


def _judged(whole: Whole, spot: Spot, question: schema.Question) -> Iterator[Problem]:
    values = judged_values(whole, question)
    for field in ("red_values", "amber_values", "red_unless_all"):
        yield from whole.named(spot, field, getattr(question, field), values, "one of its choices")
        yield from whole.once(spot, field, getattr(question, field))
    yield from whole.named(spot, "red_when", question.red_when, values, "one of its choices")
    for value in sorted(set(question.red_values) & (set(question.amber_values) | set(question.red_when))):
        yield whole.say(
            spot, f'has "{value}" under red_values and again under amber_values or red_when.', "Keep it in one of them."
        )
    if question.red_unless_all and question.answer_type != "multi_choice":
        yield whole.say(
            spot,
            "has red_unless_all and takes one answer only.",
            "Make it `answer_type: multi_choice`, or use red_values.",
        )


def _limits(whole: Whole, spot: Spot, question: schema.Question) -> Iterator[Problem]:
    low, high = question.red_below, question.red_above
    good_low, good_high = question.good_at_least, question.good_at_most
    given = [limit for limit in (low, high, good_low, good_high) if limit is not None]
    if given and question.answer_type not in ("number", "percent"):
        yield whole.say(spot, f"has limits for a figure and is of type {question.answer_type}.", "Take the limits out.")
    if question.unit and question.answer_type not in ("number", "percent", "money"):
        yield whole.say(spot, f"has a unit and is of type {question.answer_type}.", "Take the unit out.")
    if question.answer_type == "number" and not question.unit:
        yield whole.say(spot, "asks for a number without saying of what.", "Add `unit`, for example `unit: days`.")
    if low is not None and good_low is not None and good_low < low:
        yield whole.say(spot, f"is red below {low} and good from {good_low}.", "Good begins at or above the red limit.")
    if high is not None and good_high is not None and good_high > high:
        yield whole.say(
            spot, f"is red above {high} and good up to {good_high}.", "Good ends at or below the red limit."
        )
    if question.stale_after_days is not None and question.answer_type != "date":
        yield whole.say(spot, "has stale_after_days and does not ask for a date.", "Take it out.")


def _tables(whole: Whole, spot: Spot, question: schema.Question) -> Iterator[Problem]:
    tables = "a table (questionnaire.yaml)"
    if question.answer_type in TABLES:
        yield from whole.named(spot, "answer_type", [question.answer_type], whole.tables, tables)
    if question.with_table is not None:
        yield from whole.named(spot, "with_table", [question.with_table], whole.tables, tables)


def _follow_up(whole: Whole, spot: Spot, question: schema.Question) -> Iterator[Problem]:
    if question.follow_up is None:
        return
    values = [choice.value for choice in question.follow_up.choices]
    yield from _no_state(whole, spot, "follow_up, choices", values)
    yield from whole.once(spot, "follow_up, choices", values)
    if len(values) == 1:
        yield whole.say(spot, "follow_up has one choice only.", "List two or more, or leave the line open.")
