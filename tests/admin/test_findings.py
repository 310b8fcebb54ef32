"""The pages of findings open, and show what was found."""

import pytest
from django.test import Client

from checklists.models.people import Role
from checklists.services import findings
from tests.makers import COMMAND, NOW, make_member, make_submitted

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
