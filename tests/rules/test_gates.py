"""Gates: each way in which one is met, and everything that does not meet it."""

from datetime import date, timedelta
from typing import Any

import pytest

from checklists.rules.answers import Answer, Judged, Rung, State
from checklists.rules.case import GatePass
from checklists.rules.facts import Verdict
from checklists.rules.gates import GateResult, GateState
from checklists.rules.judge import blocking
from checklists.rules.questions import Question
from tests.rules.makers import (
    EARLIER,
    OWN_TEST,
    TODAY,
    judged,
    make_answer,
    make_choice,
    make_content,
    make_document,
    make_lineage,
    make_model,
    make_question,
    make_silence,
    make_step,
    make_yes_no,
    said,
)

CLOSED = make_choice("q", "a", "b", "c", red_values=("a",), amber_values=("b",), gate_when="True")
OPEN = make_question("q", gate_when="True")
MODEL = make_question("q", answer_type="ai_model", gate_when="True")
MAY_BE_RED = make_choice("q", "a", "b", red_when={"a": "regulated_activity"}, gate_when="True")
TODAY_PASS = GatePass("q", "We accept it for the trial.", "Ada", TODAY, TODAY)


def gate(question: Question, *answers: Answer, **more: Any) -> GateResult:
    [only] = judged(make_content(question), *answers, **more).gates
    return only


@pytest.mark.parametrize(
    ("question", "answer", "state"),
    [
        (CLOSED, make_answer("q", "c"), GateState.MET),
        (CLOSED, make_answer("q", "b"), GateState.MET),
        (CLOSED, make_answer("q", "a"), GateState.UNMET),
        (CLOSED, make_answer("q", "a", judged=Judged.CONCERN), GateState.MET),
        (CLOSED, make_answer("q", "c", judged=Judged.UNACCEPTABLE), GateState.UNMET),
        (OPEN, make_answer("q", "Words."), GateState.UNMET),
        (OPEN, make_answer("q", "Words.", judged=Judged.SATISFACTORY), GateState.MET),
        (OPEN, make_answer("q", "Words.", judged=Judged.CONCERN), GateState.MET),
        (OPEN, make_answer("q", "Words.", judged=Judged.UNACCEPTABLE), GateState.UNMET),
        (OPEN, make_answer("q", "Words.", said_by="buyer"), GateState.MET),
        (OPEN, make_answer("q", "Words.", said_by="buyer", rung=Rung.OWN_RECORD), GateState.MET),
        (OPEN, make_answer("q", "Words.", said_by="buyer", rung=Rung.BUYER_TESTED), GateState.MET),
        (OPEN, make_answer("q", "Words.", said_by="buyer", rung=Rung.PUBLISHED_BY_VENDOR), GateState.UNMET),
        (OPEN, make_answer("q", "Words.", said_by="buyer", judged=Judged.UNACCEPTABLE), GateState.UNMET),
        (MODEL, make_answer("q", {"ai_model": "of the catalogue"}), GateState.MET),
        (MODEL, make_answer("q", {"ai_model": "own"}), GateState.UNMET),
        (MODEL, make_answer("q", {"ai_model": "own"}, said_by="buyer"), GateState.MET),
        (MAY_BE_RED, make_answer("q", "a"), GateState.UNMET),
        (MAY_BE_RED, make_answer("q", "a", said_by="buyer"), GateState.UNMET),
        (MAY_BE_RED, make_answer("q", "a", judged=Judged.SATISFACTORY), GateState.MET),
        (MAY_BE_RED, make_answer("q", "b"), GateState.MET),
        (MODEL, make_answer("q", {"name": "Ours"}), GateState.UNMET),
        (MODEL, make_answer("q", {"name": "Ours"}, said_by="buyer"), GateState.MET),
        (CLOSED, make_silence("q", State.NOT_APPLICABLE), GateState.UNMET),
        (CLOSED, make_silence("q", State.NOT_APPLICABLE, judged=Judged.SATISFACTORY), GateState.ACCEPTED),
        (CLOSED, make_silence("q", State.NOT_APPLICABLE, judged=Judged.CONCERN), GateState.MET),
        (CLOSED, make_silence("q", State.NOT_APPLICABLE, judged=Judged.UNACCEPTABLE), GateState.UNMET),
        (CLOSED, make_silence("q", State.DOES_NOT_KNOW), GateState.UNMET),
        (CLOSED, make_silence("q", State.DOES_NOT_KNOW, said_by="buyer"), GateState.UNMET),
        (CLOSED, make_silence("q", State.REFUSES), GateState.UNMET),
        (CLOSED, make_silence("q", State.CONFIDENTIAL), GateState.UNMET),
        (CLOSED, make_silence("q", State.CONFIDENTIAL, judged=Judged.SATISFACTORY), GateState.MET),
        (CLOSED, make_silence("q", State.NOT_YET), GateState.UNMET),
    ],
)
def test_a_gate_is_met_by_an_answer_that_settles_it(question: Question, answer: Answer, state: GateState) -> None:
    result = gate(question, answer, lineage=make_lineage(subject=None, models=(make_model("of the catalogue"),)))
    assert result.state is state
    assert result.met is (state is not GateState.UNMET)
    assert result.how.endswith((".", '"'))


def test_a_gate_without_an_answer_is_not_met() -> None:
    assert (gate(CLOSED).state, gate(CLOSED).how) == (GateState.UNMET, "Not answered yet.")


@pytest.mark.parametrize(
    ("values", "holds"), [({"agentic": True}, Verdict.YES), ({}, Verdict.UNKNOWN), ({"agentic": False}, None)]
)
def test_a_gate_whose_fact_is_not_known_holds_all_the_same(values: dict, holds: Verdict | None) -> None:
    question = make_yes_no(gate_when="agentic")
    assert [each.holds for each in judged(make_content(question), said=said(**values)).gates] == (
        [holds] if holds else []
    )


def test_a_question_that_does_not_apply_is_no_gate() -> None:
    assert judged(make_content(make_yes_no(gate_when="True", applies_when="False"))).gates == ()


def test_a_gate_outside_the_short_form_is_not_asked_for() -> None:
    question = make_yes_no(gate_when="True", applies_when="agentic")
    assert judged(make_content(question), short=True).gates == ()


# ---- Covered by what else is on file

TEST_WILL_DO = make_yes_no(gate_when="True", met_also_by=("evaluation",))
PAPER_WILL_DO = make_yes_no("is_this_distilled", gate_when="True", met_also_by=("evaluation", "maker_document"))
FROM_TEACHER = make_lineage(make_step(variant="white_box_soft_targets"))


def test_the_buyers_own_test_covers_a_question_that_allows_it() -> None:
    covered = gate(TEST_WILL_DO, evaluations=(OWN_TEST,))
    assert (covered.state, covered.how) == (GateState.COVERED, "Covered by your own test.")
    assert gate(CLOSED, evaluations=(OWN_TEST,)).state is GateState.UNMET
    assert gate(TEST_WILL_DO).state is GateState.UNMET


@pytest.mark.parametrize(
    ("document", "covered"),
    [
        ({"issuer": "Maker"}, True),
        ({"issuer": " MAKER "}, True),
        ({"issuer": "Maker", "expires_on": TODAY}, True),
        ({"issuer": "Maker", "expires_on": TODAY - timedelta(days=1)}, False),
        ({"issuer": "The vendor"}, False),
        ({"issuer": "Maker Resellers Ltd"}, False),
        ({"issuer": ""}, False),
    ],
)
def test_a_document_covers_only_where_the_maker_issued_it(document: dict, covered: bool) -> None:
    answer = make_silence("is_this_distilled", documents=(make_document("Model card", **document),))
    result = gate(PAPER_WILL_DO, answer, lineage=make_lineage())
    assert (result.state is GateState.COVERED) is covered
    if covered:
        assert result.how == 'Covered by a document of the maker: "Model card".'


def test_no_document_covers_while_the_maker_is_not_known() -> None:
    answer = make_silence("is_this_distilled", documents=(make_document(issuer=""), make_document(issuer="Maker")))
    assert gate(PAPER_WILL_DO, answer).state is GateState.UNMET


@pytest.mark.parametrize(
    ("key", "step", "covered"),
    [
        ("is_this_distilled", {}, True),
        ("is_this_distilled", {"says": "maker_implied"}, True),
        ("is_this_distilled", {"says": "reported"}, False),
        ("is_this_distilled", {"verified": False}, False),
        ("is_this_distilled", {"source": None}, False),
        ("is_this_distilled", {"method": "fine_tuning"}, False),
        ("teacher_model_identity", {}, True),
        ("teacher_model_identity", {"method": "merge"}, False),
        ("distillation_method", {"variant": "white_box_soft_targets"}, True),
        ("distillation_method", {"variant": "unspecified"}, False),
        ("distillation_method", {}, False),
        ("safety_and_bias_retested", {}, False),
    ],
)
def test_a_verified_statement_of_the_maker_covers_what_it_says_in_itself(key: str, step: dict, covered: bool) -> None:
    question = make_yes_no(key, gate_when="True", met_also_by=("maker_document",))
    result = gate(question, lineage=make_lineage(make_step(**step)))
    assert (result.state is GateState.COVERED) is covered


def test_a_statement_that_hides_the_teacher_does_not_name_it() -> None:
    question = make_question("teacher_model_identity", gate_when="True", met_also_by=("maker_document",))
    hidden = make_lineage(make_step(), models=(make_model("teacher", role="placeholder"),))
    assert gate(question, lineage=hidden).state is GateState.UNMET


def test_no_record_covers_where_two_models_are_named() -> None:
    base = make_question("base_model_and_creator", answer_type="ai_model")
    content = make_content(base, PAPER_WILL_DO)
    answer = make_answer("base_model_and_creator", {"ai_model": "other"}, model="other")
    one = judged(content, lineage=FROM_TEACHER).gates[0]
    two = judged(content, answer, lineage=FROM_TEACHER, picked_model="student").gates[0]
    assert (one.state, two.state) == (GateState.COVERED, GateState.UNMET)


def test_what_covers_a_gate_covers_it_though_the_answer_is_red() -> None:
    red = make_yes_no(gate_when="True", red_values=("no",), met_also_by=("evaluation",))
    assert gate(red, make_answer("q", "no"), evaluations=(OWN_TEST,)).state is GateState.COVERED


def test_an_answer_that_meets_a_gate_needs_no_cover() -> None:
    assert gate(TEST_WILL_DO, make_answer("q", "yes"), evaluations=(OWN_TEST,)).state is GateState.MET


# ---- Passed by a named person


@pytest.mark.parametrize(
    ("on", "expires_on", "state"),
    [
        (TODAY, TODAY, GateState.PASSED),
        (EARLIER, date(2027, 1, 1), GateState.PASSED),
        (EARLIER, TODAY - timedelta(days=1), GateState.UNMET),
        (TODAY + timedelta(days=1), date(2027, 1, 1), GateState.UNMET),
    ],
)
def test_a_written_pass_holds_while_it_lasts(on: date, expires_on: date, state: GateState) -> None:
    passed = GatePass("q", "We accept it.", "Ada", on, expires_on)
    assert gate(CLOSED, gate_passes=(passed,)).state is state


def test_a_pass_says_by_whom_until_when_and_why() -> None:
    assert gate(CLOSED, gate_passes=(TODAY_PASS,)).how == (
        "Passed by Ada until 24 November 2026: We accept it for the trial."
    )


def test_of_two_passes_the_later_holds() -> None:
    later = GatePass("q", "Again.", "Bea", TODAY, TODAY)
    older = GatePass("q", "First.", "Ada", EARLIER, TODAY)
    assert "Bea" in gate(CLOSED, gate_passes=(later, older)).how


def test_a_pass_for_another_question_passes_nothing() -> None:
    passed = GatePass("other", "We accept it.", "Ada", EARLIER, TODAY)
    assert gate(CLOSED, gate_passes=(passed,)).state is GateState.UNMET


# ---- What refuses approval

PARENT = make_yes_no("parent", gate_when="True")
CHILD = make_yes_no("child", gate_when="True", follows="parent")


def blocks(*questions: Question, answers: tuple[Answer, ...] = (), **more: Any) -> list[str]:
    return [each.key for each in blocking(judged(make_content(*questions), *answers, **more))]


def test_an_unmet_gate_blocks_and_a_gate_behind_it_is_left_to_it() -> None:
    assert blocks(PARENT, CHILD) == ["gate:parent"]
    assert blocks(PARENT, CHILD, answers=(make_answer("parent"),)) == ["gate:child"]
    assert blocks(PARENT, CHILD, answers=(make_answer("parent"), make_answer("child"))) == []


def test_a_gate_that_waits_for_a_question_that_is_none_blocks_by_itself() -> None:
    plain = make_yes_no("parent")
    [waiting] = judged(make_content(plain, CHILD)).gates
    assert (waiting.state, waiting.met) == (GateState.WAITING, False)
    assert blocks(plain, CHILD) == ["gate:child"]


def test_a_red_gate_blocks_once_and_by_the_gate() -> None:
    red = make_yes_no(gate_when="True", red_values=("no",))
    [only] = blocking(judged(make_content(red), make_answer("q", "no")))
    assert (only.key, only.kind, only.text, only.question) == ("gate:q", "gate", "Text of q?", "q")


def test_a_critical_finding_blocks_though_its_gate_is_covered() -> None:
    answer = make_answer("q", "no", judged=Judged.UNACCEPTABLE)
    assert blocks(TEST_WILL_DO, answers=(answer,), evaluations=(OWN_TEST,)) == ["judged_unacceptable:q"]


def test_a_pass_lets_both_the_gate_and_its_finding_through() -> None:
    red = make_yes_no(gate_when="True", red_values=("no",))
    assert blocks(red, answers=(make_answer("q", "no"),), gate_passes=(TODAY_PASS,)) == []
