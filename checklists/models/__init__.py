"""The tables: facts, constraints and QuerySets. Written by services alone."""

from checklists.models.access import ApiKey, Invitation, SetupLink
from checklists.models.ai_models import AIModel, Alias, Derivation, ModelRecord, PublishedFigure, ThirdPartyClaim
from checklists.models.assessments import Answer, AnswerEvidence, AnswerRevision, Assessment, JudgementRevision
from checklists.models.changes import Change, Rejudging
from checklists.models.decisions import Condition, Decision, GatePass
from checklists.models.dossiers import Dossier
from checklists.models.editions import Edition, EditionItem
from checklists.models.evaluations import Evaluation, EvaluationSlice, OwnTestItem
from checklists.models.events import Event, EventBody, EventHead
from checklists.models.evidence import Evidence
from checklists.models.findings import Finding
from checklists.models.idempotency import IdempotencyKey
from checklists.models.mail import MailChoice, MailMessage, MailProof
from checklists.models.model_uses import FactValue, ModelUse
from checklists.models.obligations import DutyPlan, FirmRecord, RecordEvidence
from checklists.models.organisations import Organisation
from checklists.models.people import Membership, User
from checklists.models.prices import PricePoint, Usage
from checklists.models.questionnaires import Question, Questionnaire, QuestionnaireVersion, Section
from checklists.models.requests import (
    AccessCode,
    AnswerRequest,
    Clarification,
    RequestEvidence,
    RequestLink,
    RespondentSession,
)
from checklists.models.scales import OwnScale
from checklists.models.vendors import ExternalRef, Product, Vendor, VendorContact

__all__ = [
    "AIModel", "AccessCode", "Alias", "Answer", "AnswerEvidence", "AnswerRequest", "AnswerRevision", "ApiKey",
    "Assessment", "Change", "Clarification", "Condition", "Decision", "Derivation", "Dossier", "DutyPlan", "Edition",
    "EditionItem", "Evaluation", "EvaluationSlice", "Event", "EventBody", "EventHead", "Evidence", "ExternalRef",
    "FactValue", "Finding", "FirmRecord", "GatePass", "IdempotencyKey", "Invitation", "JudgementRevision",
    "MailChoice", "MailMessage", "MailProof", "Membership", "ModelRecord", "ModelUse", "Organisation", "OwnScale",
    "OwnTestItem", "PricePoint", "Product", "PublishedFigure", "Question", "Questionnaire", "QuestionnaireVersion",
    "RecordEvidence", "Rejudging", "RequestEvidence", "RequestLink", "RespondentSession", "Section", "SetupLink",
    "ThirdPartyClaim", "Usage", "User", "Vendor", "VendorContact",
]  # fmt: skip
