"""A firm with as many rows as a measurement wants. They are added past the services: reading is what is measured."""

from datetime import UTC, datetime

from django_scopes import scope

from checklists.actor import Actor, system
from checklists.models import Assessment, ModelUse, Product, Vendor
from checklists.services import access, answers, assessments, model_uses, people, vendors
from checklists.services.content import questionnaire_content
from checklists.services.given import Given

BY: Actor = system("bench", "command")
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
W = {"by": BY, "at": AT}
API = "/api/v1/"


class Firm:
    """One organisation with a key, one assessment with 50 answers, and as many vendors and assessments as wanted."""

    def __init__(self) -> None:
        self.organisation = people.create_organisation(name="Bench", four_eyes=False, **W)
        self.size = 1
        with scope(organisation=self.organisation):
            owner = people.add_member(email="owner@example.org", name="Owner", role="owner", **W)
            scopes = ["read", "write"]
            self.secret = access.create_api_key(name="Bench", member=owner, scopes=scopes, **W).secret
            self.vendor = vendors.record_vendor(legal_name="Vendor 0", **W)
            self.product = vendors.record_product(vendor=self.vendor, name="Product", **W)
            use = model_uses.record_model_use(product=self.product, name="Use 0", purpose="Letters", **W)
            opened = assessments.open_assessment(model_use=use, **W)
            self.assessment = assessments.find_assessment(opened.pk)
            self._answer()

    @property
    def answer_path(self) -> str:
        return f"{API}assessments/{self.assessment.pk}/answers/"

    def pages(self) -> dict[str, str]:
        return {
            "answers": f"{self.answer_path}?limit=50",
            "questions with judgement": f"{API}assessments/{self.assessment.pk}/questions/",
            "judgement": f"{API}assessments/{self.assessment.pk}/judgement/",
            "vendors": f"{API}vendors/?limit=50",
            "models in use": f"{API}models-in-use/?limit=50",
            "assessments": f"{API}assessments/?limit=50",
        }

    def _answer(self) -> None:
        asked = questionnaire_content(self.assessment.questionnaire_version_id).questions[:51]
        given = [Given(one.key, "refuses") for one in asked if one.key != "is_this_distilled"][:49]
        given.append(Given("is_this_distilled", "answered", "yes"))
        answers.write_answers(self.assessment, given, **W)

    def grow(self, size: int) -> None:
        """Up to `size` vendors, models in use and assessments."""
        with scope(organisation=self.organisation):
            numbers = range(self.size, size)
            organisation, mine = self.organisation, self.assessment
            rows = [Vendor(organisation=organisation, legal_name=f"Vendor {n}").stamp(BY, AT) for n in numbers]
            Vendor.objects.bulk_create(rows, batch_size=500)
            products = [Product(organisation=organisation, vendor=row, name="Product").stamp(BY, AT) for row in rows]
            Product.objects.bulk_create(products, batch_size=500)
            uses = [
                ModelUse(organisation=organisation, product=product, name="Use", purpose="Letters").stamp(BY, AT)
                for product in products
            ]
            ModelUse.objects.bulk_create(uses, batch_size=500)
            version, edition = mine.questionnaire_version, mine.edition
            pins = {"questionnaire_version": version, "edition": edition, "opened_on": AT.date()}
            rounds = [Assessment(organisation=organisation, model_use=use, **pins).stamp(BY, AT) for use in uses]
            Assessment.objects.bulk_create(rounds, batch_size=500)
        self.size = max(size, self.size)
