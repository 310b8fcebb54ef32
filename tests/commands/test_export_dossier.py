"""`export_dossier`: to a file and nowhere else; a lost PDF again; and the doctor names what is lost."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from checklists.dossier import store
from checklists.dossier.request import request_dossier
from checklists.errors import Refused
from checklists.models import Dossier
from checklists.services import evidence
from checklists.services.files import evidence_path, place_for
from procurement.management.commands import export_dossier
from procurement.serving.checkup import files
from procurement.serving.checkup.finding import Health
from tests.makers import COMMAND, NOW, make_submitted

PDF = b"%PDF-1.7 made"


class FakePress:
    """Stands in for the renderer process: this is about files."""

    def render(self, html, meta, on_tick, wall_seconds):
        return PDF

    def close(self):
        pass


@pytest.fixture
def assessment(organisation, monkeypatch, settings, tmp_path):
    monkeypatch.setattr(export_dossier, "RendererProcess", FakePress)
    settings.DOSSIER_ROOT, settings.EVIDENCE_ROOT = tmp_path / "dossiers", tmp_path / "evidence"
    return make_submitted()


@pytest.fixture
def exported(assessment, tmp_path) -> Dossier:
    export(assessment, tmp_path / "first.pdf")
    return Dossier.objects.get()


def export(row, out: Path) -> str:
    said = StringIO()
    call_command("export_dossier", str(row.pk), out=out, stdout=said)
    return said.getvalue().strip()


def test_a_new_file_and_one_that_is_there_are_written(assessment, tmp_path):
    out = tmp_path / "new" / "dossier.pdf"
    for _ in range(2):
        assert export(assessment, out) == str(out)
        assert out.read_bytes() == PDF
        out.write_bytes(b"older")


def test_a_link_to_a_file_stays_a_link_and_the_file_is_written(assessment, tmp_path):
    kept, link = tmp_path / "kept.pdf", tmp_path / "link.pdf"
    kept.write_bytes(b"older")
    link.symlink_to(kept)
    assert export(assessment, link) == str(kept)
    assert link.is_symlink() and kept.read_bytes() == PDF


def folder(path: Path) -> None:
    path.mkdir()


def link_to_nowhere(path: Path) -> None:
    path.symlink_to(path.with_name("none"))


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/full")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (folder, "is a folder"),
        (os.mkfifo, "is a device, a pipe or a socket"),
        (link_to_nowhere, "leads nowhere"),
        (link_to_a_device, "is a device, a pipe or a socket"),
    ],
)
def test_anything_else_is_refused_in_words_and_left_alone(assessment, tmp_path, make, words):
    out = tmp_path / "out.pdf"
    make(out)
    before = out.lstat()
    with pytest.raises(CommandError, match=words):
        export(assessment, out)
    assert out.lstat() == before
    assert not Dossier.objects.exists(), "refused before anything is frozen"


def test_a_device_is_no_place_for_a_file():
    with pytest.raises(Refused, match="/dev/full is a device"):
        place_for(Path("/dev/full"))


@pytest.mark.parametrize("what", ["assessment", "dossier"])
def test_a_lost_pdf_is_made_again_by_either_id(exported, tmp_path, what):
    store.pdf_path(exported.organisation_id, exported.pdf_digest).unlink()
    out = tmp_path / "again.pdf"
    export(exported if what == "dossier" else exported.assessment, out)
    assert out.read_bytes() == store.get(exported.organisation_id, exported.pdf_digest) == PDF


def test_an_id_of_nothing_is_said_to_be(organisation):
    with pytest.raises(CommandError, match="no assessment and no dossier"):
        call_command("export_dossier", "019a1b2c-0000-7000-8000-000000000000", out=Path("x.pdf"))


def test_the_doctor_finds_whole_files_well(exported):
    (found,) = files.dossiers()
    assert (found.health, found.said) == (Health.OK, "1 files are as they were stored")


def test_the_doctor_names_a_missing_and_a_damaged_pdf_with_the_cure(exported):
    path = store.pdf_path(exported.organisation_id, exported.pdf_digest)
    path.write_bytes(b"forged")
    (found,) = files.dossiers()
    assert found.health is Health.PROBLEM and f"no. 1: {path} is damaged" in found.said
    path.unlink()
    (found,) = files.dossiers()
    assert f"no. 1: {path} is missing" in found.said
    assert f"export_dossier {exported.pk} --out dossier-1.pdf" in found.cure


def test_the_doctor_says_of_a_pdf_of_other_templates_that_only_a_backup_helps(exported, monkeypatch):
    store.pdf_path(exported.organisation_id, exported.pdf_digest).unlink()
    monkeypatch.setattr(files, "template_version", lambda: "dossier-1.later0000000")
    (found,) = files.dossiers()
    assert found.cure.startswith("Put it back from a backup.") and exported.template in found.cure


def test_the_doctor_names_twenty_and_counts_the_rest(exported, monkeypatch):
    store.pdf_path(exported.organisation_id, exported.pdf_digest).unlink()
    monkeypatch.setattr(files, "MOST_NAMED", 0)
    (found,) = files.dossiers()
    assert found.said == "and 1 more"


def test_the_doctor_names_evidence_that_is_gone(assessment):
    kept = evidence.keep_file(content=b"%PDF-1.7\n%%EOF\n", filename="terms.pdf", by=COMMAND, at=NOW)
    path = evidence_path(kept.organisation_id, kept.digest)
    assert [found.health for found in files.evidence()] == [Health.OK]
    path.unlink()
    (found,) = files.evidence()
    assert found.health is Health.PROBLEM and found.said == f"{path} is missing"


def test_a_dossier_that_is_not_ready_yet_has_no_file_to_miss(assessment):
    request_dossier(assessment, by=COMMAND, at=NOW)
    assert [found.health for found in files.dossiers()] == [Health.OK]
