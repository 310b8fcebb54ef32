"""The judgement as a whole: facts and questions until nothing changes, and all of it from the same input each time."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.answers import State
from checklists.rules.case import Case
from checklists.rules.facts import Members
from checklists.rules.grading import Grade
from checklists.rules.judge import Judgement, judge
from checklists.rules.lineage import Lineage
from checklists.rules.questions import Question, Sets
from checklists.rules.record import as_record
from checklists.rules.subject import model_picked, subject_of
from tests.rules.makers import FACTS as EDITION_FACTS
from tests.rules.makers import (
    TODAY,
    judged,
    make_answer,
    make_case,
    make_content,
    make_contradiction,
    make_lineage,
    make_model,
    make_obligation,
    make_question,
    make_silence,
    make_step,
    make_yes_no,
    said,
)


def setter(key: str, fact: str, value: Any = True, **more: Any) -> Question:
    return make_yes_no(key, sets=(Sets(any_of=("yes",), facts={fact: value}),), **more)


def shown(judgement: Judgement) -> list[str]:
    return [each.question.key for each in judgement.asked if each.shown]


def test_an_answer_opens_the_questions_that_its_fact_calls_for() -> None:
    content = make_content(setter("a", "agentic"), make_yes_no("b", applies_when="agentic"), make_yes_no("c"))
    away = said(agentic=False)
    assert shown(judged(content, said=away)) == ["a", "c"]
    opened = judged(content, make_answer("a"))
    assert shown(opened) == ["a", "b", "c"]
    assert opened.facts.values == {"agentic": True}


def test_an_answer_to_a_question_that_fell_away_says_nothing_any_more() -> None:
    content = make_content(
        setter("first", "agentic", False),
        setter("second", "regulated_activity", applies_when="agentic"),
        make_yes_no("third", applies_when="regulated_activity"),
    )
    judgement = judged(content, make_answer("first"), make_answer("second"))
    assert judgement.facts.values == {"agentic": False}
    assert shown(judgement) == ["first", "third"]
    assert "second" not in judgement.grades
    assert judgement.who_answered.total == 2


def test_a_chain_of_answers_settles_over_several_rounds() -> None:
    content = make_content(
        setter("a", "agentic", False),
        setter("b", "regulated_activity", False, applies_when="agentic"),
        setter("c", "automated_decision", applies_when="not regulated_activity or automated_decision"),
        setter("d", "decides_about_people", False, applies_when="not automated_decision"),
    )
    answers = [make_answer(key) for key in "abcd"]
    judgement = judged(content, *answers)
    assert judgement.facts.values == {"agentic": False, "automated_decision": True}
    assert shown(judgement) == ["a", "c"]


def test_an_answer_cannot_remove_its_own_question() -> None:
    content = make_content(setter("torn", "agentic", True, applies_when="not agentic"))
    judgement = judged(content, make_answer("torn"))
    assert shown(judgement) == ["torn"]
    assert judgement.facts.values == {}


def test_two_answers_that_remove_each_other_both_fall_silent_and_stay_on_the_sheet() -> None:
    content = make_content(
        setter("a", "agentic", applies_when="not regulated_activity"),
        setter("b", "regulated_activity", applies_when="not agentic"),
    )
    judgement = judged(content, make_answer("a"), make_answer("b"))
    assert shown(judgement) == ["a", "b"]
    assert judgement.facts.values == {}


FACTS = ["agentic", "regulated_activity", "automated_decision"]
CONDITIONS = ["True", *FACTS, *(f"not {fact}" for fact in FACTS), "agentic or not regulated_activity"]


@given(
    st.lists(
        st.tuples(st.sampled_from(FACTS), st.booleans(), st.sampled_from(CONDITIONS), st.booleans()),
        min_size=1,
        max_size=6,
    )
)
def test_facts_always_settle_and_always_alike(rows: list) -> None:
    questions = [
        setter(f"q{place}", fact, value, applies_when=when) for place, (fact, value, when, _) in enumerate(rows)
    ]
    answers = [make_answer(f"q{place}") for place, (*_, answered) in enumerate(rows) if answered]
    content, case = make_content(*questions), make_case(*answers)
    judgement = judge(content, case)
    assert judgement == judge(content, case)
    for each in judgement.asked:
        if each.applies.verdict == "no":
            said_by_it = [s for heard in judgement.facts.said.values() for s in heard if s.source == each.question.key]
            assert not said_by_it


def test_lineage_sets_facts_and_opens_questions() -> None:
    content = make_content(make_yes_no(applies_when="is_distilled == 'yes' or 'distillation' in techniques"))
    assert shown(judged(content, said=said(agentic=True))) == ["q"]
    lineage = make_lineage(make_step(), models=(make_model(status="stated"),))
    judgement = judged(content, lineage=lineage)
    assert judgement.facts.values["is_distilled"] == "yes"
    assert judgement.facts.values["techniques"] == Members(frozenset({"distillation"}))
    assert [gap.model for gap in judgement.gaps] == ["teacher"]


BASE = make_question("base_model_and_creator", answer_type="ai_model")


@pytest.mark.parametrize(
    ("picked", "answer", "subject", "agreed"),
    [
        ("student", None, "student", True),
        (None, make_answer(BASE.key, {"ai_model": "student"}, model="student"), "student", True),
        (None, make_answer(BASE.key, {"ai_model": "student"}), "student", True),
        ("student", make_answer(BASE.key, {"ai_model": "teacher"}), "student", False),
        ("student", make_answer(BASE.key, {"ai_model": "student"}), "student", True),
        ("student", make_answer(BASE.key, {"name": "Something else"}), "student", True),
        (None, make_answer(BASE.key, {"name": "Something else"}), None, True),
        (None, make_silence(BASE.key, State.REFUSES), None, True),
        (None, None, None, True),
    ],
)
def test_the_lineage_is_that_of_the_model_in_use_or_else_of_the_one_picked_in_the_answer(
    picked: str | None, answer: Any, subject: str | None, agreed: bool
) -> None:
    lineage = replace(make_lineage(make_step()), subject=None)
    found = subject_of(make_case(*([answer] if answer else []), lineage=lineage, picked_model=picked))
    assert (found.lineage.subject, found.agreed) == (subject, agreed)


def test_a_lineage_that_names_its_subject_needs_no_pick() -> None:
    assert subject_of(make_case(lineage=make_lineage())).lineage.subject == "student"


def test_a_name_that_was_only_typed_picks_nothing() -> None:
    assert model_picked(make_answer("q", "Student")) is None
    assert model_picked(None) is None


def test_the_short_form_asks_its_set_and_escalates() -> None:
    questions = (
        make_yes_no("short", short_order=1, red_values=("no",)),
        make_yes_no("long"),
        make_yes_no("elsewhere", section="second"),
    )
    content = make_content(*questions)
    assert shown(judged(content, short=True)) == ["short"]
    assert shown(judged(content, make_answer("short", "no"), short=True)) == ["short", "long"]
    assert judged(content, short=True).first_page.total == 1
    assert shown(judged(content)) == ["short", "long", "elsewhere"]


def test_a_contradiction_escalates_the_short_form_to_the_section_that_it_names() -> None:
    base = replace(BASE, short_order=1)
    rule = make_contradiction("two", {"fact": "*"}, {"fact": "*"}, kind="answer_vs_fact")
    content = make_content(base, make_yes_no("long"), contradictions=(rule,))
    answer = make_answer(BASE.key, {"ai_model": "other"})
    assert shown(judged(content, answer, short=True)) == [BASE.key]
    assert shown(judged(content, answer, short=True, picked_model="student")) == [BASE.key, "long"]


def test_the_judgement_of_an_empty_case_leaves_everything_open() -> None:
    duty = make_obligation(applies_when="agentic")
    judgement = judged(make_content(make_yes_no(), make_yes_no("b", applies_when="agentic"), obligations=(duty,)))
    assert judgement.grades == {"q": Grade.OPEN, "b": Grade.OPEN}
    assert (judgement.score.lower, judgement.score.upper) == (0, 100)
    assert judgement.who_answered.unanswered == judgement.who_answered.total == 2
    assert judgement.findings == ()
    assert judgement.triage.form == "ask"
    [fact] = judgement.open_facts
    assert (fact.name, fact.obligations, fact.questions) == ("agentic", ("duty",), ("b",))


def test_a_fact_is_open_only_where_something_waits_for_it() -> None:
    questions = (
        make_yes_no("gate", gate_when="regulated_activity"),
        make_yes_no("away", applies_when="agentic and automated_decision"),
    )
    judgement = judged(make_content(*questions), said=said(automated_decision=False))
    assert [(fact.name, fact.questions) for fact in judgement.open_facts] == [("regulated_activity", ("gate",))]
    future = make_obligation(applies_when="agentic", in_force_from=TODAY.replace(year=2030))
    assert judged(make_content(obligations=(future,))).open_facts == ()


def test_a_question_that_the_short_form_leaves_out_keeps_no_fact_open() -> None:
    content = make_content(make_yes_no("long", applies_when="agentic"))
    assert [fact.name for fact in judged(content).open_facts] == ["agentic"]
    assert judged(content, short=True).open_facts == ()


def test_a_question_back_is_put_to_the_buyer() -> None:
    question = make_yes_no(
        sets=(Sets(any_of=("yes",), ask_buyer={"fact": "agentic", "text": "Have you switched it off?"}),)
    )
    [back] = judged(make_content(question), make_answer()).questions_back
    assert (back.fact, back.text) == ("agentic", "Have you switched it off?")


def test_inherited_and_lineage_come_with_the_judgement() -> None:
    judgement = judged(make_content(), lineage=make_lineage(make_step()), picked_model="student")
    assert judgement.lineage.subject == "student"
    assert judgement.inherited == ()
    assert judged(make_content()).lineage == Lineage()


def test_the_same_case_is_judged_alike_whatever_the_order_of_its_parts() -> None:
    content = make_content(setter("a", "agentic"), make_yes_no("b"), obligations=(make_obligation(),))
    answers = [make_answer("a"), make_answer("b", "no")]
    statements = said(regulated_activity=True, hosting="on_device")
    there = judge(content, make_case(*answers, said=statements))
    back = judge(content, make_case(*reversed(answers), said=tuple(reversed(statements))))
    assert there == back


def test_a_case_knows_the_names_of_models_from_lineage_and_answers() -> None:
    case = Case(TODAY, lineage=make_lineage(), model_names={"other": "Another"})
    assert case.names == {"student": "Student", "other": "Another"}


@pytest.mark.parametrize(
    ("agentic", "expected"), [(True, ["regulated_activity"]), (None, ["agentic", "regulated_activity"]), (False, [])]
)
def test_a_fact_is_open_only_while_it_is_worth_asking(agentic: bool | None, expected: list[str]) -> None:
    facts = tuple(replace(f, ask_when="agentic") if f.name == "regulated_activity" else f for f in EDITION_FACTS)
    content = make_content(
        make_yes_no(applies_when="agentic"), make_yes_no("b", applies_when="regulated_activity"), facts=facts
    )
    stated = () if agentic is None else said(agentic=agentic)
    judgement = judged(content, said=stated)
    assert sorted(fact.name for fact in judgement.open_facts) == expected
    record = as_record(content, make_case(said=stated), judgement)
    [fact] = [fact for fact in record["facts"] if fact["name"] == "regulated_activity"]
    assert fact["worth_asking"] is (agentic is not False)


def test_an_answer_of_the_vendors_stands_in_for_no_record_and_an_own_or_silent_one_is_none_of_its_material() -> None:
    content = make_content(make_yes_no(), obligations=(make_obligation(questions=("q",)),))
    for answer, text in (
        (make_answer(), "The vendor's material is on file; your own record is missing."),
        (make_answer(said_by="buyer"), ""),
        (make_silence("q", State.REFUSES), ""),
    ):
        [duty] = judged(content, answer).obligations
        assert duty.text == text
