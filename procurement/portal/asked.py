"""What a respondent is asked, as their pages show it: chosen field by field, so that no buyer's note is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from checklists.models import Answer, AnswerRequest, User
from checklists.rules.lineage import Model
from checklists.rules.questions import Asked as AskedQuestion
from checklists.rules.questions import Question
from checklists.rules.short_form import in_fives, minutes
from checklists.services.judging import Judged, day_of, judge_assessment
from checklists.services.respondents import all_questions_of, questions_of
from procurement.answering.asking import Models

# Of a question, what its vendor is shown; of an answer, what a respondent wrote themselves.
OF_ANSWER = (
    "state", "state_label", "value", "value_label", "follow_up", "follow_up_label", "reason", "reason_label", "note",
    "rung", "said_by", "said_by_name", "said_on", "date_asked", "who_may_see", "who_may_see_label", "reused_from",
)  # fmt: skip
NOTHING: Mapping[str, Any] = {
    **dict.fromkeys(OF_ANSWER, ""),
    "state": "not_yet",
    "value": None,
    "follow_up": None,
    "date_asked": None,
    "who_may_see": "in_dossier",
    "said_by": "vendor",
    "documents": [],
}


@dataclass(frozen=True)
class Part:
    """One section, with its lines as the cards take them, and the question behind each."""

    key: str
    title: str
    intro: str
    lines: tuple[Mapping[str, Any], ...]

    @property
    def done(self) -> int:
        return sum(line["answer"]["state"] != "not_yet" for line in self.lines)

    @property
    def missing(self) -> list[Mapping[str, Any]]:
        return [line for line in self.lines if line["answer"]["state"] == "not_yet"]


@dataclass(frozen=True)
class Asked:
    """A request as its respondent sees it. `parts` are what is asked now; `to_read` what may be asked in all."""

    row: AnswerRequest
    judged: Judged

    @property
    def organisation(self) -> str:
        return self.row.organisation.name

    @property
    def product(self) -> str:
        return self.row.assessment.model_use.product.name

    @property
    def tier(self) -> str:
        return self.row.assessment.model_use.tier_label

    @property
    def purpose(self) -> str:
        """What it is to be used for, within a sentence."""
        purpose = self.row.assessment.model_use.purpose.strip().rstrip(".")
        return purpose if purpose[1:2].isupper() else purpose[:1].lower() + purpose[1:]

    @property
    def total(self) -> int:
        return len(self._now)

    @property
    def done(self) -> int:
        return sum(part.done for part in self.parts)

    @property
    def minutes(self) -> int:
        return in_fives(minutes((each.question for each in self._now), self.judged.content.questionnaire))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return self._parts(self._now)

    @cached_property
    def to_read(self) -> tuple[Part, ...]:
        return self._parts(all_questions_of(self.row, self.judged))

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The questions to which an answer stands that this reader did not give, and is not shown."""
        return frozenset(key for key in self.rows if not self._readable(key))

    @cached_property
    def rows(self) -> Mapping[str, Answer]:
        """The answers as they stand, by question."""
        keys = [each.question.key for each in self._now]
        return {row.question: row for row in Answer.objects.filter(assessment=self.row.assessment, question__in=keys)}

    @property
    def models(self) -> Models:
        """The models of the catalogue: what the buyer calls its own is nobody else's to read."""
        return Models.of(self._known)

    @cached_property
    def _known(self) -> tuple[Model, ...]:
        models = self.judged.case.lineage.models.values()
        return tuple(model for model in models if model.role != "placeholder" and model.key is not None)

    @cached_property
    def _now(self) -> tuple[AskedQuestion, ...]:
        return questions_of(self.row, self.judged)

    def part(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)

    def question(self, key: str) -> Question:
        return self.judged.content.questionnaire.by_key[key]

    def _parts(self, asked: tuple[AskedQuestion, ...]) -> tuple[Part, ...]:
        sections = self.judged.content.questionnaire.sections
        found = []
        for section in sections:
            here = [each for each in asked if each.question.section == section.key]
            if here:
                lines = tuple(self._line(each, place) for place, each in enumerate(here, 1))
                found.append(Part(section.key, section.title, section.intro, lines))
        return tuple(found)

    def _line(self, each: AskedQuestion, place: int) -> dict[str, Any]:
        question = each.question
        return {
            "key": question.key,
            "number": str(place),
            "text": each.text,
            "vendor_help": question.vendor_help,
            "who_knows": question.who_knows,
            "evidence": question.evidence,
            "asked_of": "vendor",
            "look_in": (),
            "answer": self._answer(question.key),
            "follows": bool(each.waits_for),
        }

    def _answer(self, key: str) -> Mapping[str, Any]:
        recorded = self._recorded.get(key)
        if recorded is None or not self._readable(key):
            return NOTHING
        mine = [each for each in recorded["documents"] if each["id"] in self._files]
        return {**{name: recorded[name] for name in OF_ANSWER}, "documents": mine}

    @cached_property
    def _recorded(self) -> Mapping[str, Mapping[str, Any]]:
        sections = self.judged.record["sections"]
        return {line["key"]: line["answer"] for section in sections for line in section["questions"]}

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(str(key) for key in self.row.files.values_list("evidence_id", flat=True))

    def _readable(self, key: str) -> bool:
        """Only what was written in the portal; and after a request was passed on unproven, only what came by it."""
        answer = self.rows.get(key)
        if answer is None or answer.by_kind != "respondent":
            return False
        before = self.row.instead_of
        return before is None or before.proven_at is not None or answer.by_id in self._chain

    @cached_property
    def _chain(self) -> frozenset[UUID]:
        return frozenset({self.row.pk, *(part.pk for part in self.row.parts.all())})


def asked_of(row: AnswerRequest, at: datetime) -> Asked:
    """What a request asks, as things stand."""
    return Asked(row, judge_assessment(row.assessment, day_of(at)))


def contact_of(row: AnswerRequest) -> str:
    """Whoever sent the request, with the address to write to: the same for all who it was passed or handed on to."""
    while row.instead_of or row.part_of:
        row = row.instead_of or row.part_of  # type: ignore[assignment]
    user = User.objects.filter(pk=row.by_person).first() if row.by_person else None
    organisation = row.organisation.name
    return f"{user.name} at {organisation}, {user.email}" if user else organisation


def masked(email: str) -> str:
    """An address as far as somebody needs it who has it: its first letter and its host."""
    name, _, host = email.partition("@")
    return f"{name[:1]}…@{host}"
