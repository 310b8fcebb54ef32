"""Obligations: where a model in use stands with each, met by the buyer's own record and by nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest

from checklists.rules.duty_words import in_print
from checklists.rules.facts import Origin, settle
from checklists.rules.obligations import ObligationResult, OwnRecord, Required, Status, covers, stand
from tests.rules.makers import (
    ANSWERS,
    BUYER,
    DEFINITIONS,
    EARLIER,
    LINEAGE,
    TODAY,
    WORDING,
    known,
    make_document,
    make_fact,
    make_obligation,
    make_record,
    make_source,
    said,
)

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def status(records: tuple[OwnRecord, ...] = (), facts: dict | None = None, **duty: Any) -> Status:
    return stand(make_obligation(**duty), known(**(facts or {})), records, TODAY).status


@pytest.mark.parametrize(
    ("duty", "facts", "expected"),
    [
        ({"applies_when": "agentic"}, {"agentic": False}, Status.NOT_APPLICABLE),
        ({"applies_when": "agentic"}, {"agentic": True}, Status.NOT_MET),
        ({"applies_when": "agentic"}, {}, Status.OPEN),
        ({"required": ()}, {}, Status.APPLIES),
        ({"applies_when": "agentic", "required": ()}, {}, Status.OPEN),
        ({"in_force_from": TODAY}, {}, Status.NOT_MET),
        ({"in_force_from": TOMORROW}, {}, Status.STARTS_ON),
        ({"in_force_from": TOMORROW, "applies_when": "agentic"}, {}, Status.STARTS_ON),
        ({"in_force_from": TOMORROW, "applies_when": "agentic"}, {"agentic": False}, Status.NOT_APPLICABLE),
        ({"in_force_until": TODAY}, {}, Status.NOT_MET),
        ({"in_force_until": YESTERDAY}, {}, Status.NOT_APPLICABLE),
        ({"in_force_until": YESTERDAY, "applies_when": "agentic"}, {}, Status.NOT_APPLICABLE),
    ],
)
def test_an_obligation_stands_by_facts_and_dates(duty: dict, facts: dict, expected: Status) -> None:
    assert status(facts=facts, **duty) is expected


def test_an_unanswered_question_leaves_the_obligation_open_and_says_which() -> None:
    result = stand(make_obligation(applies_when="agentic and regulated_activity"), known(agentic=True), (), TODAY)
    assert result.status is Status.OPEN
    assert [each.fact for each in result.applies.because] == ["regulated_activity"]


def test_it_is_met_by_the_own_record_alone() -> None:
    assert status((make_record(),)) is Status.MET


@pytest.mark.parametrize(
    ("more", "covered"),
    [
        ({}, True),
        ({"owner": ""}, False),
        ({"owner": "  "}, False),
        ({"on": None}, False),
        ({"on": TODAY}, True),
        ({"on": TOMORROW}, False),
        ({"statement": ""}, False),
        ({"statement": " "}, False),
        ({"statement": "", "documents": (make_document(),)}, True),
        ({"statement": "", "documents": (make_document(expires_on=TODAY),)}, True),
        ({"statement": "", "documents": (make_document(expires_on=YESTERDAY),)}, False),
        ({"statement": "", "documents": (make_document(expires_on=YESTERDAY), make_document())}, True),
        ({"expires_on": TODAY}, True),
        ({"expires_on": YESTERDAY}, False),
    ],
)
def test_a_record_covers_its_item_with_owner_date_and_evidence_that_has_not_run_out(more: dict, covered: bool) -> None:
    assert covers(make_record(**more), TODAY) is covered
    assert status((make_record(**more),)) is (Status.MET if covered else Status.NOT_MET)


@pytest.mark.parametrize(
    ("applies_to", "firm", "met"),
    [("model_in_use", False, True), ("model_in_use", True, False), ("firm", True, True), ("firm", False, False)],
)
def test_a_record_of_the_firm_covers_the_items_of_the_firm(applies_to: str, firm: bool, met: bool) -> None:
    required = (Required("note", "A note is kept", applies_to),)
    assert status((make_record(firm=firm),), required=required) is (Status.MET if met else Status.NOT_MET)


@pytest.mark.parametrize("record", [make_record("another_duty"), make_record(item="another_item")])
def test_a_record_of_something_else_covers_nothing(record: OwnRecord) -> None:
    assert status((record,)) is Status.NOT_MET


def test_every_item_is_needed_and_each_shows_the_record_that_covers_it() -> None:
    duty = make_obligation(required=(Required("note", "A note"), Required("notice", "A notice")))
    lapsed, fresh = make_record(on=TODAY, expires_on=YESTERDAY), make_record(on=EARLIER)
    result = stand(duty, known(), (lapsed, fresh), TODAY)
    assert result.status is Status.NOT_MET
    assert [(item.record, item.met) for item in result.items] == [(fresh, True), (None, False)]


def test_of_records_that_do_not_cover_the_latest_is_shown() -> None:
    older, newer, undated = make_record(owner=""), make_record(owner="", on=TODAY), make_record(on=None)
    result = stand(make_obligation(), known(), (undated, newer, older), TODAY)
    assert (result.items[0].record, result.items[0].met) == (newer, False)


def printed(answered: tuple[str, ...] = (), facts: Any = None, verified: bool = True, **duty: Any) -> ObligationResult:
    facts = facts or known()
    result = stand(make_obligation(sources=("law_text",), **duty), facts, (), TODAY)
    return in_print(result, facts, WORDING, {"law_text": make_source(verified=verified)}, answered)


def test_an_open_obligation_says_what_is_not_answered_and_to_treat_it_as_a_yes() -> None:
    assert printed(applies_when="agentic", plain_title="Say so.").text == (
        'Open: "What of agentic?" is not answered: Say so. '
        "You can answer it yourself, among the facts. Until then, treat it as a yes."
    )


def test_an_open_obligation_names_every_fact_that_it_waits_for_once() -> None:
    text = printed(applies_when="agentic and (regulated_activity or open_weights) and not agentic").text
    assert 'Open: "What of agentic?" is not answered' in text
    assert 'Also open: "What of regulated_activity?"; "What of open_weights?".' in text


@pytest.mark.parametrize(
    ("origins", "sentence"),
    [
        ((ANSWERS, BUYER), "You can answer it yourself, among the facts."),
        ((LINEAGE, ANSWERS), "The vendor's answers would settle it."),
        ((LINEAGE,), "Naming the model would settle it, where its maker has said so."),
        ((), "You can answer it yourself, among the facts."),
    ],
)
def test_an_open_obligation_says_who_can_settle_the_fact(origins: tuple[Origin, ...], sentence: str) -> None:
    facts = settle({**DEFINITIONS, "agentic": make_fact("agentic", origins=origins)}, ())
    assert sentence in printed(facts=facts, applies_when="agentic").text


def test_where_records_disagree_the_thing_to_do_is_to_settle_them() -> None:
    facts = settle(DEFINITIONS, [*said(agentic=True), *said(ANSWERS, agentic=False)])
    assert (
        "Two records of it disagree: settle which is right today." in printed(facts=facts, applies_when="agentic").text
    )


@pytest.mark.parametrize(
    ("duty", "answered", "text"),
    [
        ({"in_force_from": date(2027, 3, 18)}, (), "Starts on 18 March 2027."),
        ({"in_force_until": date(2026, 3, 18)}, (), "It was in force until 18 March 2026."),
        ({"applies_when": "False"}, (), ""),
        ({"required": ()}, (), ""),
        ({"questions": ("q",)}, (), ""),
        ({"questions": ("q",)}, ("q",), "The vendor's material is on file; your own record is missing."),
    ],
)
def test_the_sentence_beside_an_obligation_fits_its_status(duty: dict, answered: tuple, text: str) -> None:
    assert printed(answered, **duty).text == text


def test_without_words_of_the_catalogue_there_is_no_sentence() -> None:
    result = stand(make_obligation(applies_when="agentic"), known(), (), TODAY)
    assert in_print(result, known(), {}, {}, ()).text == ""


@pytest.mark.parametrize(
    ("band", "verified", "unchecked"),
    [("law", True, False), ("law", False, True), ("professional", False, False)],
)
def test_a_law_none_of_whose_sources_was_read_is_marked(band: str, verified: bool, unchecked: bool) -> None:
    assert printed(verified=verified, band=band).law_text_not_checked is unchecked


def test_a_law_without_any_source_is_marked() -> None:
    result = stand(make_obligation(), known(), (), TODAY)
    assert in_print(result, known(), WORDING, {}, ()).law_text_not_checked
