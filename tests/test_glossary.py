"""The glossary says every key that people and programs meet, and none that is gone."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from checklists import models, rules
from checklists.catalogue.load import read_edition
from checklists.models.ai_models import Method, Says
from checklists.models.assessments import AssessmentState
from checklists.models.changes import ChangeState, RejudgingState
from checklists.models.decisions import Due, Outcome
from checklists.models.dossiers import DossierState
from checklists.models.editions import ItemKind
from checklists.models.evaluations import EvaluationState, Mark
from checklists.models.evidence import EvidenceKind
from checklists.models.mail import MailState
from checklists.models.model_uses import UseState
from checklists.models.people import Role
from checklists.models.prices import PriceState
from checklists.models.questionnaires import VersionState
from checklists.models.requests import RequestState
from checklists.models.vendors import RegisterState
from checklists.rules.answers import Judged, Rung, State, WhoMaySee
from checklists.rules.facts import Origin, Verdict
from checklists.rules.gates import GateState
from checklists.rules.grading import Grade
from checklists.rules.life import LifeState
from checklists.rules.lineage_words import STATUSES
from checklists.rules.mail_times import MailKind
from checklists.rules.obligations import Status
from checklists.rules.recommend import Outcome as Recommended

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"
HEADINGS: dict[type[StrEnum], str] = {
    AssessmentState: "State of an assessment",
    ChangeState: "State of a change",
    DossierState: "State of a dossier",
    Due: "When a condition is due",
    EvaluationState: "State of a comparison",
    EvidenceKind: "Kind of evidence",
    GateState: "Gate state",
    Grade: "Grade",
    Judged: "Reviewer's judgement",
    LifeState: "State of a finding",
    MailKind: "Kind of mail",
    MailState: "State of a mail",
    Mark: "Mark",
    Method: "Method",
    Origin: "Origin",
    Outcome: "Outcome",
    Recommended: "Recommendation",
    RegisterState: "State of a vendor or product",
    RejudgingState: "State of judging again",
    RequestState: "State of a request",
    Role: "Role",
    PriceState: "State of a price",
    Rung: "Rung",
    Says: "Who says so",
    State: "Answer state",
    Status: "Status of a duty",
    UseState: "State of a model in use",
    Verdict: "Verdict",
    VersionState: "State of a questionnaire version",
    WhoMaySee: "Who may see it",
}
OF_NO_FACE = {ItemKind}  # how the tables sort what an edition says; nobody meets these keys


@cache
def keys_under(heading: str) -> tuple[str, ...]:
    """The keys in the first column of the table under a heading, in order."""
    parts = re.split(r"^#+ (.+)$", GLOSSARY.read_text("utf-8"), flags=re.MULTILINE)
    text = dict(zip(parts[1::2], parts[2::2], strict=True))[heading]
    return tuple(re.findall(r"^\| `([a-z_]+)` \|", text, flags=re.MULTILINE))


def enums(package: ModuleType) -> Iterator[type[StrEnum]]:
    """Every set of keys that a package defines."""
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        found = vars(importlib.import_module(module.name)).values()
        for one in found:
            if isinstance(one, type) and issubclass(one, StrEnum) and one.__module__ == module.name:
                yield one


@pytest.mark.parametrize(("words", "heading"), [pytest.param(*each, id=each[1]) for each in HEADINGS.items()])
def test_the_glossary_has_every_key_in_its_order_and_no_other(words: type[StrEnum], heading: str) -> None:
    assert keys_under(heading) == tuple(word.value for word in words)


def test_no_set_of_keys_is_missing_from_the_glossary() -> None:
    assert {*enums(rules), *enums(models)} - OF_NO_FACE == set(HEADINGS)


def test_the_glossary_has_the_reasons_severities_and_bands_of_the_catalogue() -> None:
    files = read_edition()
    reasons = [choice.value for _, choices in files.questionnaire.states for choice in choices]
    assert keys_under("Reason") == tuple(reasons)
    assert keys_under("Severity") == tuple(severity.key for severity in files.scoring.findings.severities)
    assert keys_under("Band") == tuple(band.key for band in files.regulators.bands)


def test_the_glossary_has_what_may_be_known_of_a_distillation() -> None:
    known = {model.distillation_status for model in read_edition().models}
    assert set(keys_under("Distillation status")) == set(STATUSES) >= known


def test_every_link_inside_the_glossary_leads_somewhere() -> None:
    text = GLOSSARY.read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    linked = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert linked
    assert linked <= anchors
    files = re.findall(r"\]\(([a-z_]+\.md)\)", text)
    assert all((GLOSSARY.parent / name).is_file() for name in files)
