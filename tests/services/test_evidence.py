"""Evidence: only kinds that can be kept, by content and by name; whole or not at all; tied to what it supports."""

import io
import zipfile

import pytest

from checklists.errors import Invalid, Refused, Unavailable
from checklists.formats.filetypes import MOST_BYTES, kind_of
from checklists.models import AnswerEvidence, Evidence
from checklists.models.people import Role
from checklists.services import evidence, files
from tests.makers import COMMAND, NOW, make_answer, make_assessment, make_member
from tests.walls.stages import decided

W = {"by": COMMAND, "at": NOW}
PDF = b"%PDF-1.7\n%%EOF\n"


def archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [
        ("a.pdf", PDF, "pdf"),
        ("a.PDF", PDF, "pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\n...", "png"),
        ("a.txt", "Grüße".encode(), "txt"),
        ("a.xlsx", archive(("xl/workbook.xml", b"<x/>")), "xlsx"),
        ("a.docx", archive(("word/document.xml", b"<x/>")), "docx"),
    ],
)
def test_these_kinds_can_be_kept(name, content, ending):
    assert kind_of(name, content).ending == ending


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.exe", b"MZ", "not of a kind"),
        ("a", PDF, "not of a kind"),
        ("a.svg", b"<svg/>", "not of a kind"),
        ("a.html", b"<p>", "not of a kind"),
        ("a.pdf", b"<script>", "does not begin like one"),
        ("a.png", PDF, "does not begin like one"),
        ("a.txt", b"\xff\xfe", "UTF-8"),
        ("a.txt", b"NUL \x00", "NUL"),
        ("a.pdf", b"", "empty"),
        ("a.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("a.xlsx", archive(("word/document.xml", b"<x/>")), "holds no xl/workbook.xml"),
        ("a.docx", archive(("word/document.xml", b"0" * 30_000_000)), "unfolds to"),
        ("a.docx", archive(*((f"{n}", b"") for n in range(2001))), "unfolds to"),
        ("a.pdf", PDF + b"0" * MOST_BYTES, "at most"),
    ],
)
def test_these_are_refused_with_what_is_wrong(name, content, says):
    with pytest.raises(Invalid, match=says):
        kind_of(name, content)


def test_a_file_is_kept_by_its_digest_and_twice_is_one_file(organisation):
    first = evidence.keep_file(content=PDF, filename="one.pdf", **W)
    second = evidence.keep_file(content=PDF, filename="two.pdf", **W)
    assert first.digest == second.digest == files.digest_of_bytes(PDF)
    assert files.read(organisation.pk, first.digest) == PDF
    folder = files.evidence_path(organisation.pk, first.digest).parent
    assert [path.name for path in folder.iterdir()] == [first.digest]


def test_a_file_that_is_gone_or_was_changed_is_said_to_be(organisation):
    kept = evidence.keep_file(content=PDF, filename="one.pdf", **W)
    path = files.evidence_path(organisation.pk, kept.digest)
    path.write_bytes(PDF + b"x")
    with pytest.raises(Unavailable, match="not what was stored"):
        files.read(organisation.pk, kept.digest)
    path.unlink()
    with pytest.raises(Unavailable, match="not in its place"):
        files.read(organisation.pk, kept.digest)


def test_a_refused_file_leaves_no_row(organisation):
    with pytest.raises(Invalid):
        evidence.keep_file(content=b"MZ", filename="a.exe", **W)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\letters\\dpa.pdf", "dpa.pdf"),
        ('a"b\r\n.pdf', "a_b__.pdf"),
        ("\u202efdp.exe", "_fdp.exe"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_file_s_name_is_a_name_and_nothing_else(given, kept):
    assert evidence.safe_name(given) == kept


@pytest.mark.parametrize(
    ("address", "text", "pointer"),
    [
        ("ftp://example.org", "x", "/address"),
        ("https://example.org with words", "x", "/address"),
        ("https://example.org", "  ", "/text"),
        ("https://example.org", "x" * 500_001, "/text"),
    ],
)
def test_an_address_comes_with_the_text_that_stood_there(organisation, address, text, pointer):
    with pytest.raises(Invalid) as caught:
        evidence.keep_address(address=address, text=text, **W)
    assert caught.value.details[0].pointer == pointer


def test_evidence_is_tied_once_however_often_it_is_asked(organisation):
    answer = make_answer(make_assessment(), "is_this_distilled", "no")
    kept = evidence.keep_file(content=PDF, filename="one.pdf", **W)
    for _ in range(2):
        evidence.attach_evidence(answer, kept, **W)
    assert AnswerEvidence.objects.count() == 1


def test_nothing_is_tied_to_or_untied_from_a_decided_assessment(organisation):
    make_member(Role.APPROVER)
    decision = decided()
    answer = decision.assessment.answers.first()
    answer.assessment.refresh_from_db()
    kept = evidence.keep_file(content=PDF, filename="one.pdf", **W)
    with pytest.raises(Refused, match="decided"):
        evidence.attach_evidence(answer, kept, **W)
