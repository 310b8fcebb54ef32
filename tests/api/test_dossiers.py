"""Dossiers by the API: asked for, watched, fetched; an unchanged assessment has one and keeps it."""

import hashlib
import json

import pytest

from checklists.canonical import canonical_text
from checklists.dossier import store
from checklists.models import Dossier
from checklists.models.dossiers import DossierState
from tests import makers
from tests.api.conftest import Firm, check_problem
from tests.database import writing_around_the_services

PDF = b"%PDF-1.7 a dossier"


@pytest.fixture
def assessment(firm: Firm) -> str:
    with firm.inside():
        return str(makers.make_submitted().pk)


def make_ready(firm: Firm, dossier: str) -> None:
    """As a worker leaves it: the file in its place, the row saying so."""
    with firm.inside(), writing_around_the_services():
        digest = store.put(firm.organisation.pk, PDF)
        ready = {"state": DossierState.READY.value, "progress": 100, "pdf_digest": digest, "pdf_size": len(PDF)}
        Dossier.objects.filter(pk=dossier).update(**ready, ready_at=makers.NOW)


def test_a_dossier_is_asked_for_and_told_where_to_look(api, assessment):
    asked = api.post("/dossiers/", {"assessment": assessment})
    dossier = asked.json()
    assert asked.status_code == 202
    assert (dossier["state"], dossier["progress"], dossier["number"]) == ("queued", 0, 1)
    assert api.get(asked["Location"]).json() == dossier
    assert api.get(f"/dossiers/?assessment={assessment}").json()["results"] == [dossier]


def test_a_dossier_that_is_not_ready_is_not_fetched(api, assessment):
    path = f"/dossiers/{api.post('/dossiers/', {'assessment': assessment}).json()['id']}/"
    told = check_problem(api.get(f"{path}pdf/"), 409, "not_ready")
    assert "waiting for its turn" in told["detail"]


def test_a_ready_dossier_is_fetched_as_it_was_made(api, firm, assessment):
    dossier = api.post("/dossiers/", {"assessment": assessment}).json()["id"]
    make_ready(firm, dossier)
    assert api.get(f"/dossiers/{dossier}/").json()["state_label"] == "Ready"
    pdf = api.get(f"/dossiers/{dossier}/pdf/")
    assert (pdf.content, pdf["Content-Type"]) == (PDF, "application/pdf")
    assert pdf["Content-Disposition"] == 'attachment; filename="dossier-1.pdf"'
    assert api.get(f"/dossiers/{dossier}/pdf/", If_None_Match=pdf["ETag"]).status_code == 304


def test_an_unchanged_assessment_has_one_dossier_and_a_changed_one_another(api, firm, assessment):
    first = api.post("/dossiers/", {"assessment": assessment}).json()
    again = api.post("/dossiers/", {"assessment": assessment})
    assert (again.status_code, again.json()["id"]) == (202, first["id"])
    make_ready(firm, first["id"])
    ready = api.post("/dossiers/", {"assessment": assessment})
    assert (ready.status_code, ready.json()["id"]) == (200, first["id"])
    path = f"/assessments/{assessment}/answers/is_this_distilled/judgement/"
    api.put(path, {"judged": "concern"}, If_Match="*")
    assert api.post("/dossiers/", {"assessment": assessment}).json()["number"] == 2


def test_the_frozen_text_is_canonical_and_has_the_digest_of_the_dossier(api, assessment):
    dossier = api.post("/dossiers/", {"assessment": assessment}).json()
    frozen = api.get(f"/dossiers/{dossier['id']}/json/")
    assert frozen.content.decode() == canonical_text(json.loads(frozen.content))
    assert hashlib.sha256(frozen.content).hexdigest() == dossier["digest"]


def test_an_assessment_without_an_answer_has_nothing_to_hand_over(api, firm):
    with firm.inside():
        empty = makers.make_assessment()
    check_problem(api.post("/dossiers/", {"assessment": str(empty.pk)}), 409, "no_answers")


def test_a_dossier_that_could_not_be_made_says_why_and_may_be_queued_again(api, firm, assessment):
    dossier = api.post("/dossiers/", {"assessment": assessment}).json()["id"]
    with firm.inside(), writing_around_the_services():
        parked = {"state": DossierState.PARKED.value, "error": "A page is too long.", "remedy": "Shorten it."}
        Dossier.objects.filter(pk=dossier).update(**parked, attempts=5)
    told = api.get(f"/dossiers/{dossier}/").json()
    assert (told["state"], told["error"], told["remedy"]) == ("parked", "A page is too long.", "Shorten it.")
    assert "A page is too long." in check_problem(api.get(f"/dossiers/{dossier}/pdf/"), 409, "not_ready")["detail"]
    replayed = api.post(f"/dossiers/{dossier}/replay/")
    assert (replayed.status_code, replayed.json()["state"], replayed.json()["error"]) == (202, "queued", "")
