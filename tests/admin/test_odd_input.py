"""Odd input: characters that cannot be stored, numbers that are none, ids of nothing. Said in words, never a crash."""

from typing import Any

import pytest

from checklists.models import Answer, Assessment, Organisation, Vendor
from tests import makers
from tests.admin.staff import Staff, text_of

NUL = "a\x00b"
GETS: list[tuple[str, dict[str, Any]]] = [
    ("admin:checklists_vendor_changelist", {"q": NUL}),
    ("admin:checklists_vendor_changelist", {"p": "x"}),
    ("admin:checklists_vendor_changelist", {"state__exact": "nonsense"}),
    ("admin:duties", {"q": NUL}),
    ("admin:duties", {"page": "x"}),
    ("admin:duties", {"page": "99999999999"}),
    ("admin:catalogue_sources", {"q": NUL, "only": "x"}),
    ("admin:catalogue_duties", {"q": NUL}),
    ("admin:whole_history", {"before": "-1"}),
    ("admin:whole_history", {"before": "²"}),
    ("admin:whole_history", {"before": "9" * 40}),
    ("admin:check_tool", {"vendor": NUL, "product": "x" * 36}),
    ("admin:checklists_modeluse_changelist", {"product__id__exact": "nonsense"}),
]


@pytest.mark.parametrize(("name", "query"), GETS)
def test_an_odd_address_is_answered_and_does_not_crash(assessor: Staff, name: str, query: dict[str, Any]) -> None:
    assert assessor.get(name, **query).status_code in (200, 302)


@pytest.mark.parametrize("field", ["vendor", "company_number", "product", "name", "purpose", "tier_label"])
def test_no_field_of_the_check_takes_what_cannot_be_stored(assessor: Staff, field: str) -> None:
    filled = {"vendor": "Sage", "product": "Copilot", "purpose": "Letters", "start": "1"}
    page = text_of(assessor.send("admin:check_tool", **{**filled, field: NUL}).content.decode())
    assert "cannot be stored" in page
    assert not Vendor.objects.exists()


@pytest.mark.parametrize("field", ["legal_name", "note", "sold_by", "website"])
def test_no_field_of_the_register_takes_what_cannot_be_stored(assessor: Staff, field: str) -> None:
    response = assessor.send("admin:checklists_vendor_add", **{"legal_name": "Sage", field: NUL})
    assert response.status_code == 200
    assert not Vendor.objects.exists()


def test_a_comment_that_cannot_be_stored_comes_back_as_it_was_written(
    assessor: Staff, organisation: Organisation
) -> None:
    assessment = makers.make_submitted()
    sent = {"is_this_distilled--judged": "concern", "is_this_distilled--comment": NUL}
    page = assessor.send("admin:review", assessment.pk, "distillation", **sent).content.decode()
    assert "Nothing was judged." in page
    assert assessor.form(page)["is_this_distilled--judged"] == "concern"
    assert Answer.objects.get().judged == ""


@pytest.mark.parametrize("version", ["", "x", "²", "-1", "9" * 30])
def test_a_version_that_is_none_does_not_crash_the_sheet(
    assessor: Staff, organisation: Organisation, version: str
) -> None:
    assessment: Assessment = makers.make_assessment()
    sent = {"is_this_distilled--version": version, "is_this_distilled": "answered:yes"}
    response = assessor.press("admin:answers", assessment.pk, "distillation", **sent)
    assert response.status_code in (200, 302)


def test_a_decision_with_nonsense_for_a_day_is_refused(approver: Staff, organisation: Organisation) -> None:
    assessment = makers.make_submitted()
    sent = {"outcome": "declined", "reasons": "So", "judged_on": "yesterday", "conditions": "²"}
    response = approver.send("admin:decide", assessment.pk, **sent)
    assert "Not decided." in text_of(response.content.decode())


def test_a_fact_that_is_none_is_passed_over(assessor: Staff) -> None:
    use = makers.make_use()
    sent = {"fact--hosting": "the_moon", "shown--hosting": "1", "fact--no_such_fact": "yes", "shown--no_such_fact": "1"}
    page = text_of(assessor.press("admin:facts", use.pk, **sent).content.decode())
    assert "Nothing was written." in page


def test_words_of_a_vendor_are_shown_as_words(assessor: Staff) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    vendor = makers.make_vendor(hostile, note=hostile)
    use = makers.make_use(makers.make_product(vendor, hostile), name=hostile, purpose=hostile, tier_label=hostile)
    assessment = makers.make_assessment(use)
    makers.make_answer(assessment, "uses_to_avoid", hostile, note=hostile)
    for name, *args in (
        ("admin:index",),
        ("admin:checklists_vendor_changelist",),
        ("admin:checklists_vendor_change", vendor.pk),
        ("admin:assessment", assessment.pk),
        ("admin:assessment_judgement", assessment.pk),
        ("admin:answers", assessment.pk, "accuracy_trade_off"),
        ("admin:facts", use.pk),
        ("admin:use_duties", use.pk),
        ("admin:history", vendor.pk),
        ("admin:whole_history",),
    ):
        assert hostile not in assessor.see(name, *args)
