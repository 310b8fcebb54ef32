"""Evidence: keep a file, or an address with its text frozen; tie it to what it supports."""

import re
from datetime import datetime
from typing import Any

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, NotFound, Refused
from checklists.formats.filetypes import kind_of
from checklists.models import Answer, AnswerEvidence, Assessment, Evidence
from checklists.models.assessments import UNDECIDED
from checklists.models.evidence import EvidenceKind
from checklists.models.people import Role
from checklists.rules.answers import State
from checklists.rules.blank import says_something
from checklists.services.addresses import check_address
from checklists.services.assessments import hold
from checklists.services.days import check_days, check_order
from checklists.services.files import digest_of_bytes, store
from checklists.services.history import record, service
from checklists.services.judging import day_of
from checklists.services.rows import allow, insert, organisation_in_scope

DAYS = ("covers_from", "covers_until", "expires_on", "retain_until", "seen_on")
ABOUT = ("issuer", *DAYS)
MOST_TEXT = 500_000


def stage_file(*, content: bytes, filename: str, by: Actor) -> None:
    """Check a file and put its bytes into their place, before a transaction is opened for `keep_file`. Raises Invalid.

    Slow work belongs outside: while it writes, a transaction keeps everybody else from writing.
    """
    allow(by, Role.ASSESSOR)
    kind_of(safe_name(filename), content)
    store(organisation_in_scope().pk, content)


@service
def keep_file(
    *,
    content: bytes,
    filename: str,
    by: Actor,
    at: datetime,
    title: str = "",
    answer: Answer | None = None,
    **about: Any,
) -> Evidence:
    """Keep a file, whole, by its digest; tie it to `answer` where one is given. Raises Invalid with what may be kept.

    The bytes are on disk before the row is: a row never points at nothing.
    """
    allow(by, Role.ASSESSOR)
    return put_evidence(file_row(content, filename, title, **_about(about, at)), answer, by, at)


def file_row(content: bytes, filename: str, title: str = "", **about: Any) -> Evidence:
    """A file's row, not saved yet, with its bytes on disk. Raises Invalid with what may be kept."""
    name = safe_name(filename)
    kind = kind_of(name, content)
    digest = store(organisation_in_scope().pk, content)
    named = {"title": title or name, "filename": name, "media_type": kind.media_type}
    return Evidence(kind=EvidenceKind.FILE.value, digest=digest, size=len(content), **named, **about)


def _wrong(pointer: str, code: str, sentence: str) -> Invalid:
    return Invalid(sentence, [Detail(pointer, code, sentence)])


@service
def keep_address(
    *, address: str, text: str, by: Actor, at: datetime, title: str = "", answer: Answer | None = None, **about: Any
) -> Evidence:
    """Keep an address with the text that stood there on `seen_on` (default today), as a person pasted it."""
    allow(by, Role.ASSESSOR)
    check_address(address, "/address")
    if not says_something(text):
        raise _wrong("/text", "missing", "Paste the text that stood there: an address alone proves nothing later.")
    if len(text) > MOST_TEXT:
        sentence = f"At most {MOST_TEXT:,} characters of a page are kept. Keep it as a file."
        raise _wrong("/text", "too_long", sentence)
    content = text.encode("utf-8", "surrogatepass")
    row = Evidence(
        kind=EvidenceKind.ADDRESS.value,
        title=title or address,
        digest=digest_of_bytes(content),
        size=len(content),
        address=address,
        text=text,
        **{"seen_on": day_of(at), **_about(about, at)},
    )
    return put_evidence(row, answer, by, at)


@service
def attach_evidence(answer: Answer, evidence: Evidence, *, by: Actor, at: datetime) -> Answer:
    """Tie kept evidence to an answer. Twice is harmless."""
    allow(by, Role.ASSESSOR)
    if AnswerEvidence.objects.filter(answer=answer, evidence=evidence).exists():
        return answer
    _tie(answer, evidence, by, at)
    named = {"question": answer.question, "evidence": evidence.pk, "digest": evidence.digest}
    record("evidence_attached", answer.assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
    return answer


@service
def detach_evidence(answer: Answer, evidence: Evidence, *, by: Actor, at: datetime) -> Answer:
    """Untie evidence from an answer. The evidence stays where it is kept."""
    allow(by, Role.ASSESSOR)
    _open(answer.assessment, at)
    tie = AnswerEvidence.objects.filter(answer=answer, evidence=evidence).first()
    if tie is None:
        return answer
    tie.delete()
    named = {"question": answer.question, "evidence": evidence.pk, "digest": evidence.digest}
    record("evidence_detached", answer.assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
    return answer


def answer_for_evidence(assessment: Assessment, question: str) -> Answer:
    """The answer that a file is to support. Raises NotFound while there is none: answer first."""
    answer = Answer.objects.filter(assessment=assessment, question=question).exclude(state=State.NOT_YET.value).first()
    if answer is None:
        raise NotFound("answer to tie evidence to; write the answer first")
    answer.assessment = assessment
    return answer


def safe_name(filename: str) -> str:
    """The file's own name without any path, and without characters that a file system or a header would obey."""
    name = re.split(r"[\\/]", filename)[-1]
    name = re.sub(r"[\x00-\x1f\x7f\"<>|:*?\ud800-\udfff\u202a-\u202e\u2066-\u2069]", "_", name).strip(" .")
    return name[-150:] or "file"


def _about(about: dict[str, Any], at: datetime) -> dict[str, Any]:
    given = {name: value for name, value in about.items() if name in ABOUT and value is not None}
    check_days(given, DAYS, at=at, happened=("seen_on",))
    covers = (given.get("covers_from"), given.get("covers_until"))
    check_order(*covers, "/covers_until", "What it covers ends on a day before it begins.")
    return given


def put_evidence(row: Evidence, answer: Answer | None, by: Actor, at: datetime) -> Evidence:
    """Keep a row and tie it to an answer. For services that have made sure that `by` may."""
    insert(row, by=by, at=at)
    named: dict[str, Any] = {"title": row.title, "digest": row.digest, "what": row.kind}
    if answer is not None:
        _tie(answer, row, by, at)
        named |= {"assessment": answer.assessment_id, "question": answer.question}
    record("evidence_kept", row, by=by, at=at, organisation=organisation_in_scope(), **named)
    return row


def _tie(answer: Answer, evidence: Evidence, by: Actor, at: datetime) -> None:
    _open(answer.assessment, at)
    insert(AnswerEvidence(answer=answer, evidence=evidence), by=by, at=at)


def _open(assessment: Assessment, at: datetime) -> None:
    """Nobody decides in between: the row is held to the end of the transaction."""
    if not hold(assessment, UNDECIDED, at):
        raise Refused("This assessment is decided: what it rested on does not change. Reopen it for a new round.")
