"""The title page: what this is about, for whom, what was decided, and the digest of the frozen record."""

from typing import Any

from checklists.dossier.our_reading import label_of
from checklists.dossier.outcome import decided, validity
from checklists.dossier.reading import Data, Reading
from checklists.dossier.words import clipped, long_date

TITLE = ""
NAME, LEAD, RUNNING = 120, 300, 60


def context(reading: Reading) -> dict[str, Any]:
    snapshot = reading.snapshot
    use = snapshot["model_in_use"]
    return {
        "digest": reading.digest,
        "name": clipped(use["name"], NAME),
        "lead": clipped(use["purpose"], LEAD) or "The purpose has not been recorded.",
        "running": clipped(f"Dossier {reading.envelope['number']}: {use['name']}", RUNNING),
        "rows": [
            ("Organisation", snapshot["organisation"]["name"]),
            ("Vendor", vendor(snapshot["vendor"])),
            ("Product", snapshot["product"]["name"]),
            ("AI model", ai_model(reading)),
            ("Tier", use["tier_label"] or "No tier label is on record"),
            ("Decision", decided(reading)),
            *([("Our reading", label)] if (label := label_of(reading)) else []),
            ("Valid", validity(reading)),
            ("Assessed as at", long_date(reading.record["judged_on"])),
            ("Catalogue", f"Edition {reading.record['edition']}, as at {long_date(reading.record['as_of'])}"),
        ],
    }


def vendor(data: Data | None) -> str:
    """Who sells it, in a line; without a vendor, that nobody does."""
    if data is None:
        return "Nobody sells it: the organisation got the model itself"
    number = f"company number {data['company_number']}" if data["company_number"] else "company number not recorded"
    through = [f"sold by {data['sold_by']}"] if data["sold_by"] else []
    return ", ".join([data["legal_name"], number, data["country"] or "country not recorded", *through])


def ai_model(reading: Reading) -> str:
    """The AI model as its maker names it, or that nobody has named it yet."""
    data = reading.snapshot["ai_model"]
    if data is None:
        return "Not named yet"
    makers = {model["id"]: model["developer"] for model in reading.record["lineage"]["models"]}
    return f"{data['name']}, by {makers.get(data['id']) or 'a maker that is not recorded'}"
