"""The page of what changed since a decision: what it says, and its three ways out."""

import pytest

from checklists.models import Assessment, Change
from tests.admin.staff import Staff, text_of
from tests.services.test_changes import change_tier, make_decided


@pytest.fixture
def decided(organisation: object) -> Assessment:
    made = make_decided(which_tier_are_we_on="Lite")
    change_tier(made)
    return made


def test_a_change_is_found_shown_and_asked_about_again(assessor: Staff, decided: Assessment) -> None:
    use = decided.model_use_id
    assessor.press("admin:changes_look", use)
    row = Change.objects.get()
    page = text_of(assessor.see("admin:changes", use))
    assert "The plan, as the vendor calls it: Lite when you decided, Pro now." in page
    assert "Which tier or plan are we on?" in page
    assert "Changed since you decided: 1" in text_of(assessor.see("admin:index"))
    assessor.press("admin:changes_again", use, change=str(row.pk))
    following = Assessment.objects.get(round=2)
    sheet = text_of(assessor.see("admin:answers", following.pk, "cost_and_tier"))
    assert "Changed since the last decision: The plan or tier." in sheet
    assert 'Last time: "Lite"' in sheet


def test_a_change_is_set_aside_only_with_a_reason(assessor: Staff, decided: Assessment) -> None:
    use = decided.model_use_id
    assessor.press("admin:changes_look", use)
    row = Change.objects.get()
    page = text_of(assessor.press("admin:change_dismiss", use, row.pk, reason="", version="1").content.decode())
    assert "Say why it does not matter" in page
    assessor.press("admin:change_dismiss", use, row.pk, reason="Only a new name.", version="1")
    row.refresh_from_db()
    assert (row.state, row.reason, row.settled_by) == ("dismissed", "Only a new name.", "Ash Osei")


def test_a_viewer_sees_the_changes_and_no_button(assessor: Staff, viewer: Staff, decided: Assessment) -> None:
    assessor.press("admin:changes_look", decided.model_use_id)
    page = viewer.see("admin:changes", decided.model_use_id)
    assert "Pro now" in page
    assert "Ask these again" not in page
