"""The shape of every catalogue file: one class an entry, one module a noun."""

from checklists.catalogue.schema.base import Choice, Entry
from checklists.catalogue.schema.changes import ChangeKind, ChangesFile
from checklists.catalogue.schema.contradictions import (
    AnswerSide,
    Contradiction,
    ContradictionsFile,
    FactSide,
    LineageSide,
)
from checklists.catalogue.schema.edition import EditionFile
from checklists.catalogue.schema.facts import Fact, FactGroup, FactsFile
from checklists.catalogue.schema.known_models import (
    Claim,
    Edge,
    Figure,
    KnownModel,
    KnownModelsFile,
    MakerFile,
    OutputTerms,
)
from checklists.catalogue.schema.obligations import Band, Obligation, ObligationsFile, Regulator, RegulatorsFile
from checklists.catalogue.schema.prices import ListPrice, PricesFile
from checklists.catalogue.schema.questions import (
    FollowUp,
    Question,
    QuestionnaireFile,
    QuestionsFile,
    Section,
    Sets,
    Table,
)
from checklists.catalogue.schema.scoring import FindingRule, ScoringFile
from checklists.catalogue.schema.sources import Source, SourcesFile, Wording, WordingFile

__all__ = [
    "AnswerSide",
    "Band",
    "ChangeKind",
    "ChangesFile",
    "Choice",
    "Claim",
    "Contradiction",
    "ContradictionsFile",
    "Edge",
    "EditionFile",
    "Entry",
    "Fact",
    "FactGroup",
    "FactSide",
    "FactsFile",
    "Figure",
    "FindingRule",
    "FollowUp",
    "KnownModel",
    "KnownModelsFile",
    "LineageSide",
    "ListPrice",
    "MakerFile",
    "Obligation",
    "ObligationsFile",
    "OutputTerms",
    "PricesFile",
    "Question",
    "QuestionnaireFile",
    "QuestionsFile",
    "Regulator",
    "RegulatorsFile",
    "ScoringFile",
    "Section",
    "Sets",
    "Source",
    "SourcesFile",
    "Table",
    "Wording",
    "WordingFile",
]
