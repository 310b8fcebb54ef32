"""The recommendation: the first that holds, with reasons; silence never counts as no; a person decides."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules import judge as judging
from checklists.rules.answers import Answer, Judged, State
from checklists.rules.case import GatePass
from checklists.rules.content import Content
from checklists.rules.findings import findings
from checklists.rules.judge import judge
from checklists.rules.life import Acceptance, Life
from checklists.rules.questions import Question
from checklists.rules.recommend import Outcome, Recommendation, recommend
from checklists.rules.recommend_open import Point
from checklists.rules.record import as_record
from tests.rules.makers import (
    EARLIER,
    OWN_TEST,
    TODAY,
    WORDING,
    make_answer,
    make_case,
    make_content,
    make_obligation,
    make_record,
    make_silence,
    make_yes_no,
    said,
)

WORDS = WORDING | {
    "go_ahead": "Go ahead for {uses}. You decide; these are our reasons.",
    "go_ahead_on_conditions": "Go ahead for {uses}, on these conditions: {conditions}. You decide.",
    "prefer_larger_tier": "For {uses}, use the larger model. You decide.",
    "do_not_go_ahead": "We would not go ahead for {uses} as things stand. What would change that: {what}. You decide.",
    "cannot_tell_yet": "We cannot tell yet. These answers would settle it: {answers}. {where_to_look}",
}
RANK = list(Outcome)
TRADE_OFF = make_yes_no("tier_choice_recorded", asked_of="buyer", weight=3)


def gate(key: str = "gate", **more: Any) -> Question:
    return make_yes_no(key, **{"gate_when": "True", "red_values": ("no",), "weight": 4, **more})


def content_of(*questions: Question, **more: Any) -> Content:
    return make_content(*questions, **{"wording": WORDS, **more})


def reading(content: Content, *answers: Answer, **more: Any) -> Recommendation:
    return judge(content, make_case(*answers, **more)).recommendation


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ((make_answer("gate", "no"),), Outcome.DO_NOT_GO_AHEAD),
        ((make_answer("gate", "yes", judged=Judged.UNACCEPTABLE),), Outcome.DO_NOT_GO_AHEAD),
        ((), Outcome.CANNOT_TELL_YET),
        ((make_silence("gate"),), Outcome.CANNOT_TELL_YET),
        ((make_silence("gate", State.REFUSES),), Outcome.CANNOT_TELL_YET),
        ((make_silence("gate", State.CONFIDENTIAL),), Outcome.CANNOT_TELL_YET),
        ((make_answer("gate"), make_answer("other", "no")), Outcome.GO_AHEAD_ON_CONDITIONS),
        ((make_answer("gate"), make_answer("other")), Outcome.GO_AHEAD),
    ],
)
def test_the_first_that_holds_is_given(answers: tuple[Answer, ...], outcome: Outcome) -> None:
    content = content_of(gate(), make_yes_no("other", red_values=("no",)))
    assert reading(content, *answers).outcome is outcome


def test_a_red_answer_at_a_gate_that_a_test_may_stand_in_for_is_no_end_but_a_test_to_run() -> None:
    content = content_of(gate(met_also_by=("evaluation",)))
    before = reading(content, make_answer("gate", "no"))
    assert before.outcome is Outcome.CANNOT_TELL_YET
    assert [(each.rests_on, each.questions) for each in before.questions] == [("test", ("gate",))]
    assert reading(content, make_answer("gate", "no"), evaluations=(OWN_TEST,)).outcome is not Outcome.CANNOT_TELL_YET


def test_what_a_reviewer_could_not_accept_no_test_puts_right() -> None:
    content = content_of(gate(met_also_by=("maker_document",)))
    assert reading(content, make_answer("gate", judged=Judged.UNACCEPTABLE)).outcome is Outcome.DO_NOT_GO_AHEAD


def test_a_gate_that_a_named_person_passed_does_not_count() -> None:
    gone = GatePass("gate", "We checked it by telephone.", "Ada", EARLIER, TODAY)
    found = reading(content_of(gate()), make_answer("gate", "no"), gate_passes=(gone,))
    assert found.outcome in (Outcome.GO_AHEAD, Outcome.GO_AHEAD_ON_CONDITIONS)


def test_a_red_answer_that_somebody_accepts_leaves_its_gate_shut_and_is_told_so() -> None:
    life = Life(acceptance=Acceptance("We can live with it.", "Ada", TODAY, TODAY, "critical"))
    found = reading(content_of(gate()), make_answer("gate", "no"), lives={"red:gate": life})
    assert found == reading(content_of(gate()), make_answer("gate", "no"))
    assert found.outcome is Outcome.DO_NOT_GO_AHEAD and "not known" not in found.reasons[0].text


@pytest.mark.parametrize("where", ["gate_when", "applies_when"])
def test_a_red_answer_at_what_may_be_no_gate_asks_for_the_fact(where: str) -> None:
    content = content_of(gate(**{where: "regulated_activity"}))
    found = reading(content, make_answer("gate", "no"))
    assert found.outcome is Outcome.CANNOT_TELL_YET
    assert [(each.rests_on, each.key) for each in found.questions] == [("fact", "regulated_activity")]
    assert reading(content, make_answer("gate", "no"), said=said(regulated_activity=True)).outcome is RANK[0]
    assert reading(content, make_answer("gate", "no"), said=said(regulated_activity=False)).outcome is not RANK[1]


def test_an_answer_that_a_fact_would_make_red_asks_for_the_fact() -> None:
    content = content_of(gate(red_values=(), red_when={"no": "agentic"}))
    found = reading(content, make_answer("gate", "no"))
    assert [each.key for each in found.questions] == ["agentic"]
    assert found.questions[0].where == "You can answer it yourself, among the facts."


def test_a_law_that_names_the_same_question_stands_among_the_reasons() -> None:
    duty = make_obligation("contract", questions=("gate",), consequence=3)
    found = reading(content_of(gate(), obligations=(duty,)), make_answer("gate", "no"))
    assert [each.rests_on for each in found.reasons] == ["finding", "duty"]
    kept = reading(
        content_of(gate(), obligations=(duty,)), make_answer("gate", "no"), records=(make_record("contract"),)
    )
    assert [each.rests_on for each in kept.reasons] == ["finding"]


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"regulated_activity": True}, Outcome.CANNOT_TELL_YET),
        ({"regulated_activity": False, "task_criticality": "high_stakes"}, Outcome.CANNOT_TELL_YET),
        ({}, Outcome.CANNOT_TELL_YET),
        ({"regulated_activity": False, "task_criticality": "routine"}, Outcome.GO_AHEAD),
    ],
)
def test_without_a_written_trade_off_nothing_graver_than_routine_goes_ahead(facts: dict, outcome: Outcome) -> None:
    content = content_of(gate(), TRADE_OFF)
    found = reading(content, make_answer("gate"), said=said(**facts))
    assert found.outcome is outcome
    if outcome is Outcome.CANNOT_TELL_YET:
        assert [each.key for each in found.questions] == ["tier_choice_recorded"]
    assert reading(content, make_answer("gate"), make_answer("tier_choice_recorded"), said=said(**facts)).outcome is (
        Outcome.GO_AHEAD
    )


def test_what_speaks_against_the_cheaper_tier_comes_after_what_is_open_and_before_conditions() -> None:
    from_tests = ("The cheaper tier made 7 more mistakes in 100 than you allow.",)
    content = content_of(gate(), make_yes_no("other", red_values=("no",)))
    assert _against(content, (), from_tests).outcome is Outcome.CANNOT_TELL_YET
    found = _against(content, (make_answer("gate"), make_answer("other", "no")), from_tests)
    assert found.outcome is Outcome.PREFER_LARGER_TIER
    assert [each.text for each in found.reasons] == list(from_tests)


def _against(content: Content, answers: tuple[Answer, ...], sentences: tuple[str, ...]) -> Recommendation:
    situation, asked = judging._situation(content, make_case(*answers))
    return recommend(
        situation, asked, findings(situation), against_cheaper=tuple(Point(each, "comparison") for each in sentences)
    )


def test_nothing_answered_is_nothing_to_go_by_even_where_there_is_no_gate() -> None:
    content = content_of(make_yes_no("light", weight=1), make_yes_no("heavy", weight=2))
    found = reading(content)
    assert found.outcome is Outcome.CANNOT_TELL_YET
    assert [each.key for each in found.questions] == ["heavy"]
    assert reading(content, make_answer("light")).outcome is Outcome.GO_AHEAD


def test_weighty_silence_is_a_condition_before_submission_as_after() -> None:
    content = content_of(gate(), make_yes_no("heavy", weight=5), make_yes_no("light", weight=1))
    for submitted in (False, True):
        found = reading(content, make_answer("gate"), submitted=submitted)
        assert found.outcome is Outcome.GO_AHEAD_ON_CONDITIONS
        assert [each.questions for each in found.conditions] == [("heavy",)]


def test_an_open_duty_of_the_law_counts_as_a_yes_until_somebody_knows() -> None:
    duty = make_obligation(applies_when="agentic", consequence=3)
    content = content_of(gate(), obligations=(duty,))
    found = reading(content, make_answer("gate"))
    assert (found.outcome, [each.key for each in found.conditions]) == (Outcome.GO_AHEAD_ON_CONDITIONS, ["open_duty"])
    assert reading(content, make_answer("gate"), said=said(agentic=False)).outcome is Outcome.GO_AHEAD


def test_each_condition_says_what_would_close_it_and_of_which_findings() -> None:
    content = content_of(gate(), make_yes_no("other", amber_values=("yes",), weight=4))
    found = reading(content, make_answer("gate"), make_answer("other"))
    assert [each.text for each in found.conditions] == ['Settle the concern: "Text of other?".']
    assert [each.findings for each in found.conditions] == [("amber:other",)]


def test_the_use_stands_in_its_own_words_and_without_them_it_is_this_use() -> None:
    content = content_of(gate())
    assert reading(content, make_answer("gate"), purpose="Sorting letters.").text.startswith(
        'Go ahead for "Sorting letters".'
    )
    assert reading(content, make_answer("gate"), purpose=" Plan X ").text.startswith('Go ahead for "Plan X".')
    assert reading(content, make_answer("gate")).text.startswith("Go ahead for this use.")


def test_an_edition_without_the_words_says_the_outcome_all_the_same() -> None:
    assert reading(make_content(gate()), make_answer("gate")).text == "Go ahead"


def test_one_own_test_stands_for_several_gates_where_that_saves_answers() -> None:
    tested = [gate(key, met_also_by=("evaluation",)) for key in ("a", "b")]
    found = reading(content_of(*tested, gate("c")))
    assert [(each.rests_on, each.key) for each in found.questions] == [("test", "own_test"), ("question", "c")]
    assert [each.key for each in reading(content_of(tested[0], gate("c"))).questions] == ["a", "c"]


def test_where_to_look_is_the_first_place_that_may_hold_it() -> None:
    content = content_of(gate("a", look_in=("contract", "public_pages")), gate("b"), gate("c", asked_of="buyer"))
    found = reading(content)
    assert [each.where for each in found.questions] == [
        "Look in the contract first; if it is not there, ask the vendor.",
        "Ask the vendor.",
        "You can answer it yourselves.",
    ]
    assert "Start with your invoice and contract" in found.text


def test_the_record_holds_all_of_it_in_plain_data() -> None:
    content, case = content_of(gate()), make_case(make_answer("gate", "no"))
    on_record = as_record(content, case, judge(content, case))["recommendation"]
    assert on_record["outcome"] == "do_not_go_ahead"
    assert on_record["reasons"][0]["findings"] == ["red:gate"]
    assert set(on_record["would_change"][0]) == {
        "text", "rests_on", "key", "questions", "findings", "where", "short"
    }  # fmt: skip


# Small cases, for what holds of all of them: two gates (one that a test may stand in for, one that only a fact makes a
# gate), a question that is none, and the written trade-off.
QUESTIONS = (
    gate("plain"),
    gate("tested", met_also_by=("evaluation",)),
    gate("maybe", gate_when="agentic"),
    gate("torn", red_values=(), red_when={"no": "decides_about_people"}),
    make_yes_no("light", red_values=("no",), weight=2),
    TRADE_OFF,
)
SMALL = content_of(*QUESTIONS, obligations=(make_obligation(applies_when="agentic", consequence=2),))
FACTS = ("agentic", "regulated_activity", "decides_about_people")
SILENT = [State.DOES_NOT_KNOW, State.REFUSES, State.CONFIDENTIAL]


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Answer], dict[str, Any]]:
    """Some answers, well or badly given or silent, and some facts."""
    answers = {}
    for question in QUESTIONS:
        value = draw(st.sampled_from([None, "yes", "no", *SILENT]))
        if isinstance(value, State):
            answers[question.key] = make_silence(question.key, value)
        elif value is not None:
            answers[question.key] = make_answer(question.key, value)
    facts = {name: value for name in FACTS if (value := draw(st.sampled_from([None, True, False]))) is not None}
    return answers, facts | draw(st.sampled_from([{}, {"task_criticality": "routine"}]))


def outcome_of(answers: dict[str, Answer], facts: dict[str, Any], tested: bool = False) -> Recommendation:
    evaluations = (OWN_TEST,) if tested else ()
    return reading(SMALL, *answers.values(), said=said(**facts), submitted=True, evaluations=evaluations)


@given(cases(), st.sampled_from([question.key for question in QUESTIONS]))
def test_one_more_good_answer_never_makes_it_worse(given_case: tuple, key: str) -> None:
    answers, facts = given_case
    before = outcome_of(answers, facts)
    after = outcome_of(answers | {key: make_answer(key, "yes")}, facts)
    assert RANK.index(after.outcome) >= RANK.index(before.outcome)


@given(cases(), st.sampled_from([question.key for question in QUESTIONS]))
def test_silence_in_the_place_of_an_answer_never_makes_it_do_not_go_ahead(given_case: tuple, key: str) -> None:
    answers, facts = given_case
    if outcome_of(answers, facts).outcome is not Outcome.DO_NOT_GO_AHEAD:
        rest = {name: answer for name, answer in answers.items() if name != key}
        assert outcome_of(rest, facts).outcome is not Outcome.DO_NOT_GO_AHEAD


@given(cases(), st.sampled_from(FACTS))
def test_a_fact_forgotten_never_makes_it_do_not_go_ahead(given_case: tuple, name: str) -> None:
    answers, facts = given_case
    if outcome_of(answers, facts).outcome is not Outcome.DO_NOT_GO_AHEAD:
        rest = {key: value for key, value in facts.items() if key != name}
        assert outcome_of(answers, rest).outcome is not Outcome.DO_NOT_GO_AHEAD


def settled_by(answers: dict[str, Answer], facts: dict[str, Any], chosen: list) -> Outcome:
    """The outcome once exactly these are answered well: questions with yes, facts so that nothing hangs on them."""
    answers, facts, tested = dict(answers), dict(facts), False
    for each in chosen:
        if each.rests_on == "question":
            answers[each.key] = make_answer(each.key, "yes")
        elif each.rests_on == "fact":
            facts[each.key] = False
        else:
            tested = True
    return outcome_of(answers, facts, tested).outcome


@given(cases())
def test_the_fewest_answers_settle_it_and_none_of_them_can_be_left_out(given_case: tuple) -> None:
    answers, facts = given_case
    found = outcome_of(answers, facts)
    if found.outcome is not Outcome.CANNOT_TELL_YET:
        assert found.questions == ()
        return
    assert settled_by(answers, facts, list(found.questions)) is not Outcome.CANNOT_TELL_YET
    for fewer in combinations(found.questions, len(found.questions) - 1):
        assert settled_by(answers, facts, list(fewer)) is Outcome.CANNOT_TELL_YET


@given(cases())
def test_no_sentence_has_an_unfilled_place_and_none_accuses(given_case: tuple) -> None:
    found = outcome_of(*given_case)
    points = (*found.reasons, *found.would_change, *found.questions, *found.conditions)
    sentences = [found.text, *(each.text for each in points), *(each.where for each in points)]
    assert not [sentence for sentence in sentences if "{" in sentence or "failed" in sentence.lower()]
    assert all(each.text for each in points)
    assert found == outcome_of(*given_case)


def test_a_purpose_changes_the_words_and_nothing_else() -> None:
    case = make_case(make_answer("gate"))
    plain, named = (judge(content_of(gate()), replace(case, purpose=purpose)) for purpose in ("", "Sorting"))
    assert replace(plain.recommendation, text="") == replace(named.recommendation, text="")
