"""The pages of findings open, and show what was found."""

import pytest
from django.test import Client

from checklists.models.people import Role
from checklists.services import findings, people, putting_right
from tests.makers import COMMAND, NOW, in_organisation, make_member, make_submitted

PASSWORD = "a long password for the tests"


@pytest.mark.parametrize("page", ["findings/", "findings/{row}/", "assessments/{assessment}/judgement/"])
def test_a_finding_by_hand_shows_on_every_page_of_findings(organisation, page):
    member, assessment = make_member(Role.OWNER, password=PASSWORD), make_submitted()
    row = findings.raise_finding(assessment, severity="high", title="Nobody has tried it", by=COMMAND, at=NOW)
    client = Client(SERVER_NAME="127.0.0.1")
    assert client.login(username=member.user.email, password=PASSWORD)
    answer = client.get("/admin/" + page.format(row=row.pk, assessment=assessment.pk))
    assert answer.status_code == 200
    assert b"Nobody has tried it" in answer.content


@pytest.fixture
def row(organisation):
    return findings.raise_finding(make_submitted(), severity="high", title="Nobody has tried it", by=COMMAND, at=NOW)


def send(assessor, row, **more):
    return assessor.send("admin:finding", row.pk, right="1", **more)


def test_a_member_who_is_none_of_ours_is_refused_and_takes_no_owner_away(assessor, row, other_organisation):
    mine = make_member(Role.ASSESSOR)
    putting_right.put_right(row, owner=mine, by=COMMAND, at=NOW)
    with in_organisation(other_organisation):
        theirs = make_member(Role.ASSESSOR)
    for key in (str(theirs.pk), "nobody"):
        assert b"Choose a member of your organisation" in send(assessor, row, owner=key).content
        assert findings.find_finding(row.pk).owner_id == mine.pk


def test_whoever_is_gone_stays_on_record_until_somebody_else_is_named(assessor, row):
    gone = make_member(Role.ASSESSOR, name="Gone Member")
    putting_right.put_right(row, owner=gone, by=COMMAND, at=NOW)
    people.change_member(gone, is_active=False, by=COMMAND, at=NOW)
    assert b"Gone Member" in send(assessor, row, owner="nobody").content
    send(assessor, row, owner=str(gone.pk), plan="They drop the old host.", plan_by="Ann Low", plan_on="2026-11-20")
    after = findings.find_finding(row.pk)
    assert (after.owner_id, after.plan_by) == (gone.pk, "Ann Low")
