"""One thing of every kind in an organisation, so that every path can be called on something that is there."""

from dataclasses import dataclass
from typing import Any

from tests.api.conftest import Firm
from tests.api.contract import plain_schema

NOBODYS = "00000000-0000-7000-8000-000000000000"
QUESTION = "is_this_distilled"


@dataclass
class World:
    """The ids of what a firm has, by the paths that name them."""

    firm: Firm
    ids: dict[str, dict[str, str]]

    def address(self, path: str) -> str:
        """The address of a path of the schema on what is there."""
        whole = path.removeprefix("/api/v1")
        noun = whole.split("/")[1]
        for name, value in self.ids[noun].items():
            whole = whole.replace(f"{{{name}}}", value)
        return whole


def make_world(firm: Firm, mark: str = "") -> World:
    """Make one thing of each kind. `mark` stands in every text that the firm writes."""
    api = firm.api
    vendor = api.post(
        "/vendors/", {"legal_name": f"Vendor {mark}", "note": mark, "contacts": [{"name": mark or "Ann"}]}
    )
    product = api.post("/products/", {"name": f"Product {mark}", "vendor": vendor.json()["id"]}).json()["id"]
    models = [api.post("/ai-models/", {"name": f"Model {number} {mark}"}).json()["id"] for number in (1, 2)]
    step = {"parent": models[1], "method": "merge", "says": "reported", "statement": mark}
    derivation = api.post(f"/ai-models/{models[0]}/lineage/", step).json()["id"]
    use = api.post("/models-in-use/", {"product": product, "name": f"Use {mark}", "purpose": f"Work {mark}"}).json()[
        "id"
    ]
    plan = {"model_in_use": use, "title": f"Both {mark}", "task": "Work", "larger": "Pro", "cheaper": "Lite"}
    evaluation = api.post("/evaluations/", plan).json()["id"]
    evidence = api.post("/evidence/", {"address": "https://oak.example", "text": f"Seen {mark}"}).json()["id"]
    open_use = api.post("/models-in-use/", {"product": product, "name": f"Other {mark}", "purpose": "More"}).json()[
        "id"
    ]
    price = _priced(firm, open_use, mark)
    assessment = _assessed(firm, use, mark)
    decision = _decided(firm, assessment, mark)
    dossier = api.post("/dossiers/", {"assessment": assessment}).json()["id"]
    questionnaire = api.get("/questionnaires/").json()["results"][0]["id"]
    return World(
        firm,
        {
            "vendors": {"id": vendor.json()["id"]},
            "products": {"id": product},
            "ai-models": {"id": models[0], "step": derivation},
            "models-in-use": {
                "id": open_use,
                "obligation": "dsit_algorithmic_transparency",
                "item": "record_published",
                "change": NOBODYS,
            },
            "price-points": {"id": price},
            "questionnaires": {"id": questionnaire, "number": "1"},
            "assessments": {"id": _assessed(firm, open_use, mark), "question": QUESTION, "evidence": evidence},
            "evaluations": {"id": evaluation},
            "evidence": {"id": evidence},
            "decisions": {"id": decision, "number": "1"},
            "findings": {"id": _raised(firm, assessment, mark)},
            "dossiers": {"id": dossier},
            "events": {},
            "concentration": {},
            "scale": {},
        },
    )


def _priced(firm: Firm, use: str, mark: str) -> str:
    days = {"valid_from": "2026-11-24", "read_on": "2026-11-24"}
    price = {"model_in_use": use, "tier": "larger", "unit": "month", "currency": "GBP", "price": "20", "source": mark}
    firm.api.put(f"/models-in-use/{use}/usage/", {"larger_input_tokens": 900}, If_None_Match="*")
    return firm.api.post("/price-points/", price | days).json()["id"]


def _assessed(firm: Firm, use: str, mark: str) -> str:
    assessment = firm.api.post("/assessments/", {"model_in_use": use}).json()["id"]
    body = {"state": "answered", "value": "yes", "note": f"Said {mark}"}
    firm.api.put(f"/assessments/{assessment}/answers/{QUESTION}/", body, If_None_Match="*")
    firm.api.post(f"/assessments/{assessment}/submit/")
    return assessment


def _raised(firm: Firm, assessment: str, mark: str) -> str:
    body = {"assessment": assessment, "severity": "high", "title": f"No trial {mark}", "text": mark}
    return firm.api.post("/findings/", body).json()["id"]


def _decided(firm: Firm, assessment: str, mark: str) -> str:
    judgement = firm.approvers_api.get(f"/assessments/{assessment}/judgement/").json()
    names = [block["key"] for block in judgement["record"]["blocking"]]
    body: dict[str, Any] = {
        "outcome": "approved_with_conditions",
        "reasons": f"Because {mark}",
        "digest": judgement["digest"],
        "judged_on": judgement["judged_on"],
        "conditions": [{"text": f"Test it {mark}", "due": "before_use", "names": names}],
    }
    return firm.approvers_api.post(f"/assessments/{assessment}/decide/", body).json()["id"]


def operations() -> list[tuple[str, str]]:
    """Every method of every path of the schema."""
    return [(method.upper(), path) for path, methods in plain_schema()["paths"].items() for method in methods]
