"""Save what was sent of a page: what is right is written, what is wrong or was overtaken stays on its card.

Cards that nobody touched are left alone, whoever has answered them meanwhile.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from checklists.errors import Detail, Invalid, Refused, Stale
from checklists.models import Answer, AnswerRevision, Assessment
from checklists.rules.questions import Question, Questionnaire
from checklists.services import answers, evidence
from checklists.services.given import Given
from procurement.answering.asking import Models, NotReadable, answer_of, in_words
from procurement.answering.inputs import Inputs, inputs_from_answer
from procurement.answering.problems import problems_of

MINE, THEIRS = "mine", "theirs"
LARGEST_FILE = 25 * 1024 * 1024


@dataclass
class Sent:
    """One card as it was sent. `version` is the answer's at the time it was shown; `against` the one of a conflict
    that was shown with it, and `pick` which of the two texts is to stand."""

    question: Question
    asked_of: str
    inputs: Inputs
    version: int
    against: int | None = None
    pick: str = ""
    clear: bool = False
    files: Sequence[UploadedFile] = ()
    address: str = ""
    page_text: str = ""
    given: Given | None = None
    problems: dict[str, str] = field(default_factory=dict)
    conflict: Mapping[str, Any] | None = None
    saved: bool = False

    @property
    def kept(self) -> bool:
        """Whether the card shows what was sent, not what stands."""
        return bool(self.problems) or self.conflict is not None


@dataclass(frozen=True)
class Page:
    """What all cards of a page share. `write` writes answers, all or none; `keep_file` and `keep_page` keep what goes
    with one (its name and bytes; its address and text). They are the services of whose page it is. `hidden` are the
    questions whose answer as it stands is not for this reader: their cards were shown empty."""

    assessment: Assessment
    questionnaire: Questionnaire
    models: Models
    write: Callable[[Sequence[Given]], Any]
    keep_file: Callable[[Answer, str, bytes], Any]
    keep_page: Callable[[Answer, str, str], Any]
    hidden: Collection[str] = ()


def save(page: Page, cards: Sequence[Sent]) -> None:
    """Write what can be written, and mark on each card what became of it. Raises Refused where nothing may be."""
    rows = _rows(page.assessment, cards)
    shown = _shown(page, cards, rows)
    for card in cards:
        _read(page, card, rows.get(card.question.key), shown[card.question.key])
    _write(page, [card for card in cards if card.given is not None and not card.kept])
    for card in cards:
        if not card.kept:
            _keep_evidence(page, card)


def _rows(assessment: Assessment, cards: Iterable[Sent]) -> dict[str, Answer]:
    keys = [card.question.key for card in cards]
    return {row.question: row for row in Answer.objects.filter(assessment=assessment, question__in=keys)}


def _shown(page: Page, cards: Sequence[Sent], rows: Mapping[str, Answer]) -> dict[str, Inputs]:
    """What each card held when it was shown: the answer as it stands, or the revision that stood then."""
    behind = {card.question.key: card.version for card in cards if _is_behind(card, rows.get(card.question.key))}
    older = _revisions(page.assessment, behind)
    return {
        card.question.key: _inputs(page, card, older.get(card.question.key) if card.question.key in behind else
                                   rows.get(card.question.key))
        for card in cards
    }  # fmt: skip


def _is_behind(card: Sent, row: Answer | None) -> bool:
    return row is not None and row.version != card.version


def _revisions(assessment: Assessment, wanted: Mapping[str, int]) -> dict[str, AnswerRevision]:
    if not wanted:
        return {}
    rows = AnswerRevision.objects.filter(answer__assessment=assessment, answer__question__in=wanted)
    rows = rows.filter(number__in=set(wanted.values())).select_related("answer")
    return {row.answer.question: row for row in rows if row.number == wanted[row.answer.question]}


def _inputs(page: Page, card: Sent, row: Answer | AnswerRevision | None) -> Inputs:
    unseen = row is None or card.question.key in page.hidden
    words = None if unseen else {name: getattr(row, name) for name in answers.WORDS}
    return inputs_from_answer(card.question, page.questionnaire, card.asked_of, words, page.models.names)


def _read(page: Page, card: Sent, row: Answer | None, shown: Inputs) -> None:
    """Decide what one card asks for: nothing, a new answer, or a choice between two."""
    if card.clear:
        card.given = Given(card.question.key, "not_yet", version=card.version) if row else None
        return
    if card.pick == THEIRS or card.inputs in (shown, _inputs(page, card, row)):
        return
    overtaken = _is_behind(card, row) and not (card.pick == MINE and row and card.against == row.version)
    if overtaken:
        card.conflict = answers.current(row) if row else None
        return
    try:
        version = row.version if row and card.pick == MINE else card.version
        models = page.models.beside(row.value if row else None)
        card.given = answer_of(card.question, page.questionnaire, card.inputs, version, models)
    except NotReadable as error:
        card.problems[error.pointer] = error.sentence


def _write(page: Page, cards: Sequence[Sent]) -> None:
    """Write all that is right in one go. What a service refuses goes back to its card, and the rest is tried again."""
    waiting = list(cards)
    while waiting:
        given = [card.given for card in waiting if card.given is not None]
        try:
            page.write(given)
        except Invalid as error:
            _blame(page, waiting, error)
        except Stale as error:
            for card in _named(waiting, error.details):
                card.conflict = error.current.get(card.question.key)
        else:
            for card in waiting:
                card.saved = True
            return
        waiting = [card for card in waiting if not card.kept and not card.saved]


def _named(cards: Sequence[Sent], details: Iterable[Detail]) -> list[Sent]:
    """The cards that details point to, by their place in what was sent."""
    return [cards[int(detail.pointer.split("/")[1])] for detail in details]


def _blame(page: Page, cards: Sequence[Sent], error: Invalid) -> None:
    """Put each detail on its card. A refusal that names no place in the list is found by trying the cards alone."""
    placed = [detail for detail in error.details if _is_placed(detail)]
    if not placed and len(cards) > 1:
        for card in cards:
            _write(page, [card])
        return
    for card, detail in zip(_named(cards, placed), placed, strict=True):
        pointer = "/" + "/".join(detail.pointer.split("/")[2:])
        state = card.given.state if card.given else ""
        card.problems.setdefault(pointer, in_words(detail.code, state, detail.detail))
    if not placed:
        cards[0].problems["/value"] = " ".join(problems_of(error, ()).above)


def _is_placed(detail: Detail) -> bool:
    return detail.pointer.lstrip("/").split("/")[0].isdigit()


def _keep_evidence(page: Page, card: Sent) -> None:
    """Keep files and a pasted page with the answer that now stands. What cannot be kept is said on the card."""
    pasted = card.address.strip() or card.page_text.strip()
    if not card.files and not pasted:
        return
    try:
        answer = evidence.answer_for_evidence(page.assessment, card.question.key)
    except Refused:
        card.problems["/evidence"] = (
            "Answer the question first, in any of the ways above: evidence belongs to an answer."
        )
        return
    again = "The file was not kept: choose it again."
    for file in card.files:
        _keep(card, lambda: _keep_file(page, answer, file), again)  # noqa: B023 - called at once
    if pasted:
        _keep(card, lambda: _keep_page(page, answer, card), "The page was not kept; what you pasted is still here.")


def _keep(card: Sent, keeping: Any, otherwise: str) -> None:
    try:
        keeping()
        card.saved = True
    except Refused as error:
        card.problems["/evidence"] = " ".join([*problems_of(error, ()).above, otherwise])


def _keep_file(page: Page, answer: Answer, file: UploadedFile) -> None:
    if (file.size or 0) > LARGEST_FILE:
        raise Invalid(f"{file.name} is larger than 25 MB.")
    page.keep_file(answer, file.name or "file", file.read())


def _keep_page(page: Page, answer: Answer, card: Sent) -> None:
    page.keep_page(answer, card.address.strip(), card.page_text.replace("\r\n", "\n"))
    card.address = card.page_text = ""
