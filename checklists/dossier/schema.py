"""The JSON Schema of a dossier's record (the snapshot) and of its envelope: docs/schemas/dossier-1.json.

    python -m checklists.dossier.schema > docs/schemas/dossier-1.json

Every object is closed and complete: what is not known is null or a label that says so, never a missing line. There
are no fractions; a decimal travels as text.
"""

import json
import sys

from checklists.dossier.record_shapes import DEFINITIONS, RECORD
from checklists.dossier.shapes import (
    COUNT,
    DAY,
    DIGEST,
    KEYS,
    MAYBE,
    MAYBE_DAY,
    MOMENT,
    TEXT,
    YES_NO,
    Shape,
    each,
    many,
    maybe,
    one_of,
    whole,
)

IDENTITY = "https://candour.example/schemas/dossier-1.json"

CONDITION = whole(
    number=COUNT,
    text=TEXT,
    due_kind=one_of("before_signature", "before_use", "within_days"),
    due_label=TEXT,
    days={"type": ["integer", "null"]},
    **each("due_on met_on", MAYBE_DAY),
    owner=MAYBE,
    names=KEYS,
)
DECISION = whole(
    outcome=one_of("approved", "approved_with_conditions", "on_hold", "declined", "withdrawn"),
    **each("outcome_label reasons decided_by submitted_by", TEXT),
    decided_on=DAY,
    four_eyes=YES_NO,
    valid_until=MAYBE_DAY,
    digest=DIGEST,
    conditions=many(CONDITION),
    gate_passes=many(whole(**each("question reason by", TEXT), on=DAY, expires_on=DAY)),
)
SNAPSHOT = whole(
    schema={"const": "dossier-1"},
    language=TEXT,
    organisation=whole(name=TEXT, slug=TEXT, example=YES_NO, note=MAYBE),
    vendor=maybe(whole(legal_name=TEXT, **each("company_number country website sold_by", MAYBE))),
    product=whole(name=TEXT, **each("url description", MAYBE)),
    model_in_use=whole(name=TEXT, **each("purpose tier_label version hosting_note owner volume", MAYBE)),
    ai_model=maybe(whole(id=TEXT, name=TEXT)),
    assessment=whole(
        **each("id state state_label", TEXT),
        round=COUNT,
        opened_on=DAY,
        submitted_on=MAYBE_DAY,
        submitted_by=MAYBE,
        set=one_of("short", "full"),
    ),
    judgement=RECORD,
    decision=maybe(DECISION),
    history=many(whole(seq=COUNT, at=MOMENT, **each("kind kind_label by face text", TEXT))),
    evidence=many(
        whole(
            **each("id title kind issuer address", TEXT),
            digest=DIGEST,
            size=COUNT,
            **each("seen_on expires_on", MAYBE_DAY),
            used_for=KEYS,
            optional={"text": TEXT | {"description": "What was kept of an address: its text, or a statement of it."}},
        )
    ),
    example_note=MAYBE,
)
ENVELOPE = whole(
    number=COUNT,
    frozen_at=MOMENT,
    event_index=COUNT,
    **each("key_id proof checkpoint", MAYBE),
    fonts=KEYS,
    template=TEXT,
)


def document() -> Shape:
    """The schema: an instance is a snapshot; `$defs/envelope` describes what the dossier's row adds to it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": IDENTITY,
        "title": "The frozen record of a Candour dossier",
        **SNAPSHOT,
        "$defs": DEFINITIONS | {"envelope": {"title": "What was frozen beside the record", **ENVELOPE}},
    }


def printed() -> str:
    """The schema as it stands in docs/schemas/dossier-1.json."""
    return json.dumps(document(), indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(printed())
