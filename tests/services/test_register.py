"""The register: clear refusals, versions, no circles, and catalogue entries that nobody changes."""

import pytest

from checklists.errors import Invalid, Refused, Stale
from checklists.models import AIModel, FactValue, Vendor, VendorContact
from checklists.services import ai_models, model_uses, vendors
from checklists.services.countries import COUNTRIES
from checklists.services.references import references_of
from tests.database import writing_around_the_services
from tests.makers import COMMAND, NOW, make_assessment, make_product, make_use, make_vendor

W = {"by": COMMAND, "at": NOW}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("1234567", "01234567"), ("SC123456", "SC123456"), (" sc 123456 ", "SC123456"), ("", "")],
)
def test_a_companies_house_number_is_kept_in_its_one_form(organisation, sent, kept):
    assert make_vendor(company_number=sent).company_number == kept


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"company_number": "12-34"}, "/company_number"),
        ({"company_number": "123456789"}, "/company_number"),
        ({"country": "Britain"}, "/country"),
        ({"country": "ZZ"}, "/country"),
        ({"website": "ftp://oak.example"}, "/website"),
        ({"website": "ftps://oak.example/a"}, "/website"),
        ({"website": "javascript:alert(1)"}, "/website"),
        ({"legal_name": ""}, "/legal_name"),
        ({"legal_name": "   "}, "/legal_name"),
        ({"legal_name": "\u200b"}, "/legal_name"),
        ({"contacts": [{"name": "."}]}, "/contacts/0/name"),
        ({"legal_name": "x" * 201}, "/legal_name"),
        ({"legal_name": "NUL\x00"}, "/legal_name"),
        ({"legal_name": "half \ud800"}, "/legal_name"),
        ({"state": "gone"}, "/state"),
        ({"contacts": [{"name": "Ann", "email": "not an email"}]}, "/contacts/0/email"),
    ],
)
def test_a_malformed_vendor_is_refused_with_its_place(organisation, values, pointer):
    with pytest.raises(Invalid) as caught:
        vendors.record_vendor(**({"legal_name": "New Ltd"} | values), **W)
    assert pointer in [detail.pointer for detail in caught.value.details]
    assert not Vendor.objects.exists()


def test_a_product_s_address_is_one_that_a_person_can_open(organisation):
    product = make_product(url="HTTPS://oak.example/sorter")
    with pytest.raises(Invalid, match="https"):
        make_product(url="ftp://oak.example")
    with pytest.raises(Invalid, match="https"):
        vendors.change_product(product, version=1, url="ftp://oak.example", **W)


def test_every_country_of_iso_3166_is_one(organisation):
    assert len(COUNTRIES) == 249
    assert [make_vendor(country=code).country for code in ("GB", "ie", " us ")] == ["GB", "IE", "US"]


@pytest.mark.parametrize("record", [make_product, ai_models.record_ai_model, make_use])
def test_nothing_has_a_name_that_nobody_could_read(organisation, record):
    how = W if record is ai_models.record_ai_model else {}
    with pytest.raises(Invalid) as caught:
        record(name="\u200b", **how)
    assert [detail.pointer for detail in caught.value.details] == ["/name"]


def test_a_second_vendor_of_the_same_name_is_refused_in_words(organisation):
    make_vendor("Twice Ltd")
    with pytest.raises(Invalid, match="already in your register"):
        make_vendor("Twice Ltd")


def test_a_change_over_an_older_version_is_stale_and_shows_what_stands(organisation):
    vendor = make_vendor("First Ltd")
    vendors.change_vendor(vendor, version=1, legal_name="Second Ltd", **W)
    old = Vendor.objects.get()
    old.version = 1
    with pytest.raises(Stale) as caught:
        vendors.change_vendor(old, version=1, legal_name="Third Ltd", **W)
    assert caught.value.current["legal_name"] == "Second Ltd"


def test_vendors_that_sell_each_other_in_a_circle_are_refused(organisation):
    first = make_vendor("A Ltd")
    second = make_vendor("B Ltd", sold_by=first)
    with pytest.raises(Refused, match="A Ltd sold by B Ltd sold by A Ltd"):
        vendors.change_vendor(first, version=1, sold_by=second, **W)


def test_a_circle_that_is_there_after_all_can_be_opened_again(organisation):
    first, honest = make_vendor("A Ltd"), make_vendor("C Ltd")
    second = make_vendor("B Ltd", sold_by=first)
    with writing_around_the_services():
        Vendor.objects.filter(pk=first.pk).update(sold_by=second)
    first = vendors.find_vendor(first.pk)
    vendors.change_vendor(first, version=1, note="Looks odd", **W)
    vendors.change_vendor(first, version=2, sold_by=honest, **W)
    vendors.change_vendor(vendors.find_vendor(second.pk), version=1, sold_by=None, **W)
    assert dict(Vendor.objects.exclude(sold_by=None).values_list("legal_name", "sold_by__legal_name")) == {
        "A Ltd": "C Ltd"
    }


def test_contacts_and_references_are_replaced_as_a_whole(organisation):
    vendor = make_vendor(contacts=[{"name": "Ann"}], external_refs=[{"system": "Coupa", "ref": "17"}])
    vendors.change_vendor(vendor, version=1, contacts=[{"name": "Bob"}], external_refs=[], **W)
    assert list(VendorContact.objects.values_list("name", flat=True)) == ["Bob"]
    assert references_of(vendor) == []


def test_one_number_of_another_system_names_one_vendor(organisation):
    make_vendor(external_refs=[{"system": "Coupa", "ref": "17"}])
    with pytest.raises(Refused, match="Coupa 17"):
        make_vendor("Other Ltd", external_refs=[{"system": "Coupa", "ref": "17"}])
    assert not Vendor.objects.filter(legal_name="Other Ltd").exists()


def test_what_something_hangs_on_is_not_deleted(organisation):
    vendor, product = make_vendor(), None
    product = make_product(vendor)
    with pytest.raises(Refused, match="archived"):
        vendors.delete_vendor(vendor, version=1, **W)
    use = make_use(product)
    with pytest.raises(Refused, match="archived"):
        vendors.delete_product(product, version=1, **W)
    make_assessment(use)
    with pytest.raises(Refused, match="retired"):
        model_uses.delete_model_use(use, version=1, **W)


def test_a_circle_of_derivations_is_refused_with_the_circle_spelled_out(organisation):
    names = ("Alpha", "Beta", "Gamma")
    alpha, beta, gamma = (ai_models.record_ai_model(name=name, **W) for name in names)
    step = {"method": "fine_tuning", "says": "buyer_tested"}
    ai_models.record_derivation(child=alpha, parent=beta, **step, **W)
    ai_models.record_derivation(child=beta, parent=gamma, **step, **W)
    with pytest.raises(Refused) as caught:
        ai_models.record_derivation(child=gamma, parent=alpha, **step, **W)
    assert caught.value.code == "cycle"
    for name in names:
        assert name in caught.value.message


def test_an_own_model_may_be_made_from_a_catalogue_model_and_not_the_other_way(organisation):
    ours = ai_models.record_ai_model(name="Email sorter", **W)
    theirs = AIModel.objects.get(key="distilbert-base-uncased")
    ai_models.record_derivation(child=ours, parent=theirs, method="fine_tuning", says="buyer_tested", **W)
    with pytest.raises(Refused, match="read-only"):
        ai_models.record_derivation(child=theirs, parent=ours, method="merge", says="unknown", **W)
    with pytest.raises(Refused, match="read-only"):
        ai_models.change_ai_model(theirs, version=1, name="Mine now", **W)


@pytest.mark.parametrize(("method", "says"), [("copying", "unknown"), ("merge", "rumour")])
def test_a_step_uses_the_words_of_the_glossary(organisation, method, says):
    ours = ai_models.record_ai_model(name="Ours", **W)
    parent = AIModel.objects.get(key="gpt2")
    with pytest.raises(Invalid, match="not one of"):
        ai_models.record_derivation(child=ours, parent=parent, method=method, says=says, **W)


@pytest.mark.parametrize(
    ("facts", "pointer"),
    [
        ({"no_such_fact": True}, "/facts/no_such_fact"),
        ({"agentic": "yes"}, "/facts/agentic"),
        ({"hosting": "the moon"}, "/facts/hosting"),
        ({"professional_body": ["icaew", "none"]}, "/facts/professional_body"),
        ({"is_distilled": "yes"}, "/facts/is_distilled"),
    ],
)
def test_a_fact_of_the_wrong_kind_is_refused_with_its_place(organisation, facts, pointer):
    use = make_use()
    with pytest.raises(Invalid) as caught:
        model_uses.say_facts(use, facts=facts | {"customer_facing": True}, version=1, **W)
    assert [detail.pointer for detail in caught.value.details] == [pointer]
    assert not FactValue.objects.exists()


def test_a_fact_taken_back_is_unknown_again(organisation):
    use = make_use(facts={"agentic": True})
    model_uses.say_facts(use, facts={"agentic": None}, version=1, **W)
    assert not FactValue.objects.exists()
    assert use.version == 2


def test_facts_said_over_an_older_version_are_stale(organisation):
    use = make_use()
    model_uses.say_facts(use, facts={"agentic": True}, version=1, **W)
    with pytest.raises(Stale):
        model_uses.say_facts(use, facts={"agentic": False}, version=1, **W)
