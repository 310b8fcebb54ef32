"""What is known of a model in use: said by us, worked out from answers and from the public record."""

from checklists.models import FactValue
from tests import makers
from tests.admin.staff import Staff, text_of

FACTS = "admin:facts"


def test_a_fact_is_said_changed_and_taken_back(assessor: Staff) -> None:
    use = makers.make_use()
    assessor.send(FACTS, use.pk, **{"fact--processes_personal_data": "yes"})
    assert FactValue.objects.get().value is True
    assessor.send(FACTS, use.pk, **{"fact--processes_personal_data": "no"})
    assert FactValue.objects.get().value is False
    assessor.send(FACTS, use.pk, **{"fact--processes_personal_data": "not_known"})
    assert not FactValue.objects.exists()


def test_a_page_that_nobody_touched_changes_no_fact(assessor: Staff) -> None:
    use = makers.make_use(
        facts={"processes_personal_data": True, "professional_body": ["icaew"], "hosting": "on_device"}
    )
    before = dict(FactValue.objects.values_list("name", "value"))
    assessor.send(FACTS, use.pk)
    use.refresh_from_db()
    assert dict(FactValue.objects.values_list("name", "value")) == before
    assert use.version == 1


def test_a_fact_that_is_not_asked_now_keeps_what_was_said(assessor: Staff) -> None:
    use = makers.make_use(facts={"processes_personal_data": False, "children_data": True})
    page = assessor.see(FACTS, use.pk)
    assert "fact--children_data" not in page
    assessor.send(FACTS, use.pk)
    assert FactValue.objects.get(name="children_data").value is True


def test_what_an_answer_says_of_a_fact_is_shown_beside_it(assessor: Staff) -> None:
    assessment = makers.make_assessment()
    makers.make_answer(assessment, "is_this_distilled", "yes")
    page = text_of(assessor.see(FACTS, assessment.model_use_id))
    assert "An answer says: Yes" in page


def test_ticks_that_do_not_go_together_are_refused_and_stay_ticked(assessor: Staff) -> None:
    use = makers.make_use()
    page = assessor.send(FACTS, use.pk, **{"fact--professional_body": ["icaew", "none"]}).content.decode()
    assert "Nothing was written." in page
    assert assessor.form(page)["fact--professional_body"] == ["icaew", "none"]
    assert not FactValue.objects.exists()


def test_facts_that_somebody_else_changed_meanwhile_are_not_overwritten(assessor: Staff, approver: Staff) -> None:
    use = makers.make_use()
    mine = assessor.see(FACTS, use.pk)
    approver.send(FACTS, use.pk, **{"fact--agentic": "yes"})
    page = text_of(assessor.send(FACTS, use.pk, page=mine, **{"fact--customer_facing": "yes"}).content.decode())
    assert "changed this model in use in between" in page
    assert list(FactValue.objects.values_list("name", flat=True)) == ["agentic"]


def test_a_viewer_sees_the_facts_and_cannot_say_one(viewer: Staff) -> None:
    use = makers.make_use()
    assert "Save" not in viewer.see(FACTS, use.pk).split('id="main"')[1]
    response = viewer.press(FACTS, use.pk, **{"fact--agentic": "yes", "shown--agentic": "1"})
    assert response.status_code == 403
    assert not FactValue.objects.exists()


def test_two_ticks_that_do_not_go_together_are_said_once_by_their_labels(assessor: Staff) -> None:
    use = makers.make_use()
    page = assessor.send(FACTS, use.pk, **{"fact--professional_body": ["icaew", "none"]}).content.decode()
    shown = text_of(page)
    assert shown.count("cannot be ticked together with another.") == 1
    assert "professional_body" not in shown
    assert '"none"' not in shown
    assert '<a href="#fact--professional_body">' in page
    assert sorted(assessor.form(page)["fact--professional_body"]) == ["icaew", "none"]
