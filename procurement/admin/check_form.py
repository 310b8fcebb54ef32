"""What "Check an AI tool" was filled in with, and what follows from it before anything is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, QueryDict

from checklists.models import Edition, Product, Vendor
from checklists.rules.case import Case
from checklists.rules.content import Content
from checklists.rules.judge import Judgement, judge
from checklists.rules.lineage import Lineage
from checklists.rules.proposing import proposals
from checklists.rules.questions import Asked
from checklists.rules.short_form import OWN_PAPERS
from checklists.rules.wording import fill
from checklists.services.assessments import latest_version
from checklists.services.content import edition_content, graph_in_scope, questionnaire_content
from procurement.admin.acting import today
from procurement.admin.fact_questions import FactGroup, askable, groups, said_from, values_from

FIELDS = ("vendor", "company_number", "product", "name", "purpose", "tier_label", "model", "picked")
LABELS = {
    "vendor": "Vendor",
    "company_number": "Companies House number",
    "product": "Product",
    "tier_label": "Plan or tier",
    "purpose": "What it will be used for",
    "name": "A short name",
    "model": "AI model",
}
VENDOR_HAS_NOT_SAID = "none"
MOST_CANDIDATES = 8
MOST_NAMES = 300
BAD_CHARACTER = "Holds a character that cannot be stored: U+0000."


@dataclass
class CheckForm:
    """The form as it stands. `values` are its texts, `facts` what is said of facts (None: not known)."""

    edition_id: Any
    values: dict[str, str] = field(default_factory=lambda: dict.fromkeys(FIELDS, ""))
    facts: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    message: str = ""

    @classmethod
    def from_post(cls, data: QueryDict, edition: Edition) -> "CheckForm":
        values = {name: data.get(name, "").replace("\r\n", "\n").strip() for name in FIELDS}
        return cls(edition.pk, values, values_from(data, askable(edition_content(edition.pk))))

    @classmethod
    def from_address(cls, request: HttpRequest, edition: Edition) -> "CheckForm":
        """Empty, or begun with a vendor or a product of the register that the address names."""
        form = cls(edition.pk)
        product = _row(Product.objects.select_related("vendor"), request.GET.get("product", ""))
        vendor = product.vendor if product else _row(Vendor.objects.all(), request.GET.get("vendor", ""))
        form.values["product"] = product.name if product else ""
        form.values["vendor"] = vendor.legal_name if vendor else ""
        return form

    @property
    def is_self_supplied(self) -> bool:
        return self.facts.get("supplied_as") == "self_supplied"

    @property
    def model_id(self) -> str:
        """The id of the AI model that was picked; "" where the vendor has not said."""
        return "" if self.values["picked"] == VENDOR_HAS_NOT_SAID else self.values["picked"]

    def missing(self) -> dict[str, str]:
        """What has to be filled in before an assessment can be opened."""
        wanted = {
            "vendor": "Who sells it? If you got the model yourselves, say so in the first step.",
            "product": "What is it called?",
            "purpose": "What will it be used for? One sentence will do.",
        }
        if self.is_self_supplied:
            del wanted["vendor"]
        missing = {name: words for name, words in wanted.items() if not self.values[name]}
        return missing | {name: BAD_CHARACTER for name, text in self.values.items() if "\x00" in text}

    def named(self) -> dict[str, str]:
        """What each field is called on the page, facts among them."""
        facts = {one.name: one.plain for one in askable(edition_content(self.edition_id))}
        return {**LABELS, **facts}

    def to_mend(self) -> list[tuple[str, str]]:
        """The fields with a problem, as (id, what it is called), in the order of the page."""
        ids = {name: name if name in LABELS else f"fact--{name}" for name in self.named()}
        return [(ids[name], label) for name, label in self.named().items() if name in self.problems]

    def groups(self) -> list[FactGroup]:
        edition = edition_content(self.edition_id)
        ticked = {name: value for name, value in self.facts.items() if isinstance(value, list)}
        return groups(edition, said_from(self.facts, edition.facts), problems=self.problems, ticked=ticked)

    def found_models(self) -> list[dict[str, str]]:
        """Models of the catalogue, and our own, that the typed name may mean, and the one that is picked."""
        graph = graph_in_scope(self.edition_id)
        text = self.values["model"]
        meant = proposals(text, graph.models.values()).candidates[:MOST_CANDIDATES] if text else ()
        found = [each.model for each in meant]
        if self.model_id and self.model_id in graph.models and self.model_id not in found:
            found.insert(0, self.model_id)
        return [_model_words(graph, key) for key in found]


@dataclass(frozen=True)
class Outlook:
    """What would be asked: the sentence, the questions by who could answer them, and why so many."""

    first: str
    rest: str
    own: Sequence[Asked]
    vendor: Sequence[Asked]
    ours: Sequence[Asked]
    form: str
    reason: str
    minutes: int


def outlook(form: CheckForm) -> Outlook:
    """Judge the form as if it had been kept. Nothing is written."""
    version = latest_version(None)
    content = Content(edition_content(form.edition_id), questionnaire_content(version.pk))
    judged = _judged(content, form)
    page = judged.first_page
    shown = [asked for asked in judged.asked if asked.counted]
    own = [asked for asked in shown if OWN_PAPERS.intersection(asked.question.look_in)]
    words = {"total": str(page.total), "own": str(page.own), "vendor_count": str(page.vendor_count)}
    first, _, rest = fill(content.edition.wording["first_page"], words).partition(". ")
    return Outlook(
        f"{first}.",
        rest,
        own,
        [asked for asked in shown if asked.asked_of != "buyer" and asked not in own],
        [asked for asked in shown if asked.asked_of == "buyer" and asked not in own],
        judged.triage.form,
        judged.triage.reason,
        page.minutes,
    )


def _judged(content: Content, form: CheckForm) -> Judgement:
    """The short form where it will do, else the full one."""
    graph = graph_in_scope(form.edition_id)
    subject = form.model_id if form.model_id in graph.models else None
    case = Case(
        judged_on=today(),
        tier_label=form.values["tier_label"],
        said=said_from(form.facts, content.edition.facts),
        lineage=Lineage(subject=subject, models=graph.models, steps=graph.steps),
        picked_model=subject,
        vendor=form.values["vendor"],
    )
    full = judge(content, case)
    return judge(content, replace(case, short=True)) if full.triage.form == "short" else full


def _model_words(graph: Lineage, key: str) -> dict[str, str]:
    """One model as a person picks it: name, maker, and what the maker has said of how it was made."""
    model = graph.models[key]
    return {"id": key, "name": model.name, "developer": model.developer, "status": model.status, "key": model.key or ""}


def _row(rows: Any, key: str) -> Any:
    """The row with this id, if it is one of the organisation's."""
    return next((row for row in rows.filter(pk=key)), None) if len(key) == 36 and key.count("-") == 4 else None


def known_names() -> Mapping[str, list[str]]:
    """Names of vendors and products to be suggested while one types."""
    return {
        "vendors": list(Vendor.objects.order_by("legal_name").values_list("legal_name", flat=True)[:MOST_NAMES]),
        "products": list(Product.objects.order_by("name").values_list("name", flat=True)[:MOST_NAMES]),
    }
