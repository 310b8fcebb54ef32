"""Findings: each rule where it starts and stops, its weight, its words and its place."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from checklists.rules.answers import Answer, Judged, State
from checklists.rules.case import GatePass
from checklists.rules.facts import Choice
from checklists.rules.findings import Finding
from checklists.rules.questions import Question
from tests.rules.makers import (
    EARLIER,
    OWN_TEST,
    SCORING,
    TODAY,
    choices,
    judged,
    make_answer,
    make_choice,
    make_content,
    make_contradiction,
    make_document,
    make_lineage,
    make_model,
    make_obligation,
    make_question,
    make_record,
    make_silence,
    make_step,
    make_yes_no,
    said,
)

YESTERDAY = TODAY - timedelta(days=1)
RED = make_choice("q", "a", "b", "c", red_values=("a",), amber_values=("b",))


def raised(
    *questions: Question, answers: tuple[Answer, ...] = (), edition: dict | None = None, **more: Any
) -> list[Finding]:
    return list(judged(make_content(*questions, **(edition or {})), *answers, **more).findings)


def keys(*questions: Question, **more: Any) -> list[str]:
    return [finding.key for finding in raised(*questions, **more)]


def weighed(*questions: Question, **more: Any) -> list[tuple[str, str]]:
    return [(finding.key, finding.severity) for finding in raised(*questions, **more)]


# ---- Silence and its grades


def test_a_missing_answer_is_a_finding_once_the_assessment_is_submitted() -> None:
    assert keys(RED) == []
    assert keys(RED, submitted=True) == ["silence:q"]
    assert keys(RED, answers=(make_silence("q", State.NOT_YET),), submitted=True) == ["silence:q"]


@pytest.mark.parametrize(
    ("weight", "gate", "severity"),
    [(1, "False", "low"), (3, "False", "low"), (4, "False", "medium"), (5, "False", "medium"), (1, "True", "high")],
)
def test_silence_is_heaviest_at_a_gate(weight: int, gate: str, severity: str) -> None:
    assert weighed(make_yes_no(weight=weight, gate_when=gate), submitted=True) == [("silence:q", severity)]


def test_a_gate_that_is_not_known_to_be_one_weighs_as_one() -> None:
    question = make_yes_no(gate_when="agentic")
    assert weighed(question, submitted=True) == [("silence:q", "high")]
    assert weighed(question, submitted=True, said=said(agentic=False)) == [("silence:q", "low")]


@pytest.mark.parametrize(
    ("state", "reason", "rule", "severity"),
    [
        (State.DOES_NOT_KNOW, "maker_does_not_say", "maker_does_not_say", "low"),
        (State.DOES_NOT_KNOW, "we_asked_and_wait", "we_asked_and_wait", "low"),
        (State.DOES_NOT_KNOW, "not_recorded", "not_recorded", "medium"),
        (State.DOES_NOT_KNOW, "nobody_here_knows", "nobody_here_knows", "medium"),
        (State.DOES_NOT_KNOW, "", "nobody_here_knows", "medium"),
        (State.DOES_NOT_KNOW, "silence_of_the_moon", "nobody_here_knows", "medium"),
        (State.REFUSES, "", "refuses", "high"),
        (State.CONFIDENTIAL, "under_nda", "confidential", "low"),
    ],
)
def test_not_saying_is_graded_by_its_reason(state: State, reason: str, rule: str, severity: str) -> None:
    answer = make_silence("q", state, reason)
    assert weighed(make_yes_no(weight=5), answers=(answer,)) == [(f"{rule}:q", severity)]


def test_does_not_apply_is_no_silence() -> None:
    assert keys(make_yes_no(), answers=(make_silence("q", State.NOT_APPLICABLE),), submitted=True) == []


@pytest.mark.parametrize(
    ("judged_as", "expected"),
    [
        (Judged.SATISFACTORY, []),
        (Judged.CONCERN, ["judged_concern:q"]),
        (Judged.UNACCEPTABLE, ["judged_unacceptable:q"]),
    ],
)
def test_a_reviewer_who_looked_at_a_silence_has_the_word(judged_as: Judged, expected: list[str]) -> None:
    assert keys(make_yes_no(), answers=(make_silence("q", State.REFUSES, judged=judged_as),)) == expected


FAMILY = (
    make_yes_no("parent", weight=3),
    make_yes_no("child", follows="parent", weight=5),
    make_yes_no("grandchild", follows="child", weight=1),
    make_yes_no("stranger"),
)


def test_a_family_is_one_finding_at_its_highest_severity_and_names_all() -> None:
    answers = (
        make_silence("parent", reason="maker_does_not_say"),
        make_silence("child", State.REFUSES),
        make_silence("grandchild", reason="nobody_here_knows"),
        make_answer("stranger"),
    )
    [only] = raised(*FAMILY, answers=answers)
    assert (only.key, only.rule, only.severity) == ("refuses:parent", "refuses", "high")
    assert only.questions == ("child", "parent", "grandchild")
    assert only.title == 'Prefers not to say: "Text of child?"'
    assert only.text == (
        "The vendor declines to say. With it goes what belongs to the same matter: "
        '"Text of parent?" (the maker does not say); "Text of grandchild?" (not known).'
    )


def test_of_equally_heavy_silences_the_graver_leads() -> None:
    answers = (make_silence("parent", reason="maker_does_not_say"), make_silence("child", State.CONFIDENTIAL))
    same_weight = (make_yes_no("parent"), make_yes_no("child", follows="parent"))
    assert keys(*same_weight, answers=answers) == ["confidential:parent"]


def test_what_is_not_shown_belongs_to_no_finding() -> None:
    [first, stranger] = raised(*FAMILY, submitted=True)
    assert (first.key, first.questions) == ("silence:parent", ("parent",))
    assert stranger.key == "silence:stranger"


def test_questions_that_follow_each_other_in_a_circle_do_not_hang() -> None:
    circle = (make_yes_no("a", follows="b"), make_yes_no("b", follows="a"))
    answers = (make_silence("a", State.REFUSES), make_silence("b", State.REFUSES))
    assert len(keys(*circle, answers=answers)) == 2


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            make_silence("q", reason="maker_does_not_say", date_asked=EARLIER),
            "The maker has not said. That is neither a yes nor a no. Asked on 3 November 2026.",
        ),
        (
            make_silence("q", reason="nobody_here_knows"),
            "The vendor says that it does not know. We suggest 17 November 2026.",
        ),
        (make_silence("q", reason="not_recorded"), "It was not recorded."),
        (
            make_silence("q", reason="nobody_here_knows", said_by="buyer"),
            "Nobody here knows yet. Name who could find out; we suggest 17 November 2026.",
        ),
        (
            make_silence("q", State.REFUSES, said_by="buyer"),
            "Your organisation prefers not to say. Whoever decides should know why.",
        ),
        (
            make_silence("q", State.CONFIDENTIAL, "under_nda", said_by="buyer"),
            "Your organisation keeps it in confidence. Look at it before you decide.",
        ),
    ],
)
def test_the_words_say_who_does_not_say_and_accuse_nobody(answer: Answer, text: str) -> None:
    [only] = raised(make_yes_no(), answers=(answer,))
    assert only.text == text


# ---- Covered and passed

TESTED = make_yes_no(gate_when="True", red_values=("no",), met_also_by=("evaluation",))


def test_what_is_on_file_leaves_a_finding_for_information() -> None:
    [only] = raised(TESTED, answers=(make_answer("q", "no"),), evaluations=(OWN_TEST,))
    assert (only.key, only.severity, only.covered_by) == ("red:q", "info", "Covered by your own test.")


def test_a_reviewers_objection_is_not_covered() -> None:
    answer = make_answer("q", "no", judged=Judged.UNACCEPTABLE)
    [only] = raised(TESTED, answers=(answer,), evaluations=(OWN_TEST,))
    assert (only.severity, only.covered_by) == ("critical", "")


def test_a_family_is_covered_only_as_far_as_each_of_it_is() -> None:
    parent = make_yes_no("parent", gate_when="True", met_also_by=("evaluation",))
    child = make_yes_no("child", follows="parent")
    answers = (make_silence("parent", State.REFUSES), make_silence("child", State.REFUSES))
    [only] = raised(parent, child, answers=answers, evaluations=(OWN_TEST,))
    assert (only.severity, only.covered_by) == ("medium", "")
    assert only.title == 'Prefers not to say: "Text of child?"'
    [only] = raised(parent, answers=answers[:1], evaluations=(OWN_TEST,))
    assert (only.severity, only.covered_by) == ("info", "Covered by your own test.")


def test_a_passed_gate_stays_heavy_but_stops_nothing() -> None:
    passed = GatePass("q", "For the trial.", "Ada", EARLIER, TODAY)
    [only] = raised(
        make_yes_no(gate_when="True", red_values=("no",)), answers=(make_answer("q", "no"),), gate_passes=(passed,)
    )
    assert (only.severity, only.covered_by) == ("high", "Passed by Ada until 24 November 2026: For the trial.")


def test_a_pass_makes_nothing_heavier() -> None:
    passed = GatePass("q", "For the trial.", "Ada", EARLIER, TODAY)
    question = make_yes_no(gate_when="True", amber_values=("no",))
    [only] = raised(question, answers=(make_answer("q", "no"),), gate_passes=(passed,))
    assert only.severity == "medium"


# ---- Answers that say something


@pytest.mark.parametrize(
    ("value", "weight", "gate", "expected"),
    [
        ("a", 3, "False", [("red:q", "medium")]),
        ("a", 4, "False", [("red:q", "high")]),
        ("a", 1, "True", [("red:q", "critical")]),
        ("b", 3, "False", [("amber:q", "low")]),
        ("b", 5, "True", [("amber:q", "medium")]),
        ("c", 5, "True", []),
    ],
)
def test_red_and_amber_weigh_by_their_question(value: str, weight: int, gate: str, expected: list) -> None:
    assert weighed(replace(RED, weight=weight, gate_when=gate), answers=(make_answer("q", value),)) == expected


def test_a_red_answer_is_quoted() -> None:
    [only] = raised(RED, answers=(make_answer("q", "a"),))
    assert only.text == 'Not to be passed over. The answer: "A"'
    assert only.title == 'Should not be passed over: "Text of q?"'
    assert (only.questions, only.severity_label) == (("q",), "Medium")


@pytest.mark.parametrize(
    ("judged_as", "comment", "expected"),
    [
        (Judged.SATISFACTORY, "", []),
        (Judged.CONCERN, "Too vague.", ['A reviewer has a concern. The reviewer writes: "Too vague."']),
        (Judged.UNACCEPTABLE, "", ["Judged unacceptable."]),
    ],
)
def test_a_judged_answer_is_found_by_the_judgement_alone(judged_as: Judged, comment: str, expected: list) -> None:
    answer = make_answer("q", "a", judged=judged_as, judged_comment=comment)
    assert [finding.text for finding in raised(RED, answers=(answer,))] == expected


ATTACHED = make_question(
    answer_type="choice", choices=(Choice("attached", "Yes, attached", needs_file=True), *choices("none"))
)


@pytest.mark.parametrize(
    ("value", "documents", "expected"),
    [
        ("attached", (), ["evidence_missing:q"]),
        ("attached", (make_document(),), []),
        ("none", (), []),
    ],
)
def test_an_answer_that_says_attached_needs_something_attached(value: str, documents: tuple, expected: list) -> None:
    assert keys(ATTACHED, answers=(make_answer("q", value, documents=documents),)) == expected


@pytest.mark.parametrize(
    ("expiries", "expected"),
    [
        ((), []),
        ((None,), []),
        ((TODAY,), []),
        ((YESTERDAY,), ["evidence_expired:q"]),
        ((YESTERDAY, None), ["evidence_expired:q"]),
        ((YESTERDAY, TODAY), []),
    ],
)
def test_a_document_that_has_run_out_is_found_unless_a_later_one_stands_beside_it(expiries, expected: list) -> None:
    documents = tuple(make_document("Certificate", expires_on=expiry) for expiry in expiries)
    assert keys(make_yes_no(), answers=(make_answer(documents=documents),)) == expected


def test_the_document_is_named_with_its_last_day() -> None:
    answer = make_answer(documents=(make_document("Certificate", expires_on=YESTERDAY),))
    [only] = raised(make_yes_no(), answers=(answer,))
    assert only.text.endswith('"Certificate", until 23 November 2026.')


@pytest.mark.parametrize(
    ("scope", "days", "expected"),
    [
        ("model_in_use", 90, []),
        ("model_in_use", 91, ["answer_stale:q"]),
        ("product", 180, []),
        ("product", 181, ["answer_stale:q"]),
        ("vendor", 365, []),
        ("vendor", 366, ["answer_stale:q"]),
        ("planet", 9_999, []),
    ],
)
def test_an_answer_ages_by_its_scope(scope: str, days: int, expected: list[str]) -> None:
    given = TODAY - timedelta(days=days)
    assert keys(make_yes_no(scope=scope), answers=(make_answer(said_on=given),)) == expected
    assert keys(make_yes_no(scope=scope), answers=(make_answer(said_on=TODAY, reused_from=given),)) == expected


def test_an_answer_without_a_day_has_no_age() -> None:
    assert keys(make_yes_no(), answers=(make_answer(said_on=None),)) == []


def test_a_date_too_far_back_is_stale_and_not_amber_as_well() -> None:
    question = make_question(answer_type="date", stale_after_days=400, choices=choices("never"), red_values=("never",))
    assert keys(question, answers=(make_answer("q", "2025-01-01"),)) == ["answer_stale:q"]
    assert keys(question, answers=(make_answer("q", "2026-11-01"),)) == []
    assert keys(question, answers=(make_answer("q", "never"),)) == ["red:q"]


def test_a_date_judged_bad_is_found_as_judged_and_as_stale() -> None:
    question = make_question(answer_type="date", stale_after_days=400)
    answer = make_answer("q", "2025-01-01", judged=Judged.CONCERN)
    assert sorted(keys(question, answers=(answer,))) == ["answer_stale:q", "judged_concern:q"]


# ---- The case as a whole

TRADE_OFF = make_question("tier_choice_recorded", asked_of="buyer", gate_when="regulated_activity")
REGULATED = said(regulated_activity=True)


@pytest.mark.parametrize(
    ("answer", "submitted", "expected"),
    [
        (None, False, []),
        (None, True, [("trade_off_undocumented:tier_choice_recorded", "critical")]),
        (make_silence("tier_choice_recorded", State.NOT_YET), False, []),
        (
            make_silence("tier_choice_recorded", reason="nobody_here_knows"),
            False,
            [("trade_off_undocumented:tier_choice_recorded", "critical")],
        ),
        (
            make_silence("tier_choice_recorded", State.NOT_APPLICABLE),
            False,
            [("trade_off_undocumented:tier_choice_recorded", "critical")],
        ),
        (make_silence("tier_choice_recorded", State.NOT_APPLICABLE, judged=Judged.SATISFACTORY), False, []),
        (make_answer("tier_choice_recorded", "We compared both."), True, []),
    ],
)
def test_in_regulated_work_a_trade_off_nobody_wrote_down_stops_approval(
    answer, submitted: bool, expected: list
) -> None:
    answers = (answer,) if answer else ()
    assert weighed(TRADE_OFF, answers=answers, submitted=submitted, said=REGULATED) == expected


@pytest.mark.parametrize("facts", [(), said(regulated_activity=False, task_criticality="routine")])
def test_elsewhere_it_is_plain_silence(facts: tuple) -> None:
    assert keys(TRADE_OFF, submitted=True, said=facts) == ["silence:tier_choice_recorded"]


def test_a_passed_trade_off_is_written_down_by_the_one_who_passed_it() -> None:
    passed = GatePass("tier_choice_recorded", "Decided by the board.", "Ada", EARLIER, TODAY)
    [only] = raised(TRADE_OFF, submitted=True, said=REGULATED, gate_passes=(passed,))
    assert (only.rule, only.severity) == ("trade_off_undocumented", "high")
    assert "Decided by the board." in only.covered_by


TIER = make_question("which_tier_are_we_on", asked_of="either")
BASE = make_question("base_model_and_creator", answer_type="ai_model")
LITE = make_answer("which_tier_are_we_on", "Lite plan")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((LITE,), True),
        ((LITE, make_silence("base_model_and_creator", State.REFUSES)), True),
        ((LITE, make_answer("base_model_and_creator", {"name": "Ours"})), False),
        ((), False),
        ((make_silence("which_tier_are_we_on", State.REFUSES),), False),
    ],
)
def test_a_plan_that_is_named_without_its_model_is_a_finding(answers: tuple, expected: bool) -> None:
    found = [finding for finding in raised(TIER, BASE, answers=answers) if finding.rule == "tier_without_model"]
    assert [(each.key, each.severity) for each in found] == (
        [("tier_without_model:base_model_and_creator", "medium")] if expected else []
    )


@pytest.mark.parametrize(("label", "named"), [("", "Lite plan"), ("Lite", "Lite")])
def test_the_plan_is_named_as_it_is_known(label: str, named: str) -> None:
    [only] = raised(TIER, BASE, answers=(LITE,), tier_label=label)
    assert only.text == f"The vendor has not said which model sits behind '{named}'."


def test_a_contradiction_is_a_finding_as_heavy_as_its_rule() -> None:
    rule = make_contradiction(
        "said_not",
        {"answer": "q", "any_of": ["no"]},
        {"lineage": "derivation", "method": ["distillation"], "says": ["maker_stated"]},
        wording="The two differ.",
        ask="Which is it?",
        severity="high",
    )
    edition = {"contradictions": (rule,)}
    lineage = make_lineage(make_step())
    [only] = raised(make_yes_no(), answers=(make_answer("q", "no"),), edition=edition, lineage=lineage)
    assert (only.key, only.rule, only.severity) == ("contradiction:said_not", "contradiction", "high")
    assert only.text == "Two statements do not agree. The two differ. Both may be honest. Which is it?"
    assert (only.questions, only.sources) == (("q",), ("https://maker.example/card",))
    [bare] = raised(
        make_yes_no(), answers=(make_answer("q", "no"),), edition={**edition, "wording": {}}, lineage=lineage
    )
    assert bare.text == "The two differ. Both may be honest. Which is it?"


@pytest.mark.parametrize(
    ("band", "consequence", "severity"),
    [
        ("law", 3, "high"),
        ("law", 2, "medium"),
        ("law", 1, "low"),
        ("professional", 3, "high"),
        ("good_practice", 3, None),
    ],
)
def test_a_missing_own_record_weighs_by_band_and_consequence(band: str, consequence: int, severity: str | None) -> None:
    edition = {"obligations": (make_obligation(band=band, consequence=consequence, sources=("law_text",)),)}
    found = raised(edition=edition)
    assert [(each.key, each.severity) for each in found] == (
        [("own_record_missing:duty", severity)] if severity else []
    )


def test_a_missing_own_record_names_the_duty_and_what_is_missing() -> None:
    [only] = raised(edition={"obligations": (make_obligation(sources=("law_text",)),)})
    assert only.title == 'Your own record is missing: "Plain duty"'
    assert only.text == "The own record is missing. Missing: A note is kept."
    assert (only.obligation, only.questions, only.sources) == ("duty", (), ("law_text",))


@pytest.mark.parametrize(
    "more",
    [{"records": (make_record(),)}, {"edition": {"obligations": (make_obligation(applies_when="agentic"),)}}],
)
def test_a_duty_that_is_met_or_open_is_no_finding(more: dict) -> None:
    assert raised(**{"edition": {"obligations": (make_obligation(),)}, **more}) == []


def test_a_rule_that_the_edition_does_not_hold_raises_nothing() -> None:
    edition = {
        "scoring": replace(SCORING, finding_rules={}),
        "obligations": (make_obligation(),),
        "contradictions": (
            make_contradiction("c", {"answer": "q", "any_of": ["a"]}, {"lineage": "status", "any_of": ["unknown"]}),
        ),
    }
    answers = (make_answer("q", "a"), LITE)
    lineage = make_lineage(models=(make_model(),))
    more = {"submitted": True, "said": REGULATED, "lineage": lineage}
    assert raised(RED, TIER, BASE, TRADE_OFF, make_yes_no("more"), answers=answers, edition=edition, **more) == []


def test_the_gravest_come_first_and_then_the_order_of_the_questions() -> None:
    edition = {"obligations": (make_obligation(consequence=3), make_obligation("minor", consequence=1))}
    questions = (
        make_yes_no("late", section="second", weight=5),
        make_yes_no("early", weight=5),
        make_yes_no("gate", section="second", gate_when="True", red_values=("yes",)),
        make_yes_no("light", weight=1),
    )
    found = weighed(*questions, answers=(make_answer("gate"),), submitted=True, edition=edition)
    assert found == [
        ("red:gate", "critical"),
        ("own_record_missing:duty", "high"),
        ("silence:early", "medium"),
        ("silence:late", "medium"),
        ("silence:light", "low"),
        ("own_record_missing:minor", "low"),
    ]


def test_no_text_begins_with_what_its_title_quotes() -> None:
    answers = (make_silence("parent", State.REFUSES), make_silence("child"), make_answer("q", "a"))
    for finding in raised(*FAMILY, RED, answers=answers, submitted=True):
        quoted = finding.title.partition('"')[2].rstrip('"')
        assert quoted and not finding.text.lstrip('"').startswith(quoted)
