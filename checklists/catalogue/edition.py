"""One edition as its files say it, in one piece."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from checklists.catalogue import schema


@dataclass(frozen=True)
class EditionFiles:
    """One edition as its files say it. Questions stand in the order of sections, obligations in that of regulators.

    `lines` gives the line on which an entry begins, by (file, key), for messages.
    """

    edition: schema.EditionFile
    facts: schema.FactsFile
    scoring: schema.ScoringFile
    contradictions: schema.ContradictionsFile
    wording: schema.WordingFile
    sources: schema.SourcesFile
    questionnaire: schema.QuestionnaireFile
    regulators: schema.RegulatorsFile
    known_models: schema.KnownModelsFile
    prices: schema.PricesFile
    changes: schema.ChangesFile
    question_files: Mapping[str, schema.QuestionsFile] = field(default_factory=dict)
    obligation_files: Mapping[str, schema.ObligationsFile] = field(default_factory=dict)
    maker_files: Mapping[str, schema.MakerFile] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The version, such as 2026.11.1."""
        return self.edition.version

    @property
    def questions(self) -> tuple[schema.Question, ...]:
        """All questions, section by section."""
        order = {section.key: place for place, section in enumerate(self.questionnaire.sections)}
        files = sorted(self.question_files.values(), key=lambda one: order.get(one.section, len(order)))
        return tuple(question for one in files for question in one.questions)

    @property
    def obligations(self) -> tuple[schema.Obligation, ...]:
        """All obligations, regulator by regulator."""
        order = {regulator.key: place for place, regulator in enumerate(self.regulators.regulators)}
        files = sorted(self.obligation_files.values(), key=lambda one: order.get(one.regulator, len(order)))
        return tuple(obligation for one in files for obligation in one.obligations)

    @property
    def models(self) -> tuple[schema.KnownModel, ...]:
        """All known models, file by file in the order of the alphabet."""
        return tuple(model for _, one in sorted(self.maker_files.items()) for model in one.models)
