"""The paths of the API, version 1. Fixed: clients and checks are written against them."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path

from procurement.api.ai_models import AIModelViewSet
from procurement.api.answers import AnswerViewSet, BesideAnswerViewSet
from procurement.api.assessments import AssessmentViewSet
from procurement.api.changes import ChangeViewSet, ReReviewViewSet
from procurement.api.concentration import ConcentrationViewSet
from procurement.api.decisions import DecisionViewSet, GatePassViewSet
from procurement.api.docs import DocsView, SchemaView
from procurement.api.dossiers import DossierViewSet
from procurement.api.duty_plans import DutyPlanViewSet
from procurement.api.evaluations import EvaluationViewSet, PairedResultsViewSet
from procurement.api.events import EventViewSet
from procurement.api.evidence import EvidenceViewSet
from procurement.api.findings import FindingViewSet
from procurement.api.judgement import JudgementViewSet
from procurement.api.lineage import LineageViewSet
from procurement.api.model_uses import ModelUseViewSet
from procurement.api.own_records import OwnRecordViewSet
from procurement.api.prices import ListPriceViewSet, PriceViewSet
from procurement.api.products import ProductViewSet
from procurement.api.questionnaires import QuestionnaireViewSet
from procurement.api.scale import ScaleViewSet
from procurement.api.sheets import ReturnedSheetViewSet, SheetViewSet
from procurement.api.standing import StandingViewSet
from procurement.api.unknown import unknown_path
from procurement.api.usage import UsageViewSet
from procurement.api.vendors import VendorViewSet


def route(address: str, view: Any, **methods: str) -> URLPattern:
    """One path, with the action of each method."""
    return path(address, view.as_view(methods))


LIST, READ = {"get": "list"}, {"get": "retrieve"}
COLLECTION = LIST | {"post": "create"}
ITEM = READ | {"patch": "partial_update"}
MORTAL = ITEM | {"delete": "destroy"}
USE, ROUND = "models-in-use/<uuid:id>/", "assessments/<uuid:id>/"
ANSWER = f"{ROUND}answers/<slug:question>/"

REGISTER = [
    route("vendors/", VendorViewSet, **COLLECTION),
    route("vendors/<uuid:id>/", VendorViewSet, **MORTAL),
    route("products/", ProductViewSet, **COLLECTION),
    route("products/<uuid:id>/", ProductViewSet, **MORTAL),
    route("ai-models/", AIModelViewSet, **COLLECTION),
    route("ai-models/<uuid:id>/", AIModelViewSet, **ITEM),
    route("ai-models/<uuid:id>/lineage/", LineageViewSet, get="retrieve", post="create"),
    route("ai-models/<uuid:id>/lineage/<uuid:step>/", LineageViewSet, delete="destroy"),
    route("concentration/", ConcentrationViewSet, **READ),
    route("scale/", ScaleViewSet, **READ),
    route("models-in-use/", ModelUseViewSet, **COLLECTION),
    route(USE, ModelUseViewSet, **MORTAL),
    route(f"{USE}facts/", StandingViewSet, get="facts", patch="say_facts"),
    route(f"{USE}obligations/", StandingViewSet, get="obligations"),
    route(f"{USE}obligations/<slug:obligation>/<slug:item>/plan/", DutyPlanViewSet, get="retrieve", put="write"),
    route(f"{USE}usage/", UsageViewSet, get="retrieve", put="write"),
    route(f"{USE}list-prices/", ListPriceViewSet, get="list", post="take"),
    route("price-points/", PriceViewSet, **COLLECTION),
    route("price-points/<uuid:id>/", PriceViewSet, get="retrieve", delete="destroy"),
    route(f"{USE}changes/", ChangeViewSet, **LIST),
    route(f"{USE}changes/look/", ChangeViewSet, post="look"),
    route(f"{USE}changes/<uuid:change>/dismiss/", ChangeViewSet, post="dismiss"),
    route(f"{USE}re-review/", ReReviewViewSet, post="start"),
    route(f"{USE}own-records/", OwnRecordViewSet, **LIST),
    route(f"{USE}own-records/<slug:obligation>/<slug:item>/", OwnRecordViewSet, get="retrieve", put="write"),
]
ASSESSING = [
    route("questionnaires/", QuestionnaireViewSet, **LIST),
    route("questionnaires/<uuid:id>/", QuestionnaireViewSet, **READ),
    route("questionnaires/<uuid:id>/versions/<int:number>/", QuestionnaireViewSet, get="version"),
    route("assessments/", AssessmentViewSet, **COLLECTION),
    route(ROUND, AssessmentViewSet, **READ),
    route(f"{ROUND}submit/", AssessmentViewSet, post="submit"),
    route(f"{ROUND}reopen/", AssessmentViewSet, post="reopen"),
    route(f"{ROUND}export.xlsx", SheetViewSet, get="export"),
    route(f"{ROUND}import-xlsx/", ReturnedSheetViewSet, post="take"),
    route(f"{ROUND}questions/", JudgementViewSet, get="questions"),
    route(f"{ROUND}judgement/", JudgementViewSet, get="judgement"),
    route(f"{ROUND}answers/", AnswerViewSet, get="list", put="write_many"),
    route(ANSWER, AnswerViewSet, get="retrieve", put="write"),
    route(f"{ANSWER}judgement/", BesideAnswerViewSet, put="judge"),
    route(f"{ANSWER}evidence/", BesideAnswerViewSet, post="attach"),
    route(f"{ANSWER}evidence/<uuid:evidence>/", BesideAnswerViewSet, delete="detach"),
    route("evaluations/", EvaluationViewSet, **COLLECTION),
    route("evaluations/<uuid:id>/", EvaluationViewSet, **MORTAL),
    route("evaluations/<uuid:id>/counts/", EvaluationViewSet, post="counts"),
    route("evaluations/<uuid:id>/paired-results/", PairedResultsViewSet, post="paired_results"),
    route("evidence/", EvidenceViewSet, **COLLECTION),
    route("evidence/<uuid:id>/", EvidenceViewSet, **READ),
    route("evidence/<uuid:id>/content/", EvidenceViewSet, get="content"),
]
DECIDING = [
    route(f"{ROUND}gate-passes/", GatePassViewSet, **COLLECTION),
    route(f"{ROUND}decide/", DecisionViewSet, post="decide"),
    route("decisions/", DecisionViewSet, **LIST),
    route("decisions/<uuid:id>/", DecisionViewSet, **READ),
    route("decisions/<uuid:id>/conditions/<int:number>/", DecisionViewSet, get="condition", patch="meet"),
    route("findings/", FindingViewSet, **COLLECTION),
    route("findings/<uuid:id>/", FindingViewSet, **ITEM),
    route("findings/<uuid:id>/accept/", FindingViewSet, post="accept", delete="withdraw"),
    route("findings/<uuid:id>/close/", FindingViewSet, post="close"),
    route("dossiers/", DossierViewSet, **COLLECTION),
    route("dossiers/<uuid:id>/", DossierViewSet, **READ),
    route("dossiers/<uuid:id>/replay/", DossierViewSet, post="replay"),
    route("dossiers/<uuid:id>/pdf/", DossierViewSet, get="pdf"),
    route("dossiers/<uuid:id>/json/", DossierViewSet, get="json"),
    route("events/", EventViewSet, **LIST),
]
READABLE = [
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("docs/", DocsView.as_view(), name="api-docs"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include([*READABLE, *REGISTER, *ASSESSING, *DECIDING])),
    re_path(r"", unknown_path),
]
