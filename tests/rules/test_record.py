"""The record: plain data that is the same each time, complete, and shows what is not known."""

import inspect
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from checklists.canonical import canonical_text
from checklists.rules import record
from checklists.rules.answers import Judged, Rung, WhoMaySee
from checklists.rules.case import GatePass
from checklists.rules.content import Content
from checklists.rules.judge import judge
from checklists.rules.lineage import Claim, Figure, OutputTerms
from checklists.rules.plain import decimal
from checklists.rules.questions import FollowUp, Sets
from tests.rules.makers import (
    EARLIER,
    TODAY,
    choices,
    make_answer,
    make_case,
    make_content,
    make_contradiction,
    make_document,
    make_lineage,
    make_model,
    make_obligation,
    make_question,
    make_record,
    make_silence,
    make_source,
    make_step,
    make_yes_no,
    said,
)

QUESTIONS = (
    make_question(
        "base_model_and_creator",
        answer_type="ai_model",
        gate_when="True",
        applies_when="agentic or open_weights",
        sources=("law_text",),
        vendor_help="Name it.",
        why="It matters.",
        look_in=("contract",),
        core=True,
    ),
    make_yes_no(
        "is_this_distilled",
        weight=5,
        follow_up=FollowUp("Which?", choices("cheaper")),
        sets=(Sets(any_of=("no",), ask_buyer={"fact": "processes_personal_data", "text": "Is it so?"}),),
    ),
    make_yes_no("later", follows="is_this_distilled"),
    make_question("words", section="second", asked_of="buyer"),
    make_yes_no("away", section="second", applies_when="agentic"),
)
DUTIES = (
    make_obligation(applies_when="regulated_activity", sources=("law_text",), questions=("words",), consequence=3),
    make_obligation("open", applies_when="processes_personal_data", band="professional", regulator="elsewhere"),
    make_obligation("all", band="good_practice", required=(), status_kind="new_kind"),
    make_obligation("away", applies_when="agentic"),
)
RULES = (
    make_contradiction(
        "said_not",
        {"answer": "is_this_distilled", "any_of": ["no"]},
        {"lineage": "derivation", "method": ["distillation"], "says": ["maker_stated"]},
    ),
)
CONTENT = make_content(
    *QUESTIONS,
    obligations=DUTIES,
    contradictions=RULES,
    sources={"law_text": replace(make_source(), checked_on=TODAY), "unused": make_source("unused")},
)
FIGURE = Figure(
    "Score", "A test", "100", "97", "97", "published", source="https://maker.example/figures", verified=True
)
LINEAGE = make_lineage(
    make_step(variant="white_box_soft_targets"),
    models=(
        make_model(
            weights="open",
            claims=(Claim("They say so.", None, False),),
            figures=(FIGURE,),
            output_terms=OutputTerms("odd", "Read them."),
        ),
        make_model("teacher", output_terms=OutputTerms("no", "Not allowed.", "https://maker.example/terms", True)),
    ),
)
DOCUMENT = make_document("Card", issuer="Maker", expires_on=TODAY, address="https://a.example", seen_on=EARLIER)
ANSWERS = (
    make_answer("base_model_and_creator", {"ai_model": "student"}, model="student", documents=(DOCUMENT,)),
    make_answer("is_this_distilled", "no", follow_up="cheaper", attested=True, rung=Rung.VENDOR_SAYS, face="portal"),
    make_silence(
        "words",
        reason="maker_does_not_say",
        note="Asked twice.",
        date_asked=EARLIER,
        judged=Judged.CONCERN,
        judged_by="Bea",
        judged_comment="Ask again.",
        who_may_see=WhoMaySee.BUYER_TEAM,
        said_by="buyer",
        said_by_name="Ada",
        reused_from=EARLIER,
        version=4,
    ),
)
CASE = make_case(
    *ANSWERS,
    said=said(agentic=False, regulated_activity=True, open_weights=True),
    lineage=LINEAGE,
    picked_model="student",
    records=(make_record(documents=(DOCUMENT,), expires_on=TODAY, owner=""),),
    submitted=True,
)


def made(content: Content = CONTENT, case: Any = CASE) -> dict:
    return record.as_record(content, case, judge(content, case))


def full() -> dict:
    """The record of the case above, made when a test asks for it and so by the rules under test."""
    return made()


def plain_parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        assert all(type(key) is str and key.isascii() for key in value)
        return [part for item in value.values() for part in plain_parts(item)]
    if isinstance(value, list):
        return [part for item in value for part in plain_parts(item)]
    return [value]


@pytest.mark.parametrize("case", [CASE, make_case(), replace(CASE, short=True)])
def test_a_record_holds_nothing_but_plain_data(case: Any) -> None:
    kinds = {type(part) for part in plain_parts(made(case=case))}
    assert kinds <= {str, int, bool, type(None)}
    assert canonical_text(made(case=case)) == canonical_text(made(case=case))


def keys_of(value: Any) -> set[str]:
    """Every key of the record's own, but for those inside values that were answered."""
    if isinstance(value, dict):
        return set(value).union(*(keys_of(item) for key, item in value.items() if key not in ("value", "states")))
    return set().union(*(keys_of(item) for item in value)) if isinstance(value, list) else set()


def test_a_record_has_no_part_that_its_docstring_does_not_name() -> None:
    named = set(re.findall(r"\b[a-z_]+\b", inspect.getdoc(record) or ""))
    assert keys_of(full()) - named == set()


def question(key: str, found: dict | None = None) -> dict:
    return next(q for section in (found or full())["sections"] for q in section["questions"] if q["key"] == key)


def test_the_head_says_what_was_judged_by_what_on_which_day() -> None:
    assert (full()["edition"], full()["as_of"], full()["judged_on"]) == ("2026.11.1", "2026-11-24", "2026-11-24")
    assert full()["questionnaire"] == {"title": "A questionnaire", "version": 3}
    assert full()["triage"]["form"] == "full"
    assert full()["first_page"] == {"total": 4, "own": 1, "vendor_count": 2, "minutes": 8}


def test_a_fact_that_is_not_known_is_shown_as_such() -> None:
    facts = {fact["name"]: fact for fact in full()["facts"]}
    assert facts["hosting"] == {
        "name": "hosting",
        "plain": "What of hosting?",
        "group": "use",
        "group_title": "What it is used for",
        "type": "enum",
        "worth_asking": True,
        "known": False,
        "disputed": False,
        "value": None,
        "value_label": "not known",
        "said": [],
    }
    assert (facts["agentic"]["value"], facts["agentic"]["value_label"], facts["agentic"]["known"]) == (
        False,
        "No",
        True,
    )
    assert facts["is_distilled"]["group_title"] == "model"


def test_a_fact_shows_everything_that_was_said_of_it_the_surest_first() -> None:
    [fact] = [fact for fact in full()["facts"] if fact["name"] == "open_weights"]
    assert [(each["origin"], each["origin_label"], each["value_label"]) for each in fact["said"]] == [
        ("lineage", "The public record of the model", "Yes"),
        ("buyer", "Your own record", "Yes"),
    ]
    assert fact["said"][1]["on"] == "2026-11-03"


def test_an_origin_that_a_fact_does_not_name_comes_last() -> None:
    setter = make_yes_no("setter", sets=(Sets(any_of=("yes",), facts={"agentic": True}),))
    found = made(make_content(setter), make_case(make_answer("setter"), said=said(agentic=True)))
    [fact] = [fact for fact in found["facts"] if fact["name"] == "agentic"]
    assert [each["origin"] for each in fact["said"]] == ["buyer", "answers"]


def test_lineage_is_on_record_from_the_subject_back() -> None:
    lineage = full()["lineage"]
    assert lineage["subject"] == "student"
    assert [(model["id"], model["generation"]) for model in lineage["models"]] == [("student", 0), ("teacher", 1)]
    assert lineage["models"][0]["output_terms"]["allows_label"].startswith("Whether its terms allow")
    [step] = lineage["steps"]
    assert (step["child_name"], step["parent_name"], step["method_label"]) == ("Student", "Teacher", "distillation")
    assert step["variant_label"] == "from the teacher's probabilities (soft targets)"
    assert step["says_label"] == "the maker says so"
    assert lineage["roots"] == ["teacher"]
    assert [each["from_name"] for each in lineage["inherited"]] == ["Teacher"]
    assert lineage["figures"][0]["retention_percent"] == "97"
    assert lineage["claims"] == [
        {"model": "student", "text": "They say so.", "source": None, "agrees_with_maker": False}
    ]
    assert lineage["gaps"][0]["model"] == "student"


def test_the_steps_of_the_subject_come_before_those_of_its_ancestors() -> None:
    chain = make_lineage(make_step("teacher", "base", method="pruning"), make_step(), make_step("other", "base"))
    steps = made(case=replace(CASE, lineage=chain))["lineage"]["steps"]
    assert [(step["child"], step["parent"]) for step in steps] == [("student", "teacher"), ("teacher", "base")]


def test_with_no_model_named_the_lineage_is_empty_and_says_so() -> None:
    lineage = made(case=make_case())["lineage"]
    assert (lineage["subject"], lineage["models"], lineage["claims"]) == (None, [], [])
    assert lineage["gaps"][0]["text"].startswith("No model is named yet")


def test_a_model_off_record_is_named_as_such() -> None:
    bare = replace(LINEAGE, models={"student": LINEAGE.models["student"]})
    [step] = made(case=replace(CASE, lineage=bare))["lineage"]["steps"]
    assert step["parent_name"] == "A model that is no longer on record"


def test_a_question_stands_with_why_it_is_asked_and_how_its_gate_is_met() -> None:
    asked = question("base_model_and_creator")
    assert (asked["number"], asked["text"], asked["asked_of"]) == ("1.1", "Text of base_model_and_creator?", "vendor")
    assert asked["asked_because"] == 'Asked because of what is known: "What of open_weights?" Yes.'
    assert [each["fact"] for each in asked["why_asked"]] == ["open_weights"]
    assert (asked["gate"], asked["gate_met"], asked["gate_how"]) == ("yes", True, "Met by the answer.")
    assert (asked["grade"], asked["grade_label"]) == ("good", "Good")
    assert (asked["look_in"], asked["sources"], asked["core"]) == (["contract"], ["law_text"], True)
    assert asked["answer"]["value_label"] == "Student"
    assert asked["answer"]["documents"][0]["title"] == "Card"


def test_a_question_that_is_no_gate_says_so() -> None:
    asked = question("words")
    assert (asked["gate"], asked["gate_met"], asked["gate_how"]) == ("no", False, "")
    assert asked["asked_because"] == "Always asked."


def test_an_answer_stands_with_everything_about_it() -> None:
    answer = question("words")["answer"]
    assert (answer["state"], answer["state_label"]) == ("does_not_know", "Does not know")
    assert (answer["reason"], answer["reason_label"]) == ("maker_does_not_say", "The maker does not say")
    assert (answer["judged"], answer["judged_label"], answer["judged_by"]) == ("concern", "A concern", "Bea")
    assert (answer["said_by_label"], answer["said_by_name"]) == ("Your organisation", "Ada")
    assert (answer["who_may_see"], answer["date_asked"]) == ("buyer_team", "2026-11-03")
    assert (answer["reused_from"], answer["version"], answer["note"]) == ("2026-11-03", 4, "Asked twice.")
    assert question("is_this_distilled")["answer"]["follow_up_label"] == "Cheaper"
    assert question("is_this_distilled")["answer"]["rung_label"] == "The vendor says"


def test_a_question_without_an_answer_shows_that_there_is_none() -> None:
    asked = question("later")
    assert (asked["answer"]["state"], asked["answer"]["state_label"]) == ("not_yet", "Not answered yet")
    assert (asked["answer"]["value"], asked["answer"]["said_by"], asked["shown"]) == (None, "", True)


def test_a_question_that_waits_is_on_the_sheet_and_not_shown() -> None:
    waiting = question("later", made(case=make_case()))
    assert (waiting["shown"], waiting["waits_for"], waiting["grade"]) == (False, "is_this_distilled", "open")


def test_what_is_left_out_says_why_and_keeps_what_was_said() -> None:
    [left] = full()["left_out"]
    assert (left["key"], left["number"], left["answer"]) == ("away", "2.2", None)
    assert left["because"] == 'Not asked: "What of agentic?" No.'
    assert [each["fact"] for each in left["facts"]] == ["agentic"]
    case = replace(CASE, answers={**CASE.answers, "away": make_answer("away", "yes")})
    [left] = made(case=case)["left_out"]
    assert left["answer"]["value_label"] == "Yes"


def test_the_short_form_says_what_it_leaves_out() -> None:
    found = made(case=make_case(said=said(agentic=False), short=True))
    left = {each["key"]: each["because"] for each in found["left_out"]}
    assert left["is_this_distilled"] == "Not part of the short form."
    assert left["away"].startswith("Not asked:")
    assert found["sections"] == []


def test_a_question_left_out_of_the_short_form_gives_no_facts_as_the_reason() -> None:
    content = make_content(make_yes_no("later", applies_when="agentic"))
    for agentic, facts in ((True, []), (False, ["agentic"])):
        [left] = made(content, make_case(said=said(agentic=agentic), short=True))["left_out"]
        assert [each["fact"] for each in left["facts"]] == facts


def test_findings_contradictions_and_blocks_are_on_record() -> None:
    assert full()["findings"][0]["key"] == "contradiction:said_not"
    [each] = full()["contradictions"]
    assert (each["severity"], each["severity_label"]) == ("high", "High")
    assert (each["left"]["said_by"], each["left"]["on"], each["right"]["source"]) == (
        "The vendor",
        "2026-11-03",
        "https://maker.example/card",
    )
    assert full()["gates"] == [
        {
            "question": "base_model_and_creator",
            "number": "1.1",
            "text": "Text of base_model_and_creator?",
            "met": True,
            "how": "Met by the answer.",
            "state": "met",
        }
    ]
    assert full()["blocking"] == []
    assert [each["key"] for each in made(case=make_case())["blocking"]] == ["gate:base_model_and_creator"]


def test_obligations_are_all_on_record_with_status_and_reason() -> None:
    duties = {each["key"]: each for each in full()["obligations"]}
    assert {key: each["status"] for key, each in duties.items()} == {
        "duty": "not_met",
        "open": "open",
        "all": "applies",
        "away": "not_applicable",
    }
    assert duties["duty"]["because_text"] == 'It applies because of what is known: "What of regulated_activity?" Yes.'
    assert duties["open"]["because_text"] == 'Open because this is not known: "What of processes_personal_data?"'
    assert duties["all"]["because_text"] == "It applies to every use."
    assert (duties["all"]["headline"], duties["duty"]["headline"]) == (False, True)
    assert (duties["open"]["regulator_name"], duties["duty"]["regulator_name"]) == (
        "elsewhere",
        "Information Commissioner",
    )
    assert (duties["all"]["status_kind_label"], duties["duty"]["status_kind_label"]) == ("new_kind", "Law")
    [item] = duties["duty"]["items"]
    assert (item["met"], item["on"], item["expires_on"], item["documents"][0]["title"]) == (
        False,
        "2026-11-03",
        "2026-11-24",
        "Card",
    )
    [bare] = duties["open"]["items"]
    assert (bare["owner"], bare["on"], bare["documents"]) == ("", None, [])


def test_only_the_sources_that_are_referred_to_are_listed() -> None:
    assert [(source["key"], source["checked_on"]) for source in full()["sources"]] == [("law_text", "2026-11-24")]


def test_the_sources_of_a_question_that_is_left_out_are_not_listed() -> None:
    content = make_content(make_yes_no(applies_when="agentic", sources=("law_text",)))
    assert [len(made(content, make_case(said=said(agentic=each)))["sources"]) for each in (True, False)] == [1, 0]


def test_the_lists_of_what_to_do_are_on_record() -> None:
    assert [each["key"] for each in full()["to_do"]] == ["own_record:duty:note", "open_fact:processes_personal_data"]
    assert [each["key"] for each in full()["next_steps"]][:1] == ["finding:contradiction:said_not"]
    assert full()["to_do"][0]["due"] is None
    assert full()["questions_back"] == [
        {"fact": "processes_personal_data", "text": "Is it so?", "question": "is_this_distilled"}
    ]
    assert [fact["name"] for fact in full()["open_facts"]] == ["processes_personal_data"]


def test_the_score_and_who_answered_are_on_record() -> None:
    assert sum(full()["score"]["states"].values()) == full()["who_answered"]["total"] == 4
    assert {line["question"]: line["lower"] for line in full()["score"]["lines"]}["words"] == "1.5"
    assert full()["who_answered"]["vendor_attested"] == 1


@pytest.mark.parametrize(
    ("number", "text"), [("3", "3"), ("2.50", "2.5"), ("0.00", "0"), ("100", "100"), ("1E+2", "100")]
)
def test_a_decimal_is_text_without_exponent_or_trailing_zeros(number: str, text: str) -> None:
    assert decimal(Decimal(number)) == text


def test_a_changed_answer_changes_the_record_and_an_unchanged_case_does_not() -> None:
    changed = replace(CASE, answers={**CASE.answers, "words": make_answer("words", "Now we know.")})
    assert canonical_text(made(case=changed)) != canonical_text(full())
    assert canonical_text(made(case=replace(CASE, answers=dict(reversed(CASE.answers.items()))))) == canonical_text(
        full()
    )


def test_a_pass_of_a_gate_is_seen_in_the_record() -> None:
    passed = GatePass("base_model_and_creator", "For the trial.", "Ada", EARLIER, date(2027, 1, 1))
    [gate] = made(case=replace(CASE, answers={}, gate_passes=(passed,)))["gates"]
    assert (gate["state"], gate["met"]) == ("passed", True)
    assert "Ada" in gate["how"]
