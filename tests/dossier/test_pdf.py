"""The PDF: nothing fetched, nothing lost, readable by everybody, and the same bytes from the same record."""

import hashlib
import http.server
import json
import os
import subprocess
import sys
import threading
import unicodedata
from io import BytesIO

import pdfua
import pikepdf
import pytest

from checklists.dossier import fontset, pdf
from checklists.dossier.build import build_html, identifier
from checklists.dossier.rendering import ROOT
from checklists.dossier.text import shown
from tests.dossier.examples import CASES, make_example
from tests.dossier.makers import (
    make_answer,
    make_contradiction,
    make_decision,
    make_duty,
    make_envelope,
    make_fact,
    make_finding,
    make_lineage,
    make_model,
    make_question,
    make_record,
    make_silence,
    make_snapshot,
    make_step,
)
from tests.dossier.printing import body_of, fonts_of, pages_of, print_dossier, print_html, squeezed

# Where the model comes from, the score and who answered; the months' cost; how both tiers did, and the gap.
FIGURES = {"distilbert": 3, "deepseek": 4, "gpt4o_mini": 6}
KEEP = {"schema", "language", "id", "key", "question", "state", "said_by", "rung", "who_may_see", "digest", "severity"}
KEEP |= {"status", "band", "kind", "grade", "gate", "outcome", "answer_type", "obligation", "source", "waits_for"}
KEEP |= {
    "child",
    "parent",
    "subject",
    "model",
    "from",
    "role",
    "says",
    "origin",
    "rule",
    "form",
    "group",
    "type",
    "method",
}


@pytest.fixture(scope="module")
def example_pdfs():
    return {name: print_dossier(make_example(name)) for name in CASES}


@pytest.fixture(scope="module")
def trap():
    """A web server on loopback that counts whoever comes."""
    hits: list[str] = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()


def hostile_texts(address: str, secret: str) -> list[str]:
    return [
        f'<link rel=stylesheet href="{address}/a.css">',
        f'<link rel=attachment href="{secret}">',
        f'<img src="{address}/b.png"><img src="{secret}">',
        f"<style>@import url({address}/c.css); body {{ display: none }}</style>",
        f'<svg><image href="{address}/d.png"/><use href="{address}/e.svg#x"/></svg>',
        f'"><iframe src="{address}/f"></iframe>',
        f"</td></tr></table><object data='{address}/g'></object>",
        f'<base href="{address}/"><a href="h">x</a>',
        f"url({address}/i)",
        "{{ settings.SECRET_KEY }}{% include 'dossier/cover.html' %}{% load x %}",
        "<script>alert(1)</script>&lt;b&gt;&amp;&#60;",
        "<!--",
        "]]></svg><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
        "right-to-left \u202eevil\u202c and hidden \u200b\u2060 here",
        "null\x00 escape\x1b bell\x07 delete\x7f",
        "\ue000\U000f0000 private",
        "A" * 400,
        "e" + "\u0301" * 40,
        "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u65e5\u672c\u8a9e \U0001f600",
        "line\n" * 10,
        "' or 1=1 --",
        "$(touch /tmp/x) `id`",
    ]


def poisoned(value, text, key=""):
    """A copy of a snapshot with `text` in every field that holds prose."""
    if isinstance(value, dict):
        inside = {name: poisoned(item, text, name) for name, item in value.items()}
        return inside | ({"name": value["name"]} if "plain" in value and "name" in value else {})
    if isinstance(value, list):
        return [poisoned(item, text, key) for item in value]
    return text if isinstance(value, str) and _is_prose(key) else value


def _is_prose(key):
    """Keys, dates and references stay what they are; a fact's name is a key."""
    return key not in KEEP and not key.endswith(("_on", "_at", "_from", "_until")) and key not in ("on", "at")


def full_snapshot():
    """One of everything, by hand."""
    questions = [
        make_question(
            "q1", "1.1", answer_type="text", answer=make_answer(said_by="vendor", rung="vendor_says", note="n")
        ),
        make_question("q2", "1.2", answer=make_silence("refuses", said_by="vendor", note="n")),
        make_question("q3", "1.3", answer=make_silence()),
        make_question("q4", "1.4", answer=make_silence("not_applicable", note="n")),
    ]
    lineage = make_lineage(
        models=[
            make_model(
                output_terms={"allows": "no", "allows_label": "l", "statement": "s", "source": "u", "verified": False}
            ),
            make_model("m2"),
        ],
        steps=[make_step()],
        inherited=[{"kind": "claim", "from": "m2", "from_name": "n", "text": "t", "source": "u", "verified": False}],
        claims=[{"model": "m1", "text": "t", "source": "u", "agrees_with_maker": None}],
    )
    record = make_record(
        *questions,
        lineage=lineage,
        facts=[make_fact(), make_fact("other", known=False, disputed=True)],
        findings=[make_finding(questions=["q1"]), make_finding("f2", covered_by="c")],
        contradictions=[make_contradiction()],
        obligations=[make_duty(), make_duty("d2", status="not_applicable")],
        left_out=[
            {"key": "q9", "number": "9.9", "text": "t", "section": "s", "because": "b", "facts": [], "answer": None}
        ],
        blocking=[{"key": "gate:q3", "kind": "gate", "text": "t", "question": "q3"}],
    )
    return make_snapshot(judgement=record, decision=make_decision(), example_note="An example.")


def test_no_text_in_any_field_opens_an_address_or_a_file(trap, tmp_path):
    address, hits = trap
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET-CANARY")
    texts = hostile_texts(address, secret.as_uri())
    for text in (" ".join(texts[start : start + 3]) for start in range(0, len(texts), 3)):
        printed = print_dossier(poisoned(full_snapshot(), text), make_envelope())
        with pikepdf.open(BytesIO(printed)) as document:
            assert "/Names" not in document.Root or "/EmbeddedFiles" not in document.Root.Names
        assert b"TOPSECRET" not in printed
        assert _found(text, printed)
    assert hits == []


def _found(text, printed):
    """The text stands in the document as what it is: letters, with the unseen spelt out, in a reader's own form."""
    wanted = squeezed(unicodedata.normalize("NFKC", _spelt(shown(text))))
    return wanted in squeezed(unicodedata.normalize("NFKC", body_of(printed)))


def _spelt(text):
    """What the fonts of this machine cannot draw is printed as U+XXXX."""
    return "".join(char if ord(char) < 0x80 or _drawable(char) else f"U+{ord(char):04X}" for char in text)


def _drawable(char):
    return pdf.spell_out(char) == char


def test_hostile_markup_that_reaches_the_engine_fetches_nothing(trap, tmp_path):
    address, hits = trap
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET-CANARY")
    for text in hostile_texts(address, secret.as_uri())[:9]:
        assert b"TOPSECRET" not in print_html(f"<section><h1>x</h1><table><tr><td>{text}</td></tr></table></section>")
    assert hits == []


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "file:///etc/passwd", "data:text/css,p{}", "ftp://x/", "x.png"]
)
def test_the_fetcher_opens_only_images_that_lie_in_the_document(address):
    with pytest.raises(ValueError, match="opens no address"):
        pdf.LockedFetcher().fetch(address)


def test_the_fetcher_reads_an_image_that_lies_in_the_document():
    assert pdf.LockedFetcher().fetch("data:image/gif;base64,R0lGODlhAQABAAAAACw=").read().startswith(b"GIF89a")


@pytest.mark.parametrize("name", CASES)
def test_every_answer_finding_duty_fact_and_source_is_found_in_the_text(name, example_pdfs):
    snapshot, text = make_example(name), body_of(example_pdfs[name])
    record = snapshot["judgement"]
    questions = [question for section in record["sections"] for question in section["questions"]]
    wanted = [question["text"] for question in [*questions, *record["left_out"]]]
    wanted += [line for question in questions for line in question["answer"]["value_label"].split("\n")]
    wanted += [
        question["answer"][name] for question in questions for name in ("note", "follow_up_label", "judged_comment")
    ]
    wanted += [finding["title"] for finding in record["findings"]]
    wanted += [duty["plain_title"] for duty in record["obligations"]]
    wanted += [duty["summary"] for duty in record["obligations"] if duty["status"] != "not_applicable"]
    wanted += [
        item["text"] for duty in record["obligations"] for item in duty["items"] if duty["status"] != "not_applicable"
    ]
    wanted += [item["statement"] for duty in record["obligations"] for item in duty["items"]]
    wanted += [fact["plain"] for fact in record["facts"]]
    wanted += [gap["text"] for gap in record["lineage"]["gaps"]]
    wanted += [step["statement"] for step in record["lineage"]["steps"]]
    wanted += [each["text"] for each in (*record["lineage"]["inherited"], *record["lineage"]["claims"])]
    wanted += [task["text"] for task in record["to_do"]]
    wanted += [one["address"] for one in snapshot["evidence"]]
    assert [each for each in wanted if each and squeezed(each) not in text] == []


@pytest.mark.parametrize("name", CASES)
def test_every_digest_can_be_read_in_full(name, example_pdfs):
    snapshot, text = make_example(name), body_of(example_pdfs[name])
    assert all(one["digest"] in text for one in snapshot["evidence"])


@pytest.mark.parametrize("name", CASES)
def test_the_checker_of_accessible_documents_has_nothing_to_find(name, example_pdfs, tmp_path):
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(example_pdfs[name])
    report = pdfua.validate(str(path))
    assert [(finding.rule_id, finding.message) for finding in report.findings] == []


def elements(document):
    """Every structure element of the document."""
    found, waiting = [], [document.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            found += [node] if "/S" in node else []
            waiting += [node.K] if "/K" in node else []
    return found


@pytest.mark.parametrize("name", CASES)
def test_the_document_has_its_language_title_tags_and_embedded_fonts(name, example_pdfs):
    with pikepdf.open(BytesIO(example_pdfs[name])) as document:
        root = document.Root
        assert str(root.Lang) == "en-GB"
        assert str(document.docinfo["/Title"]).startswith("Dossier 12: ")
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert bool(root.MarkInfo.Marked)
        assert (
            b"<pdfuaid:part>1</pdfuaid:part>" in root.Metadata.read_bytes()
            or b'pdfuaid:part="1"' in root.Metadata.read_bytes()
        )
        tags = elements(document)
        assert all("/Scope" in tag.A for tag in tags if tag.S == "/TH")
        assert all(len(str(tag.Alt)) > 20 for tag in tags if tag.S == "/Figure")
        assert sum(tag.S == "/Figure" for tag in tags) == FIGURES[name]
        assert {str(tag.S) for tag in tags} >= {
            "/Document",
            "/H1",
            "/H2",
            "/Table",
            "/TR",
            "/TH",
            "/TD",
            "/P",
            "/L",
            "/LI",
        }
        fonts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        assert {str(font.FontName).rpartition("+")[2] for font in fonts} == {"Lato", "Lato-Bold", "Gentium-Plus"}
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


@pytest.mark.parametrize("name", CASES)
def test_every_row_of_a_table_has_all_its_cells(name, example_pdfs):
    with pikepdf.open(BytesIO(example_pdfs[name])) as document:
        for table in (tag for tag in elements(document) if tag.S == "/Table"):
            rows = [
                row
                for group in table.K
                for row in ([group] if group.get("/S") == "/TR" else group.K)
                if row.get("/S") == "/TR"
            ]
            assert len({len(row.K) for row in rows}) <= 1


def test_three_processes_with_their_own_hash_seeds_make_one_file(tmp_path):
    snapshot, envelope = full_snapshot(), make_envelope()
    (tmp_path / "in.json").write_text(json.dumps([snapshot, envelope]))
    code = (
        "import json, sys, hashlib\nfrom checklists.dossier.build import build_html, identifier\n"
        "from checklists.dossier.pdf import render_pdf\n"
        "snapshot, envelope = json.load(open(sys.argv[1]))\n"
        "pdf = render_pdf(build_html(snapshot, envelope), identifier=bytes.fromhex(identifier(snapshot, envelope)))\n"
        "print(hashlib.sha256(pdf).hexdigest())\n"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "in.json")],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "FONTCONFIG_FILE": str(fontset.CONFIGURATION)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2", "3")
    ]
    assert set(made) == {hashlib.sha256(print_dossier(snapshot, envelope)).hexdigest()}


def test_nothing_in_the_file_tells_the_time_at_which_it_was_made():
    with pikepdf.open(BytesIO(print_dossier(make_snapshot()))) as document:
        assert str(document.docinfo["/CreationDate"]) == "D:20261124100000Z"
        assert str(document.docinfo["/ModDate"]) == "D:20261124100000Z"


def stressed():
    """The most that a director's page may have to hold: every text long, every count high."""
    long = (
        "A very long sentence about what is missing and what it may cost, told with every word that it can have. " * 6
    )
    questions = [
        make_question(
            f"q{n}", f"{n // 10 + 1}.{n % 10 + 1}", text=long, answer=make_silence("refuses" if n % 2 else "not_yet")
        )
        for n in range(89)
    ]
    findings = [make_finding(f"f{n}", rule=f"rule{n}", title=long, questions=[f"q{n}", f"q{n + 1}"]) for n in range(40)]
    duties = [make_duty(f"d{n}", band=f"b{n}", band_title=long[:60]) for n in range(3)]
    record = make_record(
        *questions,
        findings=findings,
        contradictions=[make_contradiction(title=long) for _ in range(5)],
        obligations=duties,
        blocking=[{"key": f"gate:q{n}", "kind": "gate", "text": long, "question": f"q{n}"} for n in range(20)],
        who_answered={
            "vendor_attested": 9,
            "vendor_unattested": 11,
            "looked_up": 13,
            "own_with_document": 8,
            "own_without_source": 14,
            "tested_by_us": 5,
            "unanswered": 29,
            "total": 89,
        },
    )
    return make_snapshot(
        judgement=record, decision=make_decision(reasons=long * 3, decided_by="Sir " + "Bartholomew " * 6)
    )


@pytest.mark.parametrize("decided", [True, False])
def test_the_directors_page_keeps_to_one_page_however_long_its_texts_are(decided):
    snapshot = stressed()
    if not decided:
        snapshot["decision"] = None
    pages = pages_of(print_dossier(snapshot))
    assert "What to do next" in pages[1]
    assert "How to read this dossier" in pages[2].replace("\r\n", "\n").split("\nDossier 12")[0]


@pytest.mark.parametrize("name", CASES)
def test_the_directors_page_of_the_example_is_one_page(name, example_pdfs):
    pages = pages_of(example_pdfs[name])
    assert "What to do next" in pages[1]
    assert pages[2].startswith("How to read this dossier")
    assert pages[3].startswith("The model in use")


def test_a_vendors_words_are_set_in_gentium_and_ours_in_lato():
    theirs = make_answer(said_by="vendor", rung="vendor_says", value="Quokka", value_label="Quokka")
    ours = make_answer(value="Wombat", value_label="Wombat")
    questions = [make_question("q1", "1.1", answer_type="text", answer=theirs), make_question("q2", "1.2", answer=ours)]
    faces = fonts_of(print_dossier(make_snapshot(*questions)), ("Quokka", "Wombat"))
    assert faces == {"Quokka": "Gentium", "Wombat": "Lato"}


def test_an_answer_of_twenty_thousand_characters_is_printed_whole():
    whole = " ".join(f"word{number}" for number in range(2_200))[:20_000]
    printed = print_dossier(
        make_snapshot(make_question(answer_type="text", answer=make_answer(value=whole, value_label=whole)))
    )
    assert squeezed(whole) in body_of(printed)


def test_a_character_that_no_font_has_is_printed_by_its_number():
    printed = print_dossier(
        make_snapshot(organisation={"name": "Linear 𐀀 Ltd", "slug": "l", "example": False, "note": ""})
    )
    assert "U+10000" in body_of(printed)


def test_weasyprint_is_imported_nowhere_else():
    files = [path for folder in ("checklists", "procurement") for path in (ROOT / folder).rglob("*.py")]
    found = [
        path.name for path in files if "import weasyprint" in path.read_text() or "from weasyprint" in path.read_text()
    ]
    assert found == ["pdf.py"]


def test_the_html_of_every_example_is_well_within_its_bounds():
    assert all(len(build_html(make_example(name), make_envelope()).encode()) < 400_000 for name in CASES)
    assert len({identifier(make_example(name), make_envelope()) for name in CASES}) == len(CASES)
