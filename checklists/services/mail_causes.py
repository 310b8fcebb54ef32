"""Which mail follows from what somebody does: written in the same transaction, and told in the same event.

Nothing is written before mail is proven, and nothing to whoever did it themselves.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from checklists.actor import Actor
from checklists.models import Assessment, Decision, Invitation, MailChoice, MailMessage, Membership
from checklists.rules.dates import in_words
from checklists.rules.mail_times import MailKind
from checklists.services.deciders import who_assessed, who_may_decide
from checklists.services.judging import day_of
from checklists.services.links import page_address
from checklists.services.mail_rows import add_mail, take_back_mail, written
from checklists.services.mail_standing import mail_standing
from checklists.services.rows import organisation_in_scope

Told = dict[str, Any]
ROLES = {
    "viewer": "somebody who looks",
    "assessor": "somebody who records, answers and judges",
    "approver": "somebody who also decides",
    "owner": "an owner, who also lets people in",
}


def mail_invitation(invitation: Invitation, token: str, *, by: Actor, at: datetime) -> MailMessage | None:
    """The link of an invitation, by mail to its address alone; None where mail does not reach people outside yet."""
    take_back_mail(invitation, "A newer link has taken its place.", at)
    if not token:
        return None
    words = {
        "firm": organisation_in_scope().name,
        "name": invitation.name,
        "inviter": by.label,
        "role": ROLES[invitation.role],
        "until": in_words(day_of(invitation.expires_at)),
    }
    secret = page_address("join", token)
    letter = written(
        MailKind.INVITATION, invitation.email, words, secret=secret, about=invitation, expires_at=invitation.expires_at
    )
    return add_mail(letter, by=by, at=at)


def mail_submitted(assessment: Assessment, *, by: Actor, at: datetime) -> Told:
    """Tell those who may decide that answers are in. Gives their names, for the event."""
    if not mail_standing().works:
        return {}
    wanting = _wanting("submitted", who_may_decide(assessment), by)
    words = {"link": page_address("assessment", assessment.pk), **_about(assessment), "who": by.label}
    return _told([_tell(MailKind.SUBMITTED, member, words, assessment, by, at) for member in wanting])


def mail_decided(assessment: Assessment, decision: Decision, *, by: Actor, at: datetime) -> Told:
    """Tell those who worked on an assessment, and whoever owns the model in use, what was decided. As above."""
    mail_taken_back(assessment, "It was decided meanwhile.", at)
    if not mail_standing().works:
        return {}
    owner = assessment.model_use.owner
    people = who_assessed(assessment) | ({owner.user_id} if owner else set())
    members = Membership.objects.filter(is_active=True, user__in=people).select_related("user").order_by("id")
    words = {
        "link": page_address("assessment", assessment.pk),
        **_about(assessment),
        "who": by.label,
        "outcome": decision.outcome.replace("_", " "),
        "valid_until": in_words(decision.valid_until) if decision.valid_until else "",
        "conditions": decision.conditions.count(),
    }
    wanting = _wanting("decided", members, by)
    return _told([_tell(MailKind.DECIDED, member, words, assessment, by, at) for member in wanting])


def mail_taken_back(assessment: Assessment, reason: str, at: datetime) -> None:
    """Send nothing more of what an assessment was about to say: it no longer stands where it did."""
    take_back_mail(assessment, reason, at)


def _told(names: list[str]) -> Told:
    return {"mailed": names} if names else {}


def _about(assessment: Assessment) -> dict[str, str]:
    use = assessment.model_use
    vendor = use.product.vendor
    return {
        "firm": organisation_in_scope().name,
        "use": use.name,
        "product": use.product.name,
        "vendor": vendor.legal_name if vendor else "",
    }


def _wanting(choice: str, members: Iterable[Membership], by: Actor) -> list[Membership]:
    """Those who want this mail, less whoever did it."""
    chosen = MailChoice.objects.filter(**{choice: False}).values_list("member", flat=True)
    without = set(chosen)
    return [one for one in members if one.pk not in without and one.user_id != by.person]


def _tell(
    kind: MailKind, member: Membership, words: Mapping[str, Any], assessment: Assessment, by: Actor, at: datetime
) -> str:
    named = {**words, "name": member.user.name}
    add_mail(written(kind, member.user.email, named, member=member, about=assessment), by=by, at=at)
    return member.user.name
