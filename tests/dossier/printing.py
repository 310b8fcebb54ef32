"""Render in one renderer process for the whole test run, and read the PDF again."""

import atexit
import ctypes
import re
from functools import cache
from typing import Any

import pypdfium2

from checklists.dossier.build import build_html, identifier
from checklists.dossier.rendering import RendererProcess
from tests.dossier.makers import make_envelope


@cache
def renderer() -> RendererProcess:
    """One renderer for all tests that only want pages."""
    process = RendererProcess()
    atexit.register(process.close)
    return process


def print_dossier(snapshot: dict[str, Any], envelope: dict[str, Any] | None = None) -> bytes:
    envelope = envelope or make_envelope()
    html = build_html(snapshot, envelope)
    return renderer().render(html, {"identifier": identifier(snapshot, envelope)}, lambda progress: None, 120)


def print_html(body: str) -> bytes:
    html = f"<!doctype html><html lang=en-GB><title>Test</title><body>{body}</body></html>"
    return renderer().render(html, {"identifier": "0" * 32}, lambda progress: None, 60)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, as a reader's search finds it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_text(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _text(page: Any) -> str:
    text_page = page.get_textpage()
    try:
        return text_page.get_text_range()
    finally:
        text_page.close()
        page.close()


def squeezed(text: str) -> str:
    """Text without spaces, breaks and the hyphens that a reader puts at a line's end: what stays when lines change."""
    return re.sub(r"[\s\u200b\ufffe\u00ad-]", "", text)


def body_of(pdf: bytes) -> str:
    """All pages as one squeezed text, without the lines that run at the head and the foot."""
    lines = [line for page in pages_of(pdf) for line in page.splitlines()]
    return squeezed(" ".join(line for line in lines if not RUNNING.match(line)))


def fonts_of(pdf: bytes, words: tuple[str, ...]) -> dict[str, str]:
    """The family in which each of these words is set, where it first stands."""
    document = pypdfium2.PdfDocument(pdf)
    found = {}
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        for word in words:
            if word in text:
                found.setdefault(word, _family(text_page, text.index(word)))
        text_page.close()
        page.close()
    document.close()
    return found


def _family(text_page: Any, index: int) -> str:
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    pypdfium2.raw.FPDFText_GetFontInfo(text_page.raw, index, name, 100, flags)
    return re.split(r"[-+ ]", name.value.decode().rpartition("+")[2])[0]


RUNNING = re.compile(r"(Dossier \d+: )|(Digest [0-9a-f]{4} [0-9a-f]{4})")
