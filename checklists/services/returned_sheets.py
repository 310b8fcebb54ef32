"""A sheet that came back and was looked at is taken in as one change with one event.

Nobody attests in a vendor's name: the answers count as the vendor's and not attested, since a member records them. Who
signed, and on which day, stands in the event and in the file, which is kept whole.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from checklists.actor import Actor
from checklists.errors import Detail, Refused
from checklists.formats.filetypes import BY_ENDING
from checklists.models import Assessment, Event, Evidence
from checklists.models.evidence import EvidenceKind
from checklists.models.people import Role
from checklists.services.answers import ensure_writable, put_answers
from checklists.services.files import store
from checklists.services.given import Given
from checklists.services.history import record, service
from checklists.services.judging import day_of
from checklists.services.looked_sheets import Looked
from checklists.services.reading_history import bodies_of
from checklists.services.rows import allow, insert, organisation_in_scope
from checklists.services.sheet_offers import Fate, Offer

MOST_TOLD = 200


class Taken(NamedTuple):
    """A sheet that was taken in: when, by whom, who signed it, how many answers, and the file as evidence."""

    at: datetime
    by: str
    signed: str
    answers: int
    evidence: str
    filename: str


def stage_sheet(looked: Looked, *, by: Actor) -> None:
    """Put the file into its place before a transaction is opened for `take_sheet`."""
    allow(by, Role.ASSESSOR)
    store(organisation_in_scope().pk, looked.content)


@service
def take_sheet(
    assessment: Assessment,
    looked: Looked,
    *,
    questions: Collection[str],
    by: Actor,
    at: datetime,
    all_or_nothing: bool = False,
) -> Evidence:
    """Write the answers to `questions`, said by the vendor and recorded by the member, and keep the file.

    Raises Refused where nothing is left to take, or where a cell is refused and it is to be all or nothing; Stale where
    an answer was written since the sheet was looked at.
    """
    allow(by, Role.ASSESSOR)
    if all_or_nothing and looked.refused:
        many = len(looked.refused)
        raise Refused(f"Nothing was taken in: {many} cell{'s are' if many > 1 else ' is'} refused.", _told(looked))
    given = [_given(offer, looked, at) for offer in looked.offers if _is_taken(offer, questions)]
    if not given:
        raise Refused("Nothing was taken in: no answer is ticked that is new or changed.", code="nothing_new")
    acting = replace(by, face="sheet")
    ensure_writable(assessment, at)
    batch = put_answers(assessment, given, by=acting, at=at)
    kept = insert(_evidence(assessment, looked), by=acting, at=at, looked=True)
    named = {"changes": batch.changes, **_about(looked, kept, given)}
    record("sheet_taken", assessment, by=acting, at=at, organisation=organisation_in_scope(), **named)
    return kept


def sheets_taken(assessment: Assessment) -> list[Taken]:
    """The sheets that came back for an assessment, the last one first. Two statements."""
    events = list(Event.objects.filter(subject_id=assessment.pk, kind="sheet_taken").order_by("-seq"))
    bodies = bodies_of(events)
    return [_taken(event.at, body) for event in events if (body := bodies.get(event.pk))]


def _taken(at: datetime, body: Mapping[str, Any]) -> Taken:
    told = (body["by"]["label"], body["signed"]["name"], len(body["changes"]), body["evidence"], body["filename"])
    return Taken(at, *told)


def _is_taken(offer: Offer, questions: Collection[str]) -> bool:
    return offer.question in questions and offer.fate is not Fate.SAME


def _given(offer: Offer, looked: Looked, at: datetime) -> Given:
    signed = looked.signed
    return replace(offer.given, said_by_name=signed.name, said_on=signed.day or day_of(at))


def _told(looked: Looked) -> list[Detail]:
    return [Detail(f"/cells/{one.address}", "refused", one.sentence) for one in looked.refused[:MOST_TOLD]]


def _evidence(assessment: Assessment, looked: Looked) -> Evidence:
    vendor = assessment.model_use.product.vendor
    whose = vendor.legal_name if vendor else "the vendor"
    return Evidence(
        kind=EvidenceKind.FILE.value,
        title=f"Answers of {whose} on a sheet: {assessment.model_use.name}"[:300],
        digest=looked.digest,
        size=len(looked.content),
        filename=looked.filename,
        media_type=BY_ENDING[looked.filename.rsplit(".", 1)[-1].lower()].media_type,
        issuer=(vendor.legal_name if vendor else "")[:200],
    )


def _about(looked: Looked, kept: Evidence, given: Collection[Given]) -> dict[str, Any]:
    """What the event says beside the answers: the file, who signed, and what was not taken."""
    signed = looked.signed
    taken = {one.question for one in given}
    return {
        "evidence": kept.pk,
        "digest": kept.digest,
        "filename": kept.filename,
        "signed": {"name": signed.name, "role": signed.role, "day": signed.day, "attested": signed.attested},
        "refused": [{"cell": one.address, "why": one.sentence} for one in looked.refused[:MOST_TOLD]],
        "left": [one.question for one in looked.offers if one.question not in taken],
    }
