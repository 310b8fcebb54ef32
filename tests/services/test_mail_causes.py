"""What is mailed when somebody is invited, submits or decides; to whom, and what no mail says."""

from datetime import timedelta

import pytest

from checklists.models import Event, MailMessage, Membership, User
from checklists.models.people import Role
from checklists.services import assessments, decisions, invitations, judging, people
from checklists.services.assessments import find_assessment
from checklists.services.mail import choose_mail
from tests import makers
from tests.mail_makers import make_proof, public_mail, send_all, token_in
from tests.makers import NOW, TODAY, actor


@pytest.fixture
def mailing(organisation):
    """An organisation whose mail is proven, with an owner who has had the test mail."""
    with public_mail():
        member = makers.make_member(Role.OWNER, name="Olu Own", email="olu@example.org")
        make_proof(member)
        send_all(NOW)
        yield member


def kinds() -> list[tuple[str, str]]:
    rows = MailMessage.objects.exclude(kind="test").order_by("id")
    return list(rows.values_list("kind", "to_address"))


def invited(owner: Membership, email: str = "sam@firm.example"):
    return invitations.invite_member(email=email, name="Sam", role="assessor", by=actor(owner), at=NOW)


def test_before_mail_is_proven_nothing_is_written(organisation):
    makers.make_member(Role.APPROVER)
    makers.make_invitation()
    makers.make_submitted()
    assert not MailMessage.objects.exists()


def test_an_invitation_is_mailed_with_a_link_of_its_own(mailing):
    made = invited(mailing)
    (sent,) = send_all(NOW)
    assert made.is_mailed and sent.to == ["sam@firm.example"]
    assert "Olu Own invites you to Harbour Accountants" in sent.body
    assert "https://candour.example.org/join/" in sent.body and made.token not in sent.body


@pytest.mark.parametrize("way", ["mailed", "copied"])
def test_whoever_joins_by_the_mailed_link_has_shown_that_the_address_is_theirs(mailing, way):
    made = invited(mailing)
    token = token_in(MailMessage.objects.get(kind="invitation")) if way == "mailed" else made.token
    invitations.join_as_new(token=token, name="Sam", password_hash="x", by=makers.COMMAND, at=NOW)
    user = User.objects.get(email="sam@firm.example")
    assert (user.email_proven_at == NOW) == (way == "mailed")
    assert MailMessage.objects.get(kind="invitation").state == "withdrawn", "it was joined before the mail left"


def test_somebody_with_an_account_proves_their_address_by_the_mailed_link_too(mailing, other_organisation):
    with makers.in_organisation(other_organisation):
        known = makers.make_member(email="sam@firm.example")
    invited(mailing)
    token = token_in(MailMessage.objects.get(kind="invitation"))
    invitations.join_with_account(token=token, user=known.user, by=actor(known), at=NOW)
    assert User.objects.get(pk=known.user_id).email_proven_at == NOW


@pytest.mark.parametrize("way", ["renew", "withdraw"])
def test_a_new_link_or_a_withdrawal_ends_the_mailed_one(mailing, way):
    made = invited(mailing)
    first = token_in(MailMessage.objects.get(kind="invitation"))
    getattr(invitations, f"{way}_invitation")(made.invitation, by=actor(mailing), at=NOW)
    with pytest.raises(Exception, match="no such invitation"):
        invitations.find_invitation(first, NOW)
    waiting = MailMessage.objects.filter(kind="invitation", state="queued")
    assert waiting.count() == (1 if way == "renew" else 0)
    if way == "renew":
        assert invitations.find_invitation(token_in(waiting.get()), NOW)


def test_an_invitation_that_could_not_leave_in_a_week_is_not_sent(mailing):
    invited(mailing)
    assert send_all(NOW + timedelta(days=7)) == []


def test_who_is_no_longer_a_member_gets_nothing_of_what_waits(mailing):
    approver = makers.make_member(Role.APPROVER, email="tom@example.org")
    makers.make_submitted(by=actor(makers.make_member()))
    people.change_member(approver, is_active=False, by=actor(mailing), at=NOW)
    assert [one.to for one in send_all(NOW)] == [["olu@example.org"]]
    assert MailMessage.objects.get(to_member=approver).state == "withdrawn"


def test_those_who_may_decide_hear_that_answers_are_in_and_whoever_took_part_does_not(mailing):
    approver = makers.make_member(Role.APPROVER, email="tom@example.org")
    assessor = makers.make_member(Role.ASSESSOR, email="ash@example.org")
    makers.make_member(Role.VIEWER)
    makers.make_submitted(by=actor(assessor))
    assert kinds() == [("submitted", "olu@example.org"), ("submitted", "tom@example.org")]
    told = Event.objects.get(kind="assessment_submitted")
    assert approver.user.name in told.body.text and '"mailed"' in told.body.text


def test_nobody_hears_of_what_they_did_themselves(mailing):
    makers.make_submitted(by=actor(mailing))
    assert kinds() == []


def test_who_wants_no_such_mail_gets_none(mailing):
    choose_mail(mailing, by=actor(mailing), at=NOW, submitted=False, decided=False)
    makers.make_submitted(by=actor(makers.make_member()))
    assert kinds() == []


def test_a_submission_that_is_taken_back_before_anybody_heard_is_not_mailed(mailing):
    assessor = actor(makers.make_member())
    at = NOW.replace(hour=22)
    assessment = makers.make_assessment(by=assessor)
    makers.make_answer(assessment, "is_this_distilled", "no", by=assessor)
    assessments.submit_assessment(assessment, by=assessor, at=at)
    assessments.reopen_assessment(find_assessment(assessment.pk), by=assessor, at=at)
    assert send_all(at + timedelta(days=1)) == []


def test_those_who_worked_on_it_hear_what_was_decided_and_not_why(mailing):
    assessor = makers.make_member(Role.ASSESSOR, name="Ash Osei", email="ash@example.org")
    assessment = makers.make_submitted(by=actor(assessor))
    judged = judging.judge_assessment(assessment, TODAY)
    decisions.decide(
        assessment, outcome="on_hold", reasons="Their prices are secret", digest=judged.digest, judged_on=TODAY,
        by=actor(mailing), at=NOW,
    )  # fmt: skip
    (sent,) = [one for one in send_all(NOW) if one.to == ["ash@example.org"]]
    assert sent.subject.endswith("is on hold")
    assert "Olu Own has decided on" in sent.body
    assert f"https://candour.example.org/admin/assessments/{assessment.pk}/" in sent.body
    assert "secret" not in sent.body


def test_what_waited_to_be_told_of_a_submission_is_not_told_after_the_decision(mailing):
    assessor = makers.make_member()
    assessment = makers.make_submitted(by=actor(assessor))
    judged = judging.judge_assessment(assessment, TODAY)
    decisions.decide(
        assessment, outcome="on_hold", reasons="Wait", digest=judged.digest, judged_on=TODAY, by=actor(mailing), at=NOW
    )
    assert [row.state for row in MailMessage.objects.filter(kind="submitted")] == ["withdrawn"]


def test_mail_leaves_the_events_of_the_organisation_and_the_digest_of_a_dossier_as_they_were(mailing):
    """An unchanged assessment has the same judgement, whether or not its people were told by mail."""
    assessment = makers.make_submitted(by=actor(makers.make_member()))
    before = judging.judge_assessment(find_assessment(assessment.pk), TODAY).digest
    send_all(NOW)
    assert judging.judge_assessment(find_assessment(assessment.pk), TODAY).digest == before
