"""Laws of the whole: one input has one fixpoint, in whatever order it comes, and an unknown is never taken for a no."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.canonical import canonical_text
from checklists.rules.answer_facts import facts_from_answers
from checklists.rules.answers import Answer, State
from checklists.rules.conditions import holds, parse, verdict_of
from checklists.rules.facts import FactDefinition, Facts, Members, Origin, Said, Value, Verdict, settle
from checklists.rules.judge import judge, settled_facts
from checklists.rules.lineage import Lineage, ancestors
from checklists.rules.lineage_words import inherited
from checklists.rules.questions import Question
from checklists.rules.record import as_record
from checklists.rules.subject import subject_of
from tests.rules.makers import EARLIER, make_case
from tests.rules.strategies import SMALL, conditions, settled
from tests.rules.test_real_catalogue import CONTENT, FACTS, MODELS, STEPS

QUESTIONS = CONTENT.questionnaire.questions
OWN = [definition for definition in FACTS.values() if Origin.BUYER in definition.origins]
SETTING = [question for question in QUESTIONS if question.sets or (question.follow_up and question.follow_up.sets)]


def value_of(definition: FactDefinition) -> st.SearchStrategy[Value]:
    keys = [choice.value for choice in definition.choices]
    if definition.type == "bool":
        return st.booleans()
    if definition.type == "enum":
        return st.sampled_from(keys)
    alone = set(definition.exclusive)
    return st.sampled_from(keys).map(
        lambda key: Members(frozenset({key}), frozenset(alone - {key} if key not in alone else set(keys) - {key}))
    )


said_of = {each.name: value_of(each).map(lambda v, n=each.name: Said(n, v, Origin.BUYER, on=EARLIER)) for each in OWN}
statements = st.lists(st.sampled_from(sorted(said_of)), unique=True, max_size=12).flatmap(
    lambda names: st.tuples(*(said_of[name] for name in names))
)


def answer_to(question: Question) -> st.SearchStrategy[Answer]:
    keys = question.choice_keys
    if not keys or question.with_table:
        return st.just(Answer(question.key, State.REFUSES, said_on=EARLIER))
    values: Any = st.sampled_from(keys)
    if question.answer_type == "multi_choice":
        values = values.map(lambda key: [key])
    second = [None, *(choice.value for choice in question.follow_up.choices)] if question.follow_up else [None]
    return st.builds(
        Answer,
        question=st.just(question.key),
        state=st.sampled_from([State.ANSWERED, State.ANSWERED, State.DOES_NOT_KNOW]),
        value=values,
        follow_up=st.sampled_from(second),
        said_on=st.just(EARLIER),
    )


answers = st.lists(st.sampled_from(SETTING), unique_by=lambda question: question.key, max_size=8).flatmap(
    lambda some: st.tuples(*(answer_to(question) for question in some))
)
models = st.sampled_from([None, "distilbert-base-uncased", "gpt-4o-mini", "deepseek-r1-distill-llama-70b"])


def case_of(said: Any, given_: Any, model: str | None = None) -> Any:
    return make_case(*given_, said=tuple(said), lineage=Lineage(model, MODELS, STEPS), picked_model=model)


@settings(max_examples=40, deadline=None)
@given(data=st.data(), said=statements, given_=answers, model=models)
def test_one_input_has_one_fixpoint_in_whatever_order_it_comes_and_however_often(
    data: st.DataObject, said: Any, given_: Any, model: str | None
) -> None:
    case = case_of(said, given_, model)
    other = case_of(data.draw(st.permutations(said)), data.draw(st.permutations(given_)), model)
    first, again = (judge(CONTENT, each) for each in (case, other))
    assert (first.facts.values, first.facts.disputed) == (again.facts.values, again.facts.disputed)
    assert [(one.question.key, one.shown) for one in first.asked] == [(o.question.key, o.shown) for o in again.asked]
    repeat = as_record(CONTENT, case, judge(CONTENT, case))
    assert canonical_text(as_record(CONTENT, case, first)) == canonical_text(repeat)


@settings(max_examples=60, deadline=None)
@given(said=statements, given_=answers, model=models)
def test_what_is_settled_settles_to_itself(said: Any, given_: Any, model: str | None) -> None:
    case = case_of(said, given_, model)
    subject = subject_of(case)
    facts, silent = settled_facts(CONTENT, case, subject)
    fixed = (*case.said, *subject.facts(FACTS))
    once_more = settle(FACTS, (*fixed, *facts_from_answers(CONTENT.questionnaire, case.answers, silent)))
    assert (once_more.values, once_more.disputed) == (facts.values, facts.disputed)


def less_than(less: Facts, more: Facts) -> bool:
    """Whether everything known in `less` is known in `more`, and the same."""

    def within(name: str, value: Value) -> bool:
        other = more.values.get(name)
        if isinstance(value, Members):
            return isinstance(other, Members) and value.present <= other.present and value.ruled_out <= other.ruled_out
        return value == other

    return all(within(name, value) for name, value in less.values.items())


@settings(max_examples=60, deadline=None)
@given(data=st.data(), said=statements, given_=answers, model=models)
def test_forgetting_a_statement_never_rules_out_a_duty_or_a_question(
    data: st.DataObject, said: Any, given_: Any, model: str | None
) -> None:
    """The law holds wherever forgetting leaves less known. Taking one side of a dispute away, or a statement that kept
    an answer silent, may leave more known; without answers and with one statement a fact it never does."""
    if not said:
        return
    gone = data.draw(st.sampled_from(said))
    kept = [each for each in said if each is not gone]
    whole, part = judge(CONTENT, case_of(said, given_, model)), judge(CONTENT, case_of(kept, given_, model))
    disputable = given_ or model
    assert disputable or less_than(part.facts, whole.facts)
    if not less_than(part.facts, whole.facts):
        return
    for before, after in zip(whole.obligations, part.obligations, strict=True):
        assert after.applies.verdict is not Verdict.NO or before.applies.verdict is Verdict.NO
    for first, then in zip(whole.asked, part.asked, strict=True):
        assert then.applies.verdict is not Verdict.NO or first.applies.verdict is Verdict.NO
        assert then.gate.verdict is not Verdict.NO or first.gate.verdict is Verdict.NO


def atoms_known(facts: Facts) -> list[tuple[str, str]]:
    return [
        (name, key)
        for name, value in facts.values.items()
        for key in (sorted(value.present | value.ruled_out) if isinstance(value, Members) else [""])
    ]


def with_only(facts: Facts, atoms: Any) -> Facts:
    """The same facts with everything unknown but these atoms."""
    values: dict[str, Value] = {}
    for name, value in facts.values.items():
        keys = {key for fact, key in atoms if fact == name}
        if isinstance(value, Members):
            left = Members(value.present & keys, value.ruled_out & keys)
            values |= {name: left} if left.present or left.ruled_out else {}
        elif keys:
            values[name] = value
    return Facts(SMALL, values, {})


@settings(max_examples=150, deadline=None)
@given(text=conditions(), facts=settled())
def test_no_fewer_facts_explain_a_decided_verdict_than_those_that_are_named(text: str, facts: Facts) -> None:
    condition = parse(text, SMALL)
    result = holds(condition, facts)
    assert verdict_of(condition, facts) is result.verdict
    if result.verdict is Verdict.UNKNOWN:
        return
    named = [(each.fact, each.member) for each in result.because]
    assert verdict_of(condition, with_only(facts, named)) is result.verdict
    for fewer in combinations(atoms_known(facts), len(named) - 1) if named else ():
        assert verdict_of(condition, with_only(facts, fewer)) is Verdict.UNKNOWN


@pytest.mark.parametrize("key", sorted(MODELS))
def test_what_is_said_of_one_model_of_a_family_does_not_spread_to_another(key: str) -> None:
    lineage = Lineage(key, MODELS, STEPS)
    assert {each.from_model for each in inherited(lineage)} <= set(ancestors(lineage))
