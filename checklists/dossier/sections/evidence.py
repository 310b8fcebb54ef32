"""Evidence and sources: what is on file with its digest, what the catalogue rests on, and how far each was checked."""

from collections.abc import Iterator
from typing import Any

from checklists.dossier.reading import Data, Reading, Ref, link
from checklists.dossier.words import figures, short_date, size, spaced

TITLE = "Evidence and sources"
SHORT = 600
INHERITED = {"output_terms": "terms on outputs", "claim": "a third party’s claim"}
BASIS = {
    "primary_copy": "read at the publisher",
    "mirror_copy": "read in a copy elsewhere",
    "secondary_account": "known from another’s account",
}


def context(reading: Reading) -> dict[str, Any]:
    items = reading.snapshot["evidence"]
    return {
        "lead": _lead(reading),
        "items": [_item(item, reading) for item in items],
        "sources": [_source(source, reading) for source in _named(reading)],
        "further": len(reading.record["sources"]) - len(reading.sources),
        "pages": [_page(address, reading) for address in reading.pages],
    }


def _lead(reading: Reading) -> str:
    sources = _named(reading)
    checked = sum(source["verified"] for source in sources)
    return (
        f"{figures(len(reading.snapshot['evidence']), 'piece of evidence', 'pieces of evidence')}; "
        f"{figures(len(sources), 'source')}, {checked} of them read; "
        f"{figures(len(reading.pages), 'page')} about the models."
    )


def _named(reading: Reading) -> list[Data]:
    return [source for source in reading.record["sources"] if source["key"] in reading.sources]


def _item(item: Data, reading: Reading) -> dict[str, Any]:
    return {
        "ref": reading.evidence[item["id"]],
        "title": item["title"],
        "kind": "File" if item["kind"] == "file" else "Address; a text kept about it",
        "kept": _kept(item),
        "size": size(item["size"]),
        "address": item["address"],
        "issuer": item["issuer"] or "issuer not recorded",
        "seen": short_date(item["seen_on"]),
        "expires": short_date(item["expires_on"]) or "no expiry",
        "used_for": [_use(use, reading) for use in item["used_for"]],
        "digest": spaced(item["digest"]),
    }


def _kept(item: Data) -> str:
    """The text that was kept of an address, where it is short enough to be read here; a file is not printed."""
    text = str(item.get("text") or "")
    return text if item["kind"] == "address" and len(text) <= SHORT else ""


def _use(use: str, reading: Reading) -> Ref:
    """What a piece of evidence is used for: a question or a duty by its number, anything else in its words."""
    named = {f"Question {ref.label}": ref for ref in reading.asked.values()} | reading.asked
    titles = {duty["plain_title"]: duty["key"] for duty in reading.record["obligations"]}
    return named.get(use) or reading.duties.get(titles.get(use, use)) or Ref(use, "")


def _source(source: Data, reading: Reading) -> dict[str, Any]:
    return {
        "ref": reading.sources[source["key"]],
        "title": source["title"],
        "publisher": source["publisher"],
        "version": source["version"] or "not stated",
        "url": source["url"],
        "link": link(source["url"]),
        "read": short_date(source["checked_on"]) or f"by {short_date(reading.record['as_of'])}",
        "verified": source["verified"],
        "basis": BASIS.get(source["basis"], source["basis"].replace("_", " ")),
        "note": source["status_note"],
    }


def _page(address: str, reading: Reading) -> dict[str, Any]:
    """One public page about a model: what it is used for, and whether its own text was read."""
    lineage = reading.record["lineage"]
    uses = [
        *((f"step {number}", step["verified"]) for number, step in _with(lineage["steps"], address)),
        *((INHERITED["output_terms"], terms["verified"]) for terms in _terms(lineage, address)),
        *(("how it was made", None) for model in lineage["models"] if model["status_source"] == address),
        *(("a published figure", figure["verified"]) for _, figure in _with(lineage["figures"], address)),
        *((INHERITED["claim"], None) for _ in _with(lineage["claims"], address)),
        *((INHERITED[each["kind"]], each["verified"]) for _, each in _with(lineage["inherited"], address)),
    ]
    verified = [verified for _, verified in uses if verified is not None]
    read = max(_read_on(lineage, address), default="")
    return {
        "ref": reading.pages[address],
        "address": address,
        "link": link(address),
        "uses": ", ".join(dict.fromkeys(use for use, _ in uses)),
        "read": short_date(read) or "not recorded",
        "verified": bool(verified) and all(verified),
    }


def _with(items: list[Data], address: str) -> list[tuple[int, Data]]:
    return [(number, item) for number, item in enumerate(items, 1) if item["source"] == address]


def _terms(lineage: Data, address: str) -> list[Data]:
    return [
        model["output_terms"] for model in lineage["models"] if (model["output_terms"] or {}).get("source") == address
    ]


def _read_on(lineage: Data, address: str) -> Iterator[str]:
    """The days on which a page was read: for a step its own; for all else that of the model of which it is said."""
    models = {model["id"]: model["read_on"] for model in lineage["models"]}
    yield from (step["read_on"] for step in lineage["steps"] if step["source"] == address and step["read_on"])
    named = [(model["id"], model["status_source"]) for model in lineage["models"]]
    named += [(model["id"], (model["output_terms"] or {}).get("source")) for model in lineage["models"]]
    named += [(each["model"], each["source"]) for each in (*lineage["figures"], *lineage["claims"])]
    named += [(each["from"], each["source"]) for each in lineage["inherited"]]
    yield from filter(None, (models.get(model) for model, source in named if source == address))
