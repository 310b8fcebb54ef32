"""Judging many again after a new edition: a batch is a row, worked in chunks, and never does a thing twice.

Each chunk writes what came of it and moves the cursor in one transaction, so whatever ends a worker leaves either all
of a chunk or none of it. The pinned assessments never change: what a newer edition says of them is noticed beside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q, QuerySet

from checklists.actor import Actor, system
from checklists.models import Assessment, Change, Edition, Organisation, Rejudging
from checklists.models.assessments import AssessmentState
from checklists.models.changes import REJUDGING_LEASE, RejudgingState
from checklists.rules import change_kinds
from checklists.rules.case import Case
from checklists.rules.content import Content
from checklists.rules.edition_changes import edition_change
from checklists.rules.gist import gist_of
from checklists.rules.judge import judge
from checklists.rules.record import as_record
from checklists.services.cases_in_bulk import RELATED, CasesInBulk
from checklists.services.changes import case_under, content_now, digest_of_change, noticed
from checklists.services.content import edition_content, questionnaire_content
from checklists.services.history import bookkeeping, record, service
from checklists.services.judging import day_of
from checklists.services.rows import insert, organisation_in_scope

CHUNK = 100
PART_AT_LEAST = 500
PARTS = 2
WORK_FOR = timedelta(seconds=240)  # well below the queue's limit for one task
MOST_ATTEMPTS = 5
FIRST = UUID(int=0)
WORKER = system("Candour", "clock")
WORN_OUT = (
    f"It was begun {MOST_ATTEMPTS} times without getting any further. See the worker's log for what ended it; "
    "an edition that is loaded later begins afresh."
)


class LostLease(Exception):
    """Another worker has the batch now: what this one has in hand is given up."""


@dataclass(frozen=True)
class Found:
    """What a newer edition changes for one assessment."""

    assessment: Assessment
    change: change_kinds.Change


@service
def begin_rejudging(*, to_edition: Edition, by: Actor, at: datetime) -> list[Rejudging]:
    """Make the batch of the organisation in scope for an edition, in parts that two workers can share. One event, or
    none where it is there already or nothing is to be judged again."""
    if Rejudging.objects.filter(to_edition=to_edition).exists():
        return []
    ids = list(_pinned_elsewhere(to_edition).order_by("pk").values_list("pk", flat=True))
    if not ids:
        return []
    ends = _ends(ids)
    starts = [FIRST, *(end for end in ends if end is not None)]
    rows = [
        insert(Rejudging(to_edition=to_edition, part=part, cursor=start, until=end), by=by, at=at)
        for part, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    ]
    named = {"version": to_edition.version, "assessments": len(ids), "parts": len(rows)}
    record("rejudging_started", to_edition, by=by, at=at, organisation=organisation_in_scope(), **named)
    return rows


def _ends(ids: Sequence[UUID]) -> list[UUID | None]:
    """The last id of each part; None for the last part, which has no end."""
    if len(ids) < PART_AT_LEAST:
        return [None]
    return [*(ids[len(ids) * number // PARTS - 1] for number in range(1, PARTS)), None]


def _pinned_elsewhere(edition: Edition) -> QuerySet[Assessment]:
    rows = Assessment.objects.exclude(state=AssessmentState.SUPERSEDED.value)
    return rows.exclude(edition=edition)


def organisations_behind(edition: Edition) -> QuerySet[Organisation]:
    """The organisations that have assessments of another edition and no batch for this one yet."""
    rounds = Assessment.every_organisation.exclude(edition=edition).exclude(state=AssessmentState.SUPERSEDED.value)
    begun = Rejudging.every_organisation.filter(to_edition=edition)
    there = Organisation.objects.filter(pk__in=rounds.values("organisation"))
    return there.exclude(pk__in=begun.values("organisation"))


def waiting(now: datetime) -> list[tuple[UUID, UUID]]:
    """(organisation, batch) of each batch that waits, or whose worker is gone, in every organisation."""
    lost = Q(state=RejudgingState.RUNNING.value, leased_until__lt=now)
    rows = Rejudging.every_organisation.filter(Q(state=RejudgingState.WAITING.value) | lost)
    return list(rows.order_by("id").values_list("organisation_id", "pk")[:500])


def rejudge(batch_id: UUID, *, now: Callable[[], datetime]) -> str:
    """Work a batch of the organisation in scope to its end, or for as long as one task may take.

    "done", "more" where there is more to do, "taken" where another worker has it or nobody may.
    """
    batch = claim_rejudging(batch_id, now())
    if batch is None:
        return "taken"
    try:
        until = now() + WORK_FOR
        while chunk := _next(batch):
            if now() > until:
                return give_back_rejudging(batch)
            _work(batch, chunk, now())
        return "done" if finish_rejudging(batch, now()) else "taken"
    except LostLease:
        return "taken"


@bookkeeping
def claim_rejudging(batch_id: UUID, now: datetime) -> Rejudging | None:
    """Take a batch in one UPDATE, so that of two workers only one gets it."""
    free = Q(state=RejudgingState.WAITING.value) | Q(state=RejudgingState.RUNNING.value, leased_until__lt=now)
    rows = Rejudging.objects.filter(free, pk=batch_id)
    lease = {"state": RejudgingState.RUNNING.value, "token": uuid4(), "leased_until": now + REJUDGING_LEASE}
    if rows.filter(attempts__lt=MOST_ATTEMPTS).update(**lease, attempts=F("attempts") + 1):
        return Rejudging.objects.select_related("to_edition").get(pk=batch_id)
    worn_out = rows.filter(attempts__gte=MOST_ATTEMPTS).first()
    if worn_out is not None:
        park_rejudging(worn_out, by=WORKER, at=now)
    return None


@service
def park_rejudging(batch: Rejudging, *, by: Actor, at: datetime) -> Rejudging:
    """Stop a batch that gets no further, with the reason."""
    batch.state, batch.error = RejudgingState.PARKED.value, WORN_OUT
    Rejudging.objects.filter(pk=batch.pk).update(state=batch.state, error=batch.error, updated_at=at)
    named = {"reason": WORN_OUT, "judged": batch.judged}
    record("rejudging_parked", batch.to_edition, by=by, at=at, organisation=organisation_in_scope(), **named)
    return batch


@bookkeeping
def give_back_rejudging(batch: Rejudging) -> str:
    """Let go of a batch between two chunks, so that other work of the queue has its turn; the clock rings again."""
    mine = Rejudging.objects.filter(pk=batch.pk, token=batch.token, state=RejudgingState.RUNNING.value)
    mine.update(state=RejudgingState.WAITING.value, token=None, leased_until=None, attempts=0)
    return "more"


@bookkeeping
def finish_rejudging(batch: Rejudging, now: datetime) -> bool:
    """Close a batch that is through. False where it is no longer ours."""
    mine = Rejudging.objects.filter(pk=batch.pk, token=batch.token, state=RejudgingState.RUNNING.value)
    return bool(mine.update(state=RejudgingState.DONE.value, leased_until=None, finished_at=now, updated_at=now))


def _next(batch: Rejudging) -> list[Assessment]:
    """The assessments after the cursor, as many as one chunk holds."""
    rows = _pinned_elsewhere(batch.to_edition).filter(pk__gt=batch.cursor)
    if batch.until is not None:
        rows = rows.filter(pk__lte=batch.until)
    rows = rows.select_related(*RELATED, "questionnaire_version__questionnaire").order_by("pk")
    return list(rows[:CHUNK])


def _work(batch: Rejudging, chunk: Sequence[Assessment], at: datetime) -> None:
    """Judge a chunk, then write what came of it and move the cursor, together or not at all."""
    found = judged_again(chunk, batch.to_edition, day_of(at))
    with transaction.atomic():
        move_cursor(batch, chunk, len(found), at)
        for each in found:
            note_judgement_changed(each.assessment, each.change, by=WORKER, at=at)


@bookkeeping
def move_cursor(batch: Rejudging, chunk: Sequence[Assessment], changed: int, now: datetime) -> None:
    """Count a chunk as done and hold on to the batch. Raises LostLease where it is no longer ours."""
    batch.cursor = chunk[-1].pk
    mine = Rejudging.objects.filter(pk=batch.pk, token=batch.token, state=RejudgingState.RUNNING.value)
    done = mine.update(
        cursor=batch.cursor,
        leased_until=now + REJUDGING_LEASE,
        attempts=1,
        judged=F("judged") + len(chunk),
        changed=F("changed") + changed,
    )
    if not done:
        raise LostLease


@service
def note_judgement_changed(
    assessment: Assessment, found: change_kinds.Change, *, by: Actor, at: datetime
) -> Change | None:
    """Write down, once, that a newer edition changes the judgement of an assessment. The assessment stays as it is."""
    there = Change.objects.filter(assessment=assessment, digest=digest_of_change(found))
    if there.exists():
        return None
    row = noticed(assessment, found, by, at)
    named = {"assessment": assessment.pk, "version": found.after, "parts": list(found.parts)}
    record("judgement_changed", assessment.model_use, by=by, at=at, organisation=organisation_in_scope(), **named)
    return row


def judged_again(chunk: Sequence[Assessment], edition: Edition, on: date) -> list[Found]:
    """What the newer edition changes for each of some assessments. A constant number of statements."""
    cases, newest = CasesInBulk(chunk), _Newest(edition)
    found = []
    for assessment in chunk:
        pinned = Content(
            edition_content(assessment.edition_id), questionnaire_content(assessment.questionnaire_version_id)
        )
        now, case = newest.content_for(assessment), cases.case_of(assessment, pinned, on)
        change = _change(pinned, case, now, case_under(now, case, cases.graph(edition.pk)))
        if change is not None:
            found.append(Found(assessment, change))
    return found


def _change(pinned: Content, case: Case, now: Content, later: Case) -> change_kinds.Change | None:
    """What one case judged under newer content changes. Records are made only where the gists differ."""
    then, today = judge(pinned, case), judge(now, later)
    if gist_of(then) == gist_of(today):
        return None
    records = (as_record(pinned, case, then), as_record(now, later, today))
    return edition_change(*records, now.edition.changes, now.questionnaire.renamed)


class _Newest:
    """The newest content for each questionnaire, looked up once."""

    def __init__(self, edition: Edition):
        self.edition = edition
        self.found: dict[UUID, Content] = {}

    def content_for(self, assessment: Assessment) -> Content:
        key = assessment.questionnaire_version.questionnaire_id
        if key not in self.found:
            self.found[key] = content_now(assessment, self.edition)
        return self.found[key]
