"""From finished HTML to a tagged PDF/UA-1: the one module that knows WeasyPrint. It fetches and dates nothing."""

import gc
from functools import cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from checklists.dossier.glyphs import spell_out

STYLE = Path(__file__).parents[2] / "templates" / "dossier" / "dossier.css"
VARIANT = "pdf/ua-1"
WARM_UP = (
    "<!doctype html><html lang=en-GB><title>Warm-up</title><body><section><h1>One</h1><p>Words</p>"
    "<table><thead><tr><th scope=col>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></section>"
)


class LockedFetcher(URLFetcher):
    """Opens images that lie in the document itself (`data:image/`) and refuses every other address."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Give the image inside a `data:image/` address. Raises ValueError for anything else."""
        if not url.lower().startswith("data:image/"):
            raise ValueError("a dossier opens no address")
        return super().fetch(url, headers)


class Press:
    """One font configuration and one parsed style sheet, used for every render: a new pair each time leaks 250 kB."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self.style = CSS(filename=STYLE, font_config=self.fonts, url_fetcher=LockedFetcher())

    def warm_up(self) -> None:
        """Render one small page, so that fonts and tables of the engine are loaded before the first dossier."""
        self.print(WARM_UP, identifier=bytes(16))

    def print(self, html: str, *, identifier: bytes) -> bytes:
        """The PDF of `html`; `identifier` is the file's 16-byte identifier. The same input gives the same bytes."""
        gc.disable()
        try:
            page = HTML(string=spell_out(html), url_fetcher=LockedFetcher())
            document = page.render(font_config=self.fonts, stylesheets=[self.style], pdf_variant=VARIANT)
            return document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier, finisher=add_scope)
        finally:
            gc.enable()


def render_pdf(html: str, *, identifier: bytes, press: Press | None = None) -> bytes:
    """Render one document in this process. `identifier` is 16 bytes, from the digest of what is printed."""
    return (press or shared_press()).print(html, identifier=identifier)


@cache
def shared_press() -> Press:
    """This process's press, made at its first use."""
    return Press()


def add_scope(document: Document, pdf: Any) -> None:
    """Say of every header cell whether it heads a column or a row: WeasyPrint 70 links cells, but writes no /Scope."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH" and "A" in element:
            group = _parent(pdf, _parent(pdf, element))
            element["A"]["Scope"] = "/Column" if group.get("S") == "/THead" else "/Row"


def _parent(pdf: Any, element: dict[str, Any]) -> dict[str, Any]:
    number = int(element["P"].split()[0])
    return pdf.objects[number]
