"""Mail to a vendor's respondents: the link, and the code that opens it. Without mail nobody is asked by a link."""

from datetime import datetime

from checklists.actor import Actor
from checklists.errors import Refused
from checklists.models import AnswerRequest, RequestLink
from checklists.rules.dates import in_words
from checklists.rules.mail_times import MailKind
from checklists.rules.short_form import in_fives, minutes
from checklists.rules.vendor_questions import for_vendor
from checklists.services.judging import day_of, judge_assessment
from checklists.services.links import page_address
from checklists.services.mail_rows import add_mail, take_back_mail, written
from checklists.services.mail_standing import mail_standing

NOT_YET = (
    "A link cannot be sent yet: no test mail has come back. Send the questions as a sheet, or prove mail under Mail."
)


def ensure_mail_works() -> None:
    """Raises Refused before mail is proven: whoever follows a link needs a code, which comes by mail."""
    if not mail_standing().works:
        raise Refused(NOT_YET, code="mail_not_proven")


def mail_link(row: AnswerRequest, link: RequestLink, token: str, by: Actor, at: datetime) -> None:
    """The link of a request to its address; one that still waits to be sent is taken back."""
    take_back_mail(row, "A newer link has taken its place.", at)
    judged = judge_assessment(row.assessment, day_of(at))
    asked = for_vendor(judged.judgement.asked, judged.case.answers, row.questions)
    words = {
        **_named(row),
        "questions": len(asked),
        "minutes": in_fives(minutes((each.question for each in asked), judged.content.questionnaire)),
        "due": in_words(row.due_on),
    }
    secret = page_address("request", token)
    letter = written(MailKind.REQUEST, row.email, words, secret=secret, about=row, expires_at=link.expires_at)
    add_mail(letter, by=by, at=at)


def mail_code(row: AnswerRequest, code: str, lasts: int, *, expires_at: datetime, by: Actor, at: datetime) -> None:
    """A code, good for so many minutes."""
    words = {**_named(row), "minutes": lasts}
    add_mail(written(MailKind.CODE, row.email, words, secret=code, about=row, expires_at=expires_at), by=by, at=at)


def _named(row: AnswerRequest) -> dict[str, str]:
    use = row.assessment.model_use
    return {"firm": row.organisation.name, "name": row.called, "product": use.product.name}
