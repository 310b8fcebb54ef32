"""How to read this dossier: the contents, who is speaking in which face, and what the marks mean."""

from typing import Any

from checklists.dossier.reading import Reading

TITLE = "How to read this dossier"


def context(reading: Reading) -> dict[str, Any]:
    counts = reading.record["who_answered"]
    return {
        "counts": counts,
        "severities": list(dict.fromkeys(finding["severity_label"] for finding in reading.record["findings"])),
        "has_vendor": reading.snapshot["vendor"] is not None,
    }
