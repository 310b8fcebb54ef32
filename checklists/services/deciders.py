"""Who may decide an assessment: approvers and owners, and where four eyes look, nobody who took part in it."""

from uuid import UUID

from checklists.actor import Actor
from checklists.errors import Detail, Refused
from checklists.models import AnswerRevision, Assessment, JudgementRevision, Membership, Organisation
from checklists.models.people import Role
from checklists.services.rows import organisation_in_scope


def who_assessed(assessment: Assessment) -> set[UUID]:
    """Every person who created it, answered, judged or submitted, over its whole history."""
    answered = AnswerRevision.objects.filter(answer__assessment=assessment, by_person__isnull=False)
    judged = JudgementRevision.objects.filter(answer__assessment=assessment, by_person__isnull=False)
    people = {*answered.values_list("by_person", flat=True), *judged.values_list("by_person", flat=True)}
    others = {assessment.opened_by_person, assessment.submitted_by_person, *map(UUID, assessment.submitters)}
    return {one for one in people | others if one is not None}


def who_may_decide(assessment: Assessment) -> list[Membership]:
    """The members who could decide this one: approvers and owners, less those who assessed where four eyes look."""
    members = Membership.objects.filter(is_active=True, role__in=[Role.APPROVER.value, Role.OWNER.value])
    assessed = who_assessed(assessment) if organisation_in_scope().four_eyes else set()
    return [member for member in members.select_related("user").order_by("id") if member.user_id not in assessed]


def need_two_people(assessment: Assessment, organisation: Organisation, by: Actor) -> None:
    """Refuse whoever took part, where the organisation wants two people to look at everything."""
    if not organisation.four_eyes or by.person not in who_assessed(assessment):
        return
    others = (
        ", ".join(str(member) for member in who_may_decide(assessment)) or "nobody yet: ask an owner to add an approver"
    )
    raise Refused(
        "You took part in this assessment, and your organisation has chosen that two people look at everything. "
        f"Who can decide it: {others}.",
        [Detail("", "four_eyes", others)],
        code="four_eyes",
    )
