"""The register: vendors, products, models in use and AI models of our own, as staff record them."""

from checklists.models import AIModel, Event, ModelRecord, ModelUse, Product, Vendor, VendorContact
from checklists.services import vendors
from tests import makers
from tests.admin.staff import Staff, text_of

ADD = "admin:checklists_vendor_add"
CHANGE = "admin:checklists_vendor_change"


def test_a_vendor_is_recorded_with_its_contacts_by_one_event(assessor: Staff) -> None:
    before = Event.objects.count()
    response = assessor.send(
        ADD,
        legal_name="Sage (UK) Limited",
        company_number="1045967",
        country="gb",
        **{"contacts-0-name": "Sam Field", "contacts-0-email": "sam@example.org"},
    )
    vendor = Vendor.objects.get()
    assert response.status_code == 302
    assert (vendor.legal_name, vendor.company_number, vendor.country) == ("Sage (UK) Limited", "01045967", "GB")
    assert VendorContact.objects.get().name == "Sam Field"
    assert Event.objects.count() == before + 1


def test_what_a_service_refuses_comes_back_with_every_typed_value(assessor: Staff) -> None:
    page = assessor.send(ADD, legal_name="Sage", company_number="12X", note="Ring them first").content.decode()
    typed = assessor.form(page)
    assert "is not a Companies House number" in page
    assert (typed["legal_name"], typed["company_number"], typed["note"]) == ("Sage", "12X", "Ring them first")
    assert not Vendor.objects.exists()


def test_a_vendor_of_the_same_name_is_refused_in_words(assessor: Staff) -> None:
    makers.make_vendor("Sage")
    page = text_of(assessor.send(ADD, legal_name="Sage").content.decode())
    assert "already in your register" in page
    assert Vendor.objects.count() == 1


def test_a_change_is_written_over_the_version_that_was_shown(assessor: Staff) -> None:
    vendor = makers.make_vendor("Sage")
    response = assessor.send(CHANGE, vendor.pk, website="https://www.sage.com/")
    vendor.refresh_from_db()
    assert response.status_code == 302
    assert (vendor.website, vendor.version) == ("https://www.sage.com/", 2)


def test_who_was_slower_sees_what_stands_and_keeps_what_was_typed(assessor: Staff) -> None:
    vendor = makers.make_vendor("Sage", note="as it was")
    page = assessor.see(CHANGE, vendor.pk)
    vendors.change_vendor(vendor, version=1, by=makers.COMMAND, at=makers.NOW, note="somebody else's words")
    shown = assessor.send(CHANGE, vendor.pk, page=page, note="my words").content.decode()
    assert "changed this vendor in between" in shown
    assert "On record now: somebody else&#x27;s words" in shown
    assert assessor.form(shown)["note"] == "my words"
    assert assessor.form(shown)["version"] == "2"
    assessor.send(CHANGE, vendor.pk, page=shown)
    vendor.refresh_from_db()
    assert vendor.note == "my words"


def test_a_vendor_on_which_something_hangs_is_not_deleted(assessor: Staff) -> None:
    product = makers.make_product(name="Copilot")
    response = assessor.press("admin:checklists_vendor_delete", product.vendor_id, post="yes")
    page = assessor.client.get(response["Location"]).content.decode()
    assert Vendor.objects.filter(pk=product.vendor_id).exists()
    assert "Something hangs on this vendor: Copilot" in page


def test_a_vendor_on_which_nothing_hangs_is_deleted_and_remembered(assessor: Staff) -> None:
    vendor = makers.make_vendor("Gone Ltd")
    assessor.press("admin:checklists_vendor_delete", vendor.pk, post="yes")
    assert not Vendor.objects.exists()
    assert Event.objects.filter(kind="vendor_deleted", subject_id=vendor.pk).exists()


def test_a_product_names_its_vendor_in_words(assessor: Staff) -> None:
    makers.make_vendor("Sage (UK) Limited")
    assessor.send("admin:checklists_product_add", name="Copilot", vendor="sage (uk)  limited")
    assert Product.objects.get().vendor == Vendor.objects.get()


def test_a_product_of_an_unknown_vendor_is_not_recorded(assessor: Staff) -> None:
    page = text_of(assessor.send("admin:checklists_product_add", name="Copilot", vendor="Nobody").content.decode())
    assert "There is no 'Nobody' on record" in page
    assert not Product.objects.exists()


def test_a_model_in_use_takes_dates_as_people_write_them(assessor: Staff) -> None:
    use = makers.make_use()
    assessor.send("admin:checklists_modeluse_change", use.pk, renewal_on="12/11/2026", notice_on="1 October 2026")
    use.refresh_from_db()
    assert (str(use.renewal_on), str(use.notice_on)) == ("2026-11-12", "2026-10-01")


def test_a_date_that_is_none_is_kept_as_typed_and_explained(assessor: Staff) -> None:
    use = makers.make_use()
    page = assessor.send("admin:checklists_modeluse_change", use.pk, renewal_on="soon").content.decode()
    assert "Write a date such as 12 November 2026" in page
    assert assessor.form(page)["renewal_on"] == "soon"


def test_a_model_in_use_that_was_assessed_is_not_deleted(assessor: Staff) -> None:
    assessment = makers.make_assessment()
    assessor.press("admin:checklists_modeluse_delete", assessment.model_use_id, post="yes")
    assert ModelUse.objects.exists()


def test_a_model_of_our_own_is_added_with_what_is_known(assessor: Staff) -> None:
    assessor.send(
        "admin:checklists_aimodel_add", name="Ledger 7B", weights="open", parameters="7000000000", aliases="L7, ledger"
    )
    model = AIModel.objects.get(name="Ledger 7B")
    record = ModelRecord.objects.get(ai_model=model)
    assert (record.weights, record.parameters, record.aliases, record.licence) == (
        "open",
        7_000_000_000,
        ["L7", "ledger"],
        None,
    )


def test_a_catalogue_model_has_a_page_and_no_form(assessor: Staff) -> None:
    model = AIModel.objects.get(key="gpt-4o-mini")
    response = assessor.get("admin:checklists_aimodel_change", model.pk)
    assert response["Location"] == f"/admin/ai-models/{model.pk}/"
    page = text_of(assessor.see("admin:ai_model", model.pk))
    assert "The maker has not said whether it was distilled. That is neither a yes nor a no." in page


def test_the_catalogue_is_searched_by_the_names_that_vendors_write(assessor: Staff) -> None:
    page = assessor.see("admin:checklists_aimodel_changelist", q="r1 distill")
    assert "DeepSeek-R1-Distill-Llama-70B" in page
    assert "GPT-4o mini" not in page


def test_a_step_of_lineage_is_recorded_and_taken_back(assessor: Staff) -> None:
    assessor.send("admin:checklists_aimodel_add", name="Ledger 7B")
    model = AIModel.objects.get(name="Ledger 7B")
    sent = {"parent": "GPT-4o mini", "method": "distillation", "says": "vendor_stated", "read_on": "3 March 2026"}
    assessor.send("admin:ai_model", model.pk, **sent)
    step = model.steps_up.get()
    assert (step.parent.key, str(step.read_on)) == ("gpt-4o-mini", "2026-03-03")
    assessor.press("admin:derivation_removed", step.pk)
    assert not model.steps_up.exists()


def test_a_circle_of_lineage_is_spelled_out(assessor: Staff) -> None:
    for name in ("Ledger 7B", "Ledger 1B"):
        assessor.send("admin:checklists_aimodel_add", name=name)
    large, small = AIModel.objects.get(name="Ledger 7B"), AIModel.objects.get(name="Ledger 1B")
    sent = {"method": "distillation", "says": "maker_stated"}
    assessor.send("admin:ai_model", small.pk, parent="Ledger 7B", **sent)
    page = text_of(assessor.send("admin:ai_model", large.pk, parent="Ledger 1B", **sent).content.decode())
    assert "That would go round in a circle" in page
    assert not large.steps_up.exists()


def test_a_field_that_is_too_long_is_named_once_in_plain_words(assessor: Staff) -> None:
    page = text_of(assessor.send(ADD, legal_name="Sage", company_number="12X").content.decode())
    assert page.count("is not a Companies House number") == 1
    assert "company_number:" not in page
