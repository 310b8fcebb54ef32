"""One section of an assessment as a page: its cards, how far it is, what was found in it, what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from checklists.errors import NotFound
from checklists.models import Answer, Assessment
from checklists.models.assessments import UNDECIDED
from checklists.rules.content import Content
from checklists.rules.lineage import Model
from checklists.rules.proposing import proposals
from checklists.services import answers
from checklists.services.assessments import find_assessment
from checklists.services.judging import content_of, judge_assessment, sealed_of
from procurement.admin.acting import today
from procurement.answering.asking import Models
from procurement.answering.cards import Card
from procurement.answering.inputs import inputs_from_answer
from procurement.answering.saving import Sent

MOST_CANDIDATES = 8


@dataclass(frozen=True)
class Sheet:
    """An assessment with its record, and the AI models that answers may name."""

    assessment: Assessment
    content: Content
    record: Mapping[str, Any]
    known: tuple[Model, ...]

    @property
    def is_open(self) -> bool:
        """Whether answers may be written now."""
        return self.assessment.state in answers.WRITABLE

    @property
    def models(self) -> Models:
        return Models.of(self.known)


@dataclass(frozen=True)
class Progress:
    """How far one section is. "Not known" counts as answered."""

    key: str
    title: str
    total: int
    done: int
    missing: tuple[Mapping[str, Any], ...]


def sheet_of(assessment_id: UUID) -> Sheet:
    """The assessment as it stands now, or as it was decided. Raises NotFound."""
    return sheet_for(find_assessment(assessment_id))


def sheet_for(assessment: Assessment) -> Sheet:
    """As `sheet_of`, for an assessment that was found already; what was written since is seen."""
    if assessment.state not in UNDECIDED:
        return Sheet(assessment, content_of(assessment), sealed_of(assessment, today())["record"], ())
    judged = judge_assessment(assessment, today())
    return Sheet(assessment, judged.content, judged.record, tuple(judged.case.lineage.models.values()))


def section_in(sheet: Sheet, key: str) -> Mapping[str, Any]:
    """One section of the record; an empty one where nothing in it applies. Raises NotFound for a key that is none."""
    for section in sheet.record["sections"]:
        if section["key"] == key:
            return section
    for known in sheet.content.questionnaire.sections:
        if known.key == key:
            return {"key": key, "title": known.title, "intro": known.intro, "questions": []}
    raise NotFound("section")


def shown_lines(section: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The questions that are asked now; others wait for the answer that they follow."""
    return [line for line in section["questions"] if line["shown"]]


def cards_of(sheet: Sheet, section: Mapping[str, Any], sent: Sequence[Sent] = ()) -> list[Card]:
    """The cards of a section: as they stand, and where something is to mend or to choose, as they were sent."""
    lines = shown_lines(section)
    questions = {question.key: question for question in sheet.content.questionnaire.questions}
    kept = {card.question.key: card for card in sent if card.kept}
    rows = Answer.objects.filter(assessment=sheet.assessment, question__in=[line["key"] for line in lines])
    stored = {row.question: row for row in rows}
    return [
        _card(sheet, line, questions[line["key"]], stored.get(line["key"]), kept.get(line["key"])) for line in lines
    ]


def _card(sheet: Sheet, line: Mapping[str, Any], question: Any, row: Answer | None, sent: Sent | None) -> Card:
    questionnaire = sheet.content.questionnaire
    names = {model.id: model.name for model in sheet.known}
    inputs = inputs_from_answer(question, questionnaire, line["asked_of"], line["answer"], names)
    card = Card(line, question, questionnaire, sent.inputs if sent else inputs, row)
    if sent:
        card.problems, card.conflict, card.made_from = sent.problems, sent.conflict, sent.version
        card.address, card.page_text = sent.address, sent.page_text
    if name := name_kept(line["answer"]["value"]):
        card.candidates, card.ask = candidates_for(sheet, name)
    return card


def candidates_for(sheet: Sheet, name: str) -> tuple[list[tuple[str, str, str]], str]:
    """The models that a name may mean, as (id, name and maker, reason), and in a sentence what to ask or to do."""
    known = {model.id: model for model in sheet.known}
    meant = proposals(name, sheet.known)
    listed = [
        (each.model, f"{known[each.model].name}, {known[each.model].developer}", each.reason)
        for each in meant.candidates[:MOST_CANDIDATES]
    ]
    return listed, meant.ask


def name_kept(value: Any) -> str:
    """The name of an AI model as somebody wrote it, of an answer in which none is picked; "" for any other."""
    return str(value.get("name") or "") if isinstance(value, Mapping) else ""


def progress_of(sheet: Sheet) -> list[Progress]:
    """How far every section is in which something is asked, in order."""
    return [_progress(section) for section in sheet.record["sections"] if shown_lines(section)]


def _progress(section: Mapping[str, Any]) -> Progress:
    lines = shown_lines(section)
    missing = tuple(line for line in lines if line["answer"]["state"] == "not_yet")
    return Progress(section["key"], section["title"], len(lines), len(lines) - len(missing), missing)


def findings_in(sheet: Sheet, section: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What was found in the answers given on this page: findings, and statements that do not go together."""
    numbers = {line["key"]: line["number"] for line in section["questions"]}
    here = [_placed(each, numbers) for each in sheet.record["findings"] if _is_here(each, numbers)]
    against = [_placed(each, numbers) for each in sheet.record["contradictions"] if _is_here(each, numbers)]
    return [*({"is_contradiction": True, **each} for each in against), *here]


def _is_here(found: Mapping[str, Any], numbers: Mapping[str, str]) -> bool:
    return bool(numbers.keys() & set(found["questions"]))


def _placed(found: Mapping[str, Any], numbers: Mapping[str, str]) -> dict[str, Any]:
    return {**found, "places": [(key, numbers[key]) for key in found["questions"] if key in numbers]}


def next_section(steps: Sequence[Progress], key: str) -> Progress | None:
    """The section after this one, or the first that misses something once the last is reached."""
    keys = [step.key for step in steps]
    after = steps[keys.index(key) + 1 :] if key in keys else steps
    return next(iter(after), None)


def first_missing(steps: Iterable[Progress]) -> Progress | None:
    """The first section in which something is not answered yet."""
    return next((step for step in steps if step.missing), None)
