"""The daily mail: what is in it, for whom, at most once a day, and on no day without a reason."""

from datetime import date, datetime, timedelta

import pytest

from checklists.models import Condition, MailMessage
from checklists.models.people import Role
from checklists.services import changes, decisions, digests, evidence, findings, judging, model_uses, putting_right
from checklists.services.mail import choose_mail
from checklists.services.mail_rows import Letter
from tests import makers
from tests.mail_makers import make_proof, public_mail, send_all
from tests.makers import COMMAND, NOW, TODAY, actor

MORNING = datetime.fromisoformat("2026-11-25T08:00:00+00:00")
W = {"by": COMMAND, "at": NOW}


@pytest.fixture
def owner(organisation):
    with public_mail():
        member = makers.make_member(Role.OWNER, name="Olu Own", email="olu@example.org")
        make_proof(member)
        yield member


def on(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=NOW.tzinfo)


def write(at: datetime = MORNING) -> int:
    return digests.write_digests_everywhere(now=at)


def daily() -> MailMessage:
    return MailMessage.objects.filter(kind="digest").latest("id")


def overdue(owner=None, title="No trial", due=TODAY):
    finding = findings.raise_finding(makers.make_assessment(), severity="high", title=title, **W)
    return putting_right.put_right(finding, due_on=due, owner=owner, **W)


def test_nobody_gets_a_mail_that_says_nothing(owner):
    assert write() == 0


@pytest.mark.parametrize("proven", [True, False])
def test_it_is_written_only_where_mail_is_proven(organisation, proven):
    with public_mail():
        member = makers.make_member(Role.OWNER)
        if proven:
            make_proof(member)
        makers.make_submitted()
        assert write() == proven


def test_of_a_day_there_is_one_however_often_the_clock_goes_round(owner):
    makers.make_submitted()
    assert [write(MORNING + timedelta(minutes=5 * n)) for n in range(4)] == [1, 0, 0, 0]
    overdue()
    assert write(MORNING.replace(hour=15)) == 0


@pytest.mark.parametrize(
    "at", ["2026-11-25T07:59:00", "2026-11-25T18:00:00", "2026-11-28T12:00:00", "2026-11-29T12:00:00"]
)
def test_none_is_written_in_quiet_hours_or_at_a_weekend(owner, at):
    makers.make_submitted()
    assert write(datetime.fromisoformat(at + "+00:00")) == 0


def test_two_clocks_write_one(owner, monkeypatch):
    makers.make_submitted()
    plain = digests._members
    once = []

    def twice(day):
        found = plain(day)
        if not once:
            once.append(1)
            letter = next(digests._letter(member, last, digests.needs_on(day), day) for member, last in found)
            assert isinstance(letter, Letter)
            digests.add_mail(letter, by=COMMAND, at=MORNING)
        return found

    monkeypatch.setattr(digests, "_members", twice)
    assert write() == 0, "refused as a whole: the other's stands"


def test_it_reminds_on_its_days_and_is_silent_on_the_others(owner):
    overdue(due=date(2026, 12, 1))  # a Tuesday
    days = [date(2026, 11, 24) + timedelta(days=n) for n in range(22)]
    written = [day.isoformat()[5:] for day in days if write(on(day))]
    assert written == ["11-24", "11-30", "12-01", "12-02", "12-04", "12-08", "12-15"]


def test_everything_that_needs_somebody_is_in_it_with_a_link(owner):
    use = makers.make_use(name="Sorter", owner=owner)
    review = makers.make_submitted(use=use)
    finding = overdue(owner, "No trial was done", TODAY)
    accepted = findings.raise_finding(makers.make_assessment(), severity="low", title="Old logs", **W)
    findings.accept_finding(accepted, reason="Known", expires_on=TODAY + timedelta(days=5), by=actor(owner), at=NOW)
    kept = evidence.keep_file(
        content=b"x", filename="iso.txt", title="ISO 27001", expires_on=TODAY + timedelta(days=9), **W
    )
    write()
    text = daily().text
    for words in (
        "To review and decide\n\n- Sorter: submitted by tests on 24 November 2026.",
        "Findings to put right\n\n- No trial was done, for",
        "was due on 24 November 2026.",
        "About to run out\n\n- Old logs, for",
        "accepted until 29 November 2026.",
        "- The evidence ISO 27001: until 3 December 2026.",
        f"  https://candour.example.org/admin/assessments/{review.pk}/",
        f"  https://candour.example.org/admin/findings/{finding.pk}/",
        f"  https://candour.example.org/admin/evidence/{kept.pk}/",
        "https://candour.example.org/admin/you/",
    ):
        assert words in text
    assert daily().subject == "What needs you today at Harbour Accountants: 4 things"


def decided(**values):
    use = makers.make_use(name="Sorter", **values)
    assessment, approver = makers.make_submitted(use=use), makers.make_member(Role.APPROVER)
    judged = judging.judge_assessment(assessment, TODAY)
    names = tuple(block.key for block in decisions.blocking(judged.judgement))
    return decisions.decide(
        assessment, outcome="approved_with_conditions", reasons="Good", digest=judged.digest, judged_on=TODAY,
        conditions=[decisions.Wanted("Mend it", "within_days", 10, names=names)],
        valid_until=TODAY + timedelta(days=12), by=actor(approver), at=NOW,
    )  # fmt: skip


def test_conditions_lapsing_decisions_and_changes_are_in_it(owner):
    decision = decided()
    model_uses.change_model_use(decision.assessment.model_use, version=None, tier_label="Pro", **W)
    changes.look_for_changes(model_use=decision.assessment.model_use, **W)
    write()
    text = daily().text
    assert "Conditions to meet\n\n- Mend it, for Sorter: by 4 December 2026." in text
    assert "- The decision on Sorter: valid until 6 December 2026." in text
    assert "Changed since it was decided\n\n- Sorter:" in text
    assert Condition.objects.count() == 1


def test_a_thing_goes_to_whoever_sees_to_it_and_to_the_owners_where_nobody_does(owner):
    ash = makers.make_member(Role.ASSESSOR, email="ash@example.org")
    overdue(ash, "Hers")
    overdue(None, "Nobody's")
    assert write() == 2
    texts = {row.to_address: row.text for row in MailMessage.objects.filter(kind="digest")}
    assert "Hers" in texts["ash@example.org"] and "Nobody's" not in texts["ash@example.org"]
    assert "Nobody's" in texts["olu@example.org"] and "Hers" not in texts["olu@example.org"]


def test_what_was_in_the_care_of_somebody_who_left_goes_to_the_owners(owner):
    ash = makers.make_member(Role.ASSESSOR, email="ash@example.org")
    overdue(ash, "Left behind")
    makers.people.change_member(ash, is_active=False, **W)
    assert write() == 1
    assert "Left behind" in daily().text and daily().to_address == "olu@example.org"


def test_who_assessed_is_not_asked_to_decide_where_four_eyes_look(owner):
    approver = makers.make_member(Role.APPROVER, email="tom@example.org")
    makers.make_submitted(by=actor(approver))
    write()
    assert [row.to_address for row in MailMessage.objects.filter(kind="digest")] == ["olu@example.org"]


def test_who_does_not_want_it_gets_none(owner):
    makers.make_submitted()
    choose_mail(owner, by=actor(owner), at=NOW, digest=False)
    assert write() == 0


def test_a_long_list_is_cut_and_says_how_much_more_there_is(owner):
    for number in range(11):
        overdue(owner, f"Finding {number}")
    write()
    assert daily().text.count("- Finding ") == 8
    assert "And 3 more of these." in daily().text


def test_nothing_of_another_organisation_is_in_it(owner, other_organisation):
    with makers.in_organisation(other_organisation):
        overdue(None, "Canary7f3a")
    overdue(None, "Ours")
    assert write() == 1
    assert "Canary7f3a" not in daily().text


def test_it_leaves_as_plain_lines(owner):
    overdue(owner, "A <b>bold</b> & rather long title of a finding, " * 3)
    write()
    (sent,) = [one for one in send_all(MORNING) if "needs you" in one.subject]
    assert "A <b>bold</b> & rather" in sent.body, "nothing is escaped: it is no page"
    assert all(len(line) < 78 for line in sent.body.splitlines() if "://" not in line)
