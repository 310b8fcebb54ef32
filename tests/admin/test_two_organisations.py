"""A member of two organisations, with both open in two tabs: nothing of one reaches the other."""

import pytest

from checklists.models import Answer, Assessment, Membership, ModelUse, Organisation, Product, Vendor
from checklists.models.people import Role
from tests import makers
from tests.admin.staff import Staff, text_of

CANARY = "Kingfisher"


@pytest.fixture
def consultant(organisation: Organisation, other_organisation: Organisation) -> Staff:
    """An assessor here who is one at the other firm too."""
    staff = Staff(makers.make_member(Role.ASSESSOR, email="both@example.org"))
    with makers.in_organisation(other_organisation):
        makers.make_member(Role.ASSESSOR, email="both@example.org")
    return staff


@pytest.fixture
def theirs(other_organisation: Organisation) -> Assessment:
    """The other firm's: everything about it carries the canary."""
    with makers.in_organisation(other_organisation):
        vendor = makers.make_vendor(f"{CANARY} Ltd")
        use = makers.make_use(makers.make_product(vendor, f"{CANARY} Assist"), name=f"{CANARY} use", purpose=CANARY)
        return makers.make_submitted(use=use)


def switch(staff: Staff, organisation: Organisation) -> None:
    response = staff.client.post("/admin/organisation/", {"organisation": str(organisation.pk)})
    assert response.status_code == 302


LISTS = [
    "admin:index", "admin:check_tool", "admin:checklists_vendor_changelist", "admin:checklists_product_changelist",
    "admin:checklists_modeluse_changelist", "admin:checklists_assessment_changelist", "admin:duties",
    "admin:checklists_dossier_changelist", "admin:whole_history", "admin:people", "admin:checklists_product_add",
    "admin:checklists_vendor_add",
]  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_no_list_and_no_drop_down_holds_a_foreign_row(assessor: Staff, theirs: Assessment, name: str) -> None:
    assert CANARY not in assessor.see(name)


@pytest.mark.parametrize("query", [{"q": CANARY}, {"legal_name__startswith": "K"}, {"o": "1"}])
def test_no_search_and_no_filter_finds_a_foreign_row(
    assessor: Staff, theirs: Assessment, query: dict[str, str]
) -> None:
    response = assessor.get("admin:checklists_vendor_changelist", **query)
    assert f"{CANARY} Ltd" not in response.content.decode()


def test_a_foreign_vendor_cannot_be_named(assessor: Staff, theirs: Assessment) -> None:
    page = assessor.send("admin:checklists_product_add", vendor=f"{CANARY} Ltd", page=None).content.decode()
    assert "on record" in page
    assert not Product.objects.exists()


def test_a_foreign_address_and_a_missing_one_are_the_same_404(assessor: Staff, theirs: Assessment) -> None:
    for name, key in (
        ("admin:assessment", theirs.pk),
        ("admin:facts", theirs.model_use_id),
        ("admin:checklists_vendor_change", theirs.model_use.product.vendor_id),
        ("admin:history", theirs.pk),
    ):
        foreign, missing = assessor.get(name, key), assessor.get(name, "01a20bfd-0000-7000-8000-000000000000")
        assert (foreign.status_code, missing.status_code) == (404, 404)
        assert CANARY not in foreign.content.decode()


def test_a_switch_shows_the_other_organisation_and_only_that(consultant: Staff, theirs: Assessment) -> None:
    makers.make_vendor("Our own vendor")
    switch(consultant, theirs.organisation)
    page = consultant.see("admin:checklists_vendor_changelist")
    assert f"{CANARY} Ltd" in page
    assert "Our own vendor" not in page


def test_one_cannot_switch_to_where_one_is_no_member(assessor: Staff, other_organisation: Organisation) -> None:
    response = assessor.client.post("/admin/organisation/", {"organisation": str(other_organisation.pk)})
    assert response.status_code == 404


def test_a_form_of_one_organisation_is_refused_after_a_switch(consultant: Staff, theirs: Assessment) -> None:
    tab = consultant.see("admin:checklists_vendor_add")
    switch(consultant, theirs.organisation)
    response = consultant.send("admin:checklists_vendor_add", page=tab, legal_name="Typed in the wrong tab")
    assert response.status_code == 409
    assert "what you typed is still on that page" in text_of(response.content.decode())
    assert not Vendor.every_organisation.filter(legal_name="Typed in the wrong tab").exists()


def test_an_answer_sheet_of_one_organisation_is_refused_after_a_switch(consultant: Staff, theirs: Assessment) -> None:
    ours = makers.make_assessment()
    tab = consultant.see("admin:answers", ours.pk, "distillation")
    switch(consultant, theirs.organisation)
    sent = {"is_this_distilled": "answered:yes"}
    assert consultant.send("admin:answers", ours.pk, "distillation", page=tab, **sent).status_code == 409
    assert not Answer.objects.filter(assessment=ours).exists()


def test_a_forged_mark_is_refused(assessor: Staff, theirs: Assessment) -> None:
    forged = f"{theirs.organisation_id}.{assessor.member.user_id}:nonsense"
    response = assessor.post("admin:checklists_vendor_add", data={"legal_name": "Forged", "rendered_for": forged})
    assert response.status_code == 409
    assert not Vendor.objects.exists()


def test_a_foreign_colleague_cannot_be_made_the_owner_of_anything(assessor: Staff, theirs: Assessment) -> None:
    with makers.in_organisation(theirs.organisation):
        stranger = makers.make_member(Role.OWNER)
    vendor = makers.make_vendor("Ours")
    page = assessor.send("admin:checklists_vendor_change", vendor.pk, owner=str(stranger.pk)).content.decode()
    vendor.refresh_from_db()
    assert "Select a valid choice" in page
    assert vendor.owner is None


def test_a_member_who_left_sees_nothing_any_more(assessor: Staff, owner: Staff) -> None:
    owner.send("admin:member", assessor.member.pk, is_active=None)
    assert not Membership.objects.get(pk=assessor.member.pk).is_active
    assert assessor.get("admin:checklists_vendor_changelist").status_code == 302
    assert not ModelUse.objects.exists()
