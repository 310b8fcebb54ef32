"""What stands in the parts of a dossier: true of what is known, silent on nothing, and never more than is known."""

import re
from typing import Any

import pytest

from checklists.dossier.build import build_html
from checklists.dossier.reading import read
from checklists.rules.silences import GRADES
from tests.dossier.examples import CASES, make_example
from tests.dossier.makers import (
    make_answer,
    make_condition,
    make_decision,
    make_duty,
    make_envelope,
    make_event,
    make_evidence,
    make_fact,
    make_finding,
    make_lineage,
    make_model,
    make_partition,
    make_question,
    make_record,
    make_silence,
    make_snapshot,
    make_source,
    make_step,
)

PAGE = "https://example.org/terms"


def part(key: str, snapshot: dict[str, Any]) -> str:
    """One part of the document as text, a space for every tag."""
    html = build_html(snapshot, make_envelope())
    inside = html.partition(f'id="{key}"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def with_lineage(**changes: Any) -> dict[str, Any]:
    if "models" in changes:
        teacher = make_model("m2", name="BERT-Base", status="unknown", status_label="Not disclosed", read_on=None)
        changes["models"] = [*changes["models"], teacher]
    return make_snapshot(judgement=make_record(lineage=make_lineage(**changes)))


def make_figure(**changes: Any) -> dict[str, Any]:
    return {
        "model": "m1",
        "metric": "MMLU",
        "benchmark": "MMLU",
        "teacher_value": "88.7",
        "student_value": "82.0",
        "retention_percent": None,
        "retention_basis": "",
        "lower_is_better": False,
        "compared_to": "",
        "note": "",
        "source": "https://example.org/figures",
        "verified": True,
    } | changes


# ---- The model in use


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "88.7 82.0 not worked out"),
        (
            {"teacher_value": None, "student_value": "1206", "metric": "Codeforces Elo"},
            "not given 1,206 not worked out",
        ),
        ({"lower_is_better": True, "metric": "perplexity"}, "not a share"),
        ({"metric": "parameters", "teacher_value": "110000000", "student_value": "66000000"}, "not a share"),
        ({"metric": "inference speed"}, "not a share"),
        ({"retention_percent": "97", "retention_basis": "published"}, "97% by the maker"),
        ({"retention_percent": "92.4", "retention_basis": "computed"}, "92.4% by us"),
        ({"retention_percent": "92.4"}, "82.0 92.4% M1"),
    ],
)
def test_a_share_that_nobody_worked_out_is_never_said_to_be_none(changes: dict, said: str) -> None:
    text = part("model", with_lineage(figures=[make_figure(**changes)], steps=[]))
    assert said in text
    assert "none" not in text.partition("Share kept")[2].partition("Facts")[0]


@pytest.mark.parametrize(
    ("metric", "benchmark", "said"),
    [
        ("MMLU", "MMLU", "MMLU 88.7"),
        ("GLUE score kept", "GLUE", "GLUE score kept 88.7"),
        ("MMLU", "instruct models", "MMLU instruct models 88.7"),
    ],
)
def test_a_measure_is_named_once(metric: str, benchmark: str, said: str) -> None:
    assert said in part("model", with_lineage(figures=[make_figure(metric=metric, benchmark=benchmark)]))


@pytest.mark.parametrize(
    ("status", "says", "own_page", "refs"),
    [
        ("stated", "maker_stated", None, "M1"),
        ("stated", "reported", None, "no source given"),
        ("reported", "reported", None, "M1"),
        ("unknown", "maker_stated", None, "no source given"),
        ("stated", "maker_stated", "https://example.org/page", "M2"),
    ],
)
def test_how_a_model_was_made_rests_on_its_page_or_on_its_own_steps(
    status: str, says: str, own_page: str | None, refs: str
) -> None:
    model = make_model(status=status, status_label="As told", status_source=own_page)
    text = part("model", with_lineage(models=[model], steps=[make_step(says=says)]))
    assert f"As told {refs}" in text


def test_distillation_is_borne_out_by_the_step_of_distillation() -> None:
    steps = [make_step(method="fine_tuning", source="https://example.org/tuned"), make_step()]
    assert "Distilled, the maker says so M2 " in part("model", with_lineage(models=[make_model()], steps=steps))


def test_terms_and_claims_say_when_they_were_read() -> None:
    terms = {"allows": "no", "allows_label": "No", "statement": "Not allowed.", "source": PAGE, "verified": True}
    claim = {"model": "m1", "text": "It copies.", "source": "https://example.org/c", "agrees_with_maker": None}
    text = part("model", with_lineage(models=[make_model(output_terms=terms)], claims=[claim]))
    assert "M2 , 24 Nov 2026, verified" in text
    assert "the maker has not said M3 , 24 Nov 2026" in text


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (make_answer(said_by="vendor", value={"ai_model": "m1"}), "The vendor says so"),
        (make_answer(said_by="buyer", value={"ai_model": "m1"}), "We say so"),
        (make_answer(said_by="vendor", value={"name": "our own AI"}), "We say so"),
        (make_answer(said_by="vendor", value={"ai_model": "m9"}), "We say so; the answer does not name it so"),
        (make_answer(said_by="vendor", who_may_see="buyer_team", value=None), "An answer given in confidence says so"),
        (make_silence(), "We say so"),
    ],
)
def test_the_figure_says_who_says_which_model_runs(answer: dict, said: str) -> None:
    question = make_question("base_model_and_creator", answer_type="ai_model", answer=answer)
    text = part("model", make_snapshot(question))
    assert f"which no maker can know ({said[0].lower()}{said[1:]})." in text
    assert f"Which model runs here {said}." in text


def test_a_model_that_nobody_named_is_said_by_nobody() -> None:
    text = part("model", with_lineage(subject=None, models=[], steps=[], roots=[], gaps=[]))
    assert "which no maker can know (nobody has named it yet)." in text


def test_a_description_that_ends_in_a_full_stop_gets_no_second() -> None:
    product = {"name": "Mail Sorter", "description": "It sorts letters.", "url": "https://example.org/"}
    assert "Mail Sorter. It sorts letters. https://example.org/" in part("model", make_snapshot(product=product))


# ---- Evidence and sources


def test_a_page_about_a_model_has_the_day_on_which_it_was_read() -> None:
    pages = {"models": [make_model(status_source="https://example.org/s", read_on="2026-11-20")]}
    text = part("evidence", with_lineage(steps=[make_step(read_on="2026-11-24")], **pages))
    assert "https://example.org/card step 1 24 Nov 2026" in text
    assert "https://example.org/s how it was made 20 Nov 2026" in text


def test_a_page_without_a_day_says_so() -> None:
    models = [make_model(read_on=None)]
    text = part("evidence", with_lineage(models=models, steps=[make_step(read_on=None)]))
    assert "https://example.org/card step 1 not recorded" in text


def test_a_source_without_a_day_of_its_own_was_looked_at_by_the_day_of_the_edition() -> None:
    record = make_record(sources=[make_source(checked_on=None)])
    text = part("evidence", make_snapshot(judgement=record))
    assert "by 24 Nov 2026 Yes" in text


def test_a_text_that_was_kept_is_not_said_to_be_the_pages_own_and_is_printed_where_it_is_short() -> None:
    statement = "The card says so. (Our statement of what the page says, not its text.)"
    text = part("evidence", make_snapshot(evidence=[make_evidence(text=statement)]))
    assert "Address; a text kept about it" in text
    assert f"Kept: {statement}" in text
    assert "with its text kept" not in text


@pytest.mark.parametrize("changes", [{"text": "x " * 301}, {"text": ""}, {"kind": "file", "text": "x"}, {}])
def test_a_long_text_a_file_and_an_older_record_print_nothing_of_what_was_kept(changes: dict) -> None:
    assert "Kept:" not in part("evidence", make_snapshot(evidence=[make_evidence(**changes)]))


def test_the_guide_does_not_promise_the_text_of_a_page() -> None:
    guide = part("guide", make_snapshot())
    assert "the text itself is in evidence" not in guide
    assert "its text, or our statement of it" in guide


# ---- The answers


def test_the_counts_of_the_answers_are_those_of_the_lists_below_them() -> None:
    questions = [
        make_question("a", "1.1"),
        make_question("b", "1.2", answer=make_silence("refuses", "Prefers not to say")),
        make_question("c", "1.3", answer=make_silence()),
        make_question("d", "1.4", answer=make_silence()),
        make_question("e", "1.5", answer=make_silence(), shown=False, waits_for="c"),
    ]
    record = make_record(*questions, who_answered=make_partition(own_without_source=1, unanswered=3))
    text = part("answers", make_snapshot(judgement=record))
    assert (
        "4 questions asked: 1 answered, 3 without an answer: 1 not known, declined or in confidence, "
        "2 with nothing said. 1 more question waits for another answer." in text
    )
    assert "3 without an answer. Where no reason" in text
    assert "Two questions with nothing said and one question that waits for another answer" in text


@pytest.mark.parametrize("name", CASES)
def test_in_every_example_the_lists_add_up_to_the_count(name: str) -> None:
    snapshot = make_example(name)
    record = snapshot["judgement"]
    asked = [each for section in record["sections"] for each in section["questions"] if each["shown"]]
    silent = [each for each in asked if each["answer"]["state"] not in ("answered", "not_applicable")]
    assert record["who_answered"]["unanswered"] == len(silent)
    assert record["who_answered"]["total"] == len(asked)


def test_the_guide_counts_as_no_answer_what_it_shows_as_one() -> None:
    guide = part("guide", make_snapshot())
    assert "Nothing said, not known, declined, or given in confidence." in guide


# ---- Decision, conditions, tasks


def decided_on(*conditions: dict[str, Any], outcome: str = "approved_with_conditions") -> dict[str, Any]:
    """Two gates and a grave finding open at the decision; the second finding concerns the first gate."""
    questions = [make_question(key, number) for key, number in (("a", "1.10"), ("b", "1.9"), ("c", "2.1"))]
    blocking = [
        {"key": "gate:a", "kind": "gate", "text": "A?", "question": "a"},
        {"key": "gate:b", "kind": "gate", "text": "B?", "question": "b"},
        {"key": "red:c", "kind": "finding", "text": "C", "question": "c"},
    ]
    findings = [make_finding("red:c", questions=["c"]), make_finding("silence:x", questions=["x", "a"])]
    record = make_record(*questions, findings=findings, blocking=blocking)
    return make_snapshot(judgement=record, decision=make_decision(outcome=outcome, conditions=list(conditions)))


def test_a_finding_has_the_conditions_that_name_it_and_those_that_name_its_gate() -> None:
    snapshot = decided_on(make_condition(10, names=["gate:a", "red:c"]), make_condition(2, names=["gate:a", "gate:b"]))
    reading = read(snapshot, make_envelope())
    grave, silence = snapshot["judgement"]["findings"]
    assert [ref.label for ref in reading.conditions_of(grave)] == ["C10"]
    assert [ref.label for ref in reading.conditions_of(silence)] == ["C2", "C10"]
    assert "none" not in part("brief", snapshot).partition("Condition")[2].partition("What to do next")[0]


def test_what_a_condition_answers_stands_in_the_order_of_the_questions() -> None:
    snapshot = decided_on(make_condition(names=["gate:c", "gate:a", "red:c", "gate:b"]))
    assert "Answers F1 , 1.9 , 1.10 , 2.1" in part("decision", snapshot)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([["gate:a", "gate:b", "red:c"]], "Condition C1 covers them."),
        ([["gate:a"], ["gate:b", "red:c"]], "Conditions C1 and C2 cover them."),
        ([["gate:a"]], "Condition C1 covers all but 2 of them."),
        ([[]], "No condition names any of this."),
    ],
)
def test_an_approval_on_conditions_says_what_was_open_and_what_covers_it(names: list, said: str) -> None:
    snapshot = decided_on(*(make_condition(number, names=each) for number, each in enumerate(names, 1)))
    brief = part("brief", snapshot)
    assert f"Two gates not met (1.9 and 1.10) and one finding that stops approval (F1). {said}" in brief


def test_any_other_decision_has_nothing_to_say_of_conditions() -> None:
    assert "Open at the decision" not in part("brief", decided_on(make_condition(), outcome="declined"))
    assert "Open at the decision" not in part("brief", make_snapshot())


def test_a_task_names_the_question_that_its_finding_is_about() -> None:
    """DeepSeek's family of distillation: the child with the gravest silence leads, not the parent."""
    record = make_example("deepseek")["judgement"]
    for finding in record["findings"]:
        if finding["key"].split(":")[0] in GRADES:
            asked = {each["key"]: each["text"] for section in record["sections"] for each in section["questions"]}
            assert asked[finding["questions"][0]] in finding["title"]


# ---- The history


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Evidence was tied: is_this_distilled.", "Evidence was tied: question 1.1."),
        ("Evidence was tied: ico_lawful_basis.", "Evidence was tied: “Have a lawful reason for using the data”."),
        ("Evidence was tied: our role, hosting.", "Evidence was tied: fact 2, hosting."),
        ("Evidence was tied: gone_since.", "Evidence was tied: gone since."),
        ("Evidence was tied: 14 answers.", "Evidence was tied: 14 answers."),
        ("Evidence was tied.", "Evidence was tied."),
        ("Evidence was tied. What it said was erased.", "Evidence was tied. What it said was erased."),
        ("", "Evidence was tied."),
        ("14 answers", "Evidence was tied: 14 answers"),
    ],
)
def test_an_event_is_told_once_and_in_words(text: str, said: str) -> None:
    record = make_record(facts=[make_fact(), make_fact("our_role")], obligations=[make_duty()])
    event = make_event(kind_label="Evidence was tied", text=text)
    history = part("decision", make_snapshot(judgement=record, history=[event])).partition("What happened By")[2]
    assert f"09:12 UTC {said} Operations lead" in history


@pytest.mark.parametrize(
    ("face", "by"),
    [
        ("admin", "Sam"),
        ("", "Sam"),
        ("api", "Sam, through another program"),
        ("command", "Sam, on the server"),
        ("clock", "Sam, of its own accord"),
    ],
)
def test_how_somebody_acted_is_said_in_words(face: str, by: str) -> None:
    text = part("decision", make_snapshot(history=[make_event(by="Sam", face=face)]))
    assert text.endswith(f"Assessment opened. {by}")
