"""contradictions.yaml: both sides name what exists, and fit the kind of rule."""

from collections.abc import Iterator
from typing import get_args

from checklists.catalogue import schema
from checklists.catalogue.checks.choices import values_of
from checklists.catalogue.checks.sets import value_problems
from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.checks.wording import filled_in
from checklists.catalogue.problems import Problem
from checklists.catalogue.schema.known_models import Status

FILE = "contradictions.yaml"
KINDS = {
    "answer_vs_lineage": ["answer", "lineage"],
    "answer_vs_answer": ["answer", "answer"],
    "answer_vs_fact": ["answer", "fact"],
}
TESTS = ("any_of", "exactly", "above", "below", "given", "names_model", "differs", "column", "state", "follow_up")
LINEAGE_VALUES = {"status": get_args(Status), "output_terms": ("yes", "no", "conditional", "unknown")}

Side = schema.AnswerSide | schema.LineageSide | schema.FactSide


def problems(whole: Whole) -> Iterator[Problem]:
    """Every side that names what does not exist, or does not fit the kind of its rule."""
    rules = whole.files.contradictions
    head = Spot(FILE, "")
    yield from whole.once(head, "rules", [rule.key for rule in rules.rules])
    yield from whole.once(head, "placeholders", rules.placeholders)
    used: set[str] = set()
    for rule in rules.rules:
        spot = Spot(FILE, rule.key)
        yield from _kind(whole, spot, rule)
        for name, side in (("when, left", rule.when.left), ("when, right", rule.when.right)):
            yield from _side(whole, spot, name, side)
        for field in ("wording", "charitable", "ask"):
            yield from filled_in(whole, spot, field, getattr(rule, field), rules.placeholders, used)
    for name in sorted(set(rules.placeholders) - used):
        yield whole.say(head, f'declares the placeholder "{name}" and uses it nowhere.', "Take it out.")


def _word(side: Side) -> str:
    return next(word for word in ("answer", "lineage", "fact") if hasattr(side, word))


def _kind(whole: Whole, spot: Spot, rule: schema.Contradiction) -> Iterator[Problem]:
    sides = sorted([_word(rule.when.left), _word(rule.when.right)])
    everything = isinstance(rule.when.left, schema.FactSide) and rule.when.left.fact == "*"
    if sides != sorted(KINDS[rule.kind]) and not everything:
        yield whole.say(
            spot, f"is of the kind {rule.kind} and its sides are {' and '.join(sides)}.", "Mend `kind`, or the sides."
        )


def _side(whole: Whole, spot: Spot, name: str, side: Side) -> Iterator[Problem]:
    if isinstance(side, schema.AnswerSide):
        yield from whole.asked_names(spot, f"{name}, answer", [side.answer])
        if side.answer in whole.questions:
            yield from _answer(whole, spot, name, side, whole.questions[side.answer])
    elif isinstance(side, schema.LineageSide):
        yield from _lineage(whole, spot, name, side)
    elif side.fact != "*":
        yield from _fact(whole, spot, name, side)


def _answer(
    whole: Whole, spot: Spot, name: str, side: schema.AnswerSide, question: schema.Question
) -> Iterator[Problem]:
    if not any(getattr(side, test) is not None for test in TESTS):
        yield whole.say(spot, f"{name} names a question and tests nothing.", f"Add one of: {', '.join(TESTS)}.")
    values, follow_up = values_of(question), question.follow_up.choices if question.follow_up else ()
    for test in ("any_of", "exactly"):
        yield from whole.named(
            spot, f"{name}, {test}", getattr(side, test) or (), values, f'a choice of "{question.key}"'
        )
    yield from whole.named(
        spot,
        f"{name}, follow_up",
        side.follow_up or (),
        [choice.value for choice in follow_up],
        f'a choice of the line under "{question.key}"',
    )
    yield from _of_type(whole, spot, name, side, question)
    yield from _column(whole, spot, name, side, question)
    yield from _reason(whole, spot, name, side)


def _of_type(
    whole: Whole, spot: Spot, name: str, side: schema.AnswerSide, question: schema.Question
) -> Iterator[Problem]:
    bounds = side.above is not None or side.below is not None
    if bounds and question.answer_type not in ("number", "percent"):
        yield whole.say(spot, f'{name} compares "{question.key}" with a figure; it asks for none.', "Use any_of.")
    if (side.names_model or side.differs) and question.answer_type != "ai_model":
        yield whole.say(
            spot,
            f'{name} takes "{question.key}" for a question about a model, which it is not.',
            "Name a question of type ai_model.",
        )


def _column(
    whole: Whole, spot: Spot, name: str, side: schema.AnswerSide, question: schema.Question
) -> Iterator[Problem]:
    if side.column is None:
        return
    table = whole.tables.get(question.with_table or question.answer_type)
    columns = [column.key for column in table.columns] if table else []
    yield from whole.named(
        spot, f"{name}, column", [side.column], columns, f'a column of a table under "{question.key}"'
    )


def _reason(whole: Whole, spot: Spot, name: str, side: schema.AnswerSide) -> Iterator[Problem]:
    states = whole.files.questionnaire.states
    reasons = {"does_not_know": states.does_not_know, "confidential": states.confidential}.get(side.state or "", ())
    if side.reason is not None:
        yield from whole.named(
            spot, f"{name}, reason", [side.reason], [reason.value for reason in reasons], f"a reason for {side.state}"
        )


def _lineage(whole: Whole, spot: Spot, name: str, side: schema.LineageSide) -> Iterator[Problem]:
    allowed = LINEAGE_VALUES.get(side.lineage, ())
    yield from whole.named(spot, f"{name}, any_of", side.any_of or (), allowed, f"a value of {side.lineage}")
    if side.lineage in LINEAGE_VALUES and not side.any_of:
        yield whole.say(
            spot, f"{name} speaks of {side.lineage} and names no value.", f"Add any_of: {', '.join(allowed)}."
        )
    if (side.method or side.says) and side.lineage not in ("derivation", "parent"):
        yield whole.say(
            spot, f"{name} has method or says, and speaks of {side.lineage}.", "They belong to derivation and parent."
        )
    if side.of and side.lineage != "output_terms":
        yield whole.say(spot, f"{name} has `of`, and speaks of {side.lineage}.", "It belongs to output_terms.")
    if side.not_named_by is not None:
        models = [key for key, question in whole.questions.items() if question.answer_type == "ai_model"]
        yield from whole.named(spot, f"{name}, not_named_by", [side.not_named_by], models, "a question about a model")


def _fact(whole: Whole, spot: Spot, name: str, side: schema.FactSide) -> Iterator[Problem]:
    yield from whole.named(spot, f"{name}, fact", [side.fact], whole.facts, "a fact (facts.yaml)")
    fact = whole.facts.get(side.fact)
    if fact is None:
        return
    yield from whole.named(spot, f"{name}, origin", [side.origin], fact.origins, f'one that may say "{fact.name}"')
    if side.value is None:
        yield whole.say(spot, f'{name} names the fact "{fact.name}" and no value.', "Add `value`.")
    elif fact.type == "set":
        members = [choice.value for choice in fact.values]
        yield from whole.named(spot, f"{name}, value", _listed(side.value), members, f'a member of "{fact.name}"')
    else:
        for value in _listed(side.value):
            yield from value_problems(whole, spot, name, fact, value)


def _listed(value: object) -> list:
    return value if isinstance(value, list) else [value]
