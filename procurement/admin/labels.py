"""Words for the states and roles that tables keep as keys, where the rules have none for them."""

WORDS = {
    # register
    "active": "In the register",
    "archived": "Archived",
    "proposed": "Proposed",
    "in_use": "In use",
    "retired": "Retired",
    # assessments
    "draft": "Opened",
    "collecting": "Being answered",
    "in_review": "In review",
    "decided": "Decided",
    "superseded": "Superseded",
    # decisions
    "approved": "Approved",
    "approved_with_conditions": "Approved with conditions",
    "on_hold": "On hold",
    "declined": "Declined",
    "withdrawn": "Withdrawn",
    "before_signature": "Before signature",
    "before_use": "Before use",
    "within_days": "Within some days",
    # dossiers
    "queued": "Waiting for its turn",
    "rendering": "Being rendered",
    "ready": "Ready",
    "parked": "Could not be rendered",
    # comparisons of two tiers
    "done": "Results are in",
    "own_test": "Own test",
    "counts": "Counts",
    "paired_results": "CSV of paired results",
    "buyer": "Done by us",
    "vendor": "Done by the vendor",
    "third_party": "Done by somebody else",
    # people
    "viewer": "Viewer: may look",
    "assessor": "Assessor: records, answers, judges",
    "approver": "Approver: decides too",
    "owner": "Owner: lets people in too",
    # AI models
    "open": "Anyone can download it",
    "closed": "Not for download",
}


def labelled(key: str) -> str:
    """The words for a key; a key without words as it is."""
    return WORDS.get(key, key.replace("_", " "))


def choices(keys: object) -> list[tuple[str, str]]:
    """Keys with their words, for a drop-down."""
    return [(str(key), labelled(str(key))) for key in keys]  # type: ignore[attr-defined]
