"""Exporting a dossier: asked for, watched, downloaded, tried again."""

import pytest

from checklists.dossier import store
from checklists.models import Assessment, Dossier, Organisation
from checklists.models.dossiers import DossierState
from tests import makers
from tests.admin.staff import Staff, text_of
from tests.database import writing_around_the_services


@pytest.fixture
def assessment(organisation: Organisation) -> Assessment:
    return makers.make_submitted()


def become(dossier: Dossier, **values: object) -> None:
    """What a worker would have made of it."""
    with writing_around_the_services():
        Dossier.objects.filter(pk=dossier.pk).update(**values)


def exported(staff: Staff, assessment: Assessment) -> Dossier:
    response = staff.press("admin:assessment_export", assessment.pk)
    dossier = Dossier.objects.latest("number")
    assert response["Location"] == f"/admin/dossiers/{dossier.pk}/"
    return dossier


def test_an_export_waits_for_its_turn_and_looks_again_by_itself(assessor: Staff, assessment: Assessment) -> None:
    page = assessor.see("admin:dossier", exported(assessor, assessment).pk)
    assert "Waiting for its turn" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "candour/dossier.js" in page


def test_an_unchanged_assessment_gives_the_same_dossier_again(assessor: Staff, assessment: Assessment) -> None:
    assert exported(assessor, assessment).pk == exported(assessor, assessment).pk
    assert Dossier.objects.count() == 1


def test_a_finished_one_is_downloaded_as_it_was_rendered(assessor: Staff, assessment: Assessment) -> None:
    dossier = exported(assessor, assessment)
    digest = store.put(dossier.organisation_id, b"%PDF-1.7 finished")
    become(dossier, state=DossierState.READY.value, pdf_digest=digest, pdf_size=17, ready_at=makers.NOW)
    page = assessor.see("admin:dossier", dossier.pk)
    response = assessor.get("admin:dossier_pdf", dossier.pk)
    assert "Download the PDF" in page
    assert "refresh" not in page
    assert response.content == b"%PDF-1.7 finished"
    assert response["Content-Disposition"] == f'attachment; filename="dossier-{dossier.number}.pdf"'


def test_one_that_is_not_finished_has_no_pdf(assessor: Staff, assessment: Assessment) -> None:
    assert assessor.get("admin:dossier_pdf", exported(assessor, assessment).pk).status_code == 404


def test_a_pdf_that_is_no_longer_what_was_rendered_is_not_handed_out(assessor: Staff, assessment: Assessment) -> None:
    dossier = exported(assessor, assessment)
    become(dossier, state=DossierState.READY.value, pdf_digest="0" * 64, pdf_size=1, ready_at=makers.NOW)
    response = assessor.get("admin:dossier_pdf", dossier.pk)
    assert response.status_code == 503
    assert "Queue the dossier again" in text_of(response.content.decode())


def test_a_parked_one_says_why_and_what_to_do_and_is_tried_again(assessor: Staff, assessment: Assessment) -> None:
    dossier = exported(assessor, assessment)
    become(
        dossier,
        state=DossierState.PARKED.value,
        error="The renderer ran out of memory.",
        remedy="Shorten 5.3.",
        attempts=5,
    )
    page = text_of(assessor.see("admin:dossier", dossier.pk))
    assert "The renderer ran out of memory." in page
    assert "Shorten 5.3." in page
    assessor.press("admin:dossier_replay", dossier.pk)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.attempts) == (DossierState.QUEUED.value, 0)


def test_a_viewer_downloads_and_does_not_export(viewer: Staff, assessment: Assessment) -> None:
    assert viewer.press("admin:assessment_export", assessment.pk).status_code == 403
    assert not Dossier.objects.exists()
