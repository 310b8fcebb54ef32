"""From a frozen snapshot and its envelope to one HTML document. Plain data in, text out: no database, no clock."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from checklists.canonical import digest_of
from checklists.dossier.failed import RenderFailed
from checklists.dossier.reading import Reading, read
from checklists.dossier.sections.order import SECTIONS

TEMPLATES = Path(__file__).parents[2] / "templates"
LARGEST_HTML = 1_000_000
MOST_ROWS = 1_000


def build_html(snapshot: Mapping[str, Any], envelope: Mapping[str, Any]) -> str:
    """The whole document. The same snapshot, envelope and template version give the same text.

    Raises RenderFailed where the dossier is too large to print: over 20,000 characters or 500 line breaks in one
    place, 1,000 rows or 1 MB in all.
    """
    reading = read(snapshot, envelope)
    given = {"reading": reading, "snapshot": reading.snapshot, "envelope": reading.envelope, "record": reading.record}
    parts = [{"key": section.key, "title": section.title} for section in SECTIONS if section.title]
    bodies = [_body(section.template, section.context(reading), given | {"parts": parts}) for section in SECTIONS]
    html = _body("dossier.html", {"bodies": bodies, "title": title(reading)}, given)
    return _within_bounds(html)


def identifier(snapshot: Mapping[str, Any], envelope: Mapping[str, Any]) -> str:
    """The PDF's identifier, 32 hexadecimal figures: it follows from what is printed and from nothing else."""
    return digest_of({"snapshot": digest_of(snapshot), "envelope": envelope})[:32]


def title(reading: Reading) -> str:
    """What the document is called: in its metadata, and at the head of its pages."""
    return f"Dossier {reading.envelope['number']}: {reading.snapshot['model_in_use']['name']}"


@cache
def engine() -> Engine:
    """Django's templates on their own: no settings, everything escaped, only the dossier's filters added."""
    return Engine(dirs=[str(TEMPLATES)], autoescape=True, builtins=["checklists.dossier.filters"])


def _body(template: str, context: Mapping[str, Any], given: Mapping[str, Any]) -> str:
    whole = Context({**given, **context}, use_l10n=False, use_tz=False)
    return engine().get_template(f"dossier/{template}").render(whole)


def _within_bounds(html: str) -> str:
    rows, octets = html.count("<tr"), len(html.encode())
    if rows > MOST_ROWS:
        raise _too_large(f"{rows:,} rows; a dossier prints at most {MOST_ROWS:,}")
    if octets > LARGEST_HTML:
        raise _too_large(f"{octets:,} bytes of text; a dossier prints at most {LARGEST_HTML:,}")
    return html


def _too_large(what: str) -> RenderFailed:
    return RenderFailed(
        f"This dossier would hold {what}.",
        "Attach the longest tables and texts as files, and say in the answers what they show; then export again.",
        retry=False,
    )
