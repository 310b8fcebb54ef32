"""What a template needs to show one question: from the record, the question, and what its fields hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from checklists.models import Answer
from checklists.rules.answers import WhoMaySee
from checklists.rules.facts import Choice
from checklists.rules.labels import RUNGS
from checklists.rules.questions import Column, Question, Questionnaire, Table
from checklists.rules.values import table_of
from procurement.answering.inputs import SPARE_ROWS, Inputs

YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
FIELD_TYPES = {"text": "words", "text_or_url": "words", "number": "figure", "percent": "figure", "money": "money",
               "date": "day", "ai_model": "model"}  # fmt: skip
MOST_REASONS = 2
PAPERS = {
    "invoice": "the invoice",
    "contract": "the contract",
    "public_pages": "the vendor's public pages",
    "settings": "the product's settings",
    "trial": "a trial of it",
}
RUNG_WORDS = {
    "vendor_says": "The vendor says so",
    "published_by_vendor": "Published by the vendor: we looked it up",
    "vendor_shows_document": "The vendor shows a document",
    "third_party_attests": "A third party attests it",
    "buyer_tested": "We tested it",
    "own_record": "Our own record, such as the invoice or contract",
}
MAY_SEE_WORDS = {
    WhoMaySee.BUYER_TEAM.value: "Our team only",
    WhoMaySee.IN_DOSSIER.value: "In the dossier",
    WhoMaySee.REGULATOR_OR_AUDITOR.value: "Regulator or auditor only",
}


class Option(NamedTuple):
    """One radio, tick or line of a drop-down."""

    value: str
    label: str
    is_picked: bool
    key: str = ""


@dataclass
class Card:
    """One question on the sheet. `line` is its line of the record; `row` the answer as it stands, if there is one.

    `made_from` is the version under what was sent, where it is shown again; `address` and `page_text` a web page that
    was sent and is not kept yet.
    """

    line: Mapping[str, Any]
    question: Question
    questionnaire: Questionnaire
    inputs: Inputs
    row: Answer | None
    problems: Mapping[str, str] = field(default_factory=dict)
    conflict: Mapping[str, Any] | None = None
    candidates: list[tuple[str, str, str]] = field(default_factory=list)
    ask: str = ""
    made_from: int | None = None
    address: str = ""
    page_text: str = ""
    offers_models: bool = True

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def answer(self) -> Mapping[str, Any]:
        """The answer as it stands, in the record's words."""
        return self.line["answer"]

    @property
    def is_answered(self) -> bool:
        return self.answer["state"] != "not_yet"

    @property
    def version(self) -> int:
        """The version that the fields were made from: in a conflict still the one before somebody else's."""
        if self.made_from is not None:
            return self.made_from
        return self.row.version if self.row else 0

    @property
    def saved_at(self) -> datetime | None:
        return self.row.updated_at if self.row and self.is_answered else None

    @property
    def picks(self) -> list[Option]:
        """The choices of which one is picked."""
        if self.question.answer_type == "multi_choice":
            return []
        choices = self.question.choices or (YES_NO if self.question.answer_type == "yes_no" else ())
        picked = self.inputs.picked
        return [
            Option(f"answered:{choice.value}", choice.label, picked == f"answered:{choice.value}", _digit(place))
            for place, choice in enumerate(choices, 1)
        ]

    @property
    def ticks(self) -> list[Option]:
        """The choices of which several may be ticked."""
        if self.question.answer_type != "multi_choice":
            return []
        return [
            Option(choice.value, choice.label, choice.value in self.inputs.ticked, _digit(place))
            for place, choice in enumerate(self.question.choices, 1)
        ]

    @property
    def in_columns(self) -> bool:
        """Whether the choices are short enough to stand two abreast."""
        options = self.picks or self.ticks
        return all(len(option.label) <= 26 for option in options)

    @property
    def field_type(self) -> str:
        """What is written: words, figure, money, day or model; nothing where the answer is picked alone."""
        return FIELD_TYPES.get(self.question.answer_type, "")

    @property
    def table(self) -> Table | None:
        return table_of(self.question, self.questionnaire)

    @property
    def has_written(self) -> bool:
        """Whether there is something to write or tick, so that "as written above" is one of the answers."""
        return bool(self.field_type or self.ticks or (self.table and not self.question.with_table))

    @property
    def may_be_withheld(self) -> bool:
        """Whether somebody else is asked: what one asks oneself is not confidential, and one does not decline it."""
        return self.line["asked_of"] != "buyer" or self.inputs.state in ("confidential", "refuses")

    @property
    def papers(self) -> str:
        """Where the answer may stand already, in words."""
        return ", ".join(PAPERS.get(place, place.replace("_", " ")) for place in self.line["look_in"])

    @property
    def written_words(self) -> str:
        return "As ticked above" if self.ticks else "As written above"

    @property
    def rows(self) -> Iterator[tuple[int, list[tuple[Column, str, str, str]]]]:
        """The lines of the table, those filled and a few empty ones: (place, [(column, name, value, problem)])."""
        if not self.table:
            return
        first = self.table.columns[0].key
        filled = [dict(row) for row in self.inputs.rows]
        if not filled and self.table.rows and not self.question.with_table:
            filled = [{first: label} for label in self.table.rows] if not self.is_answered else filled
        for place, cells in enumerate([*filled, *({} for _ in range(SPARE_ROWS))]):
            yield place, [self._cell(column, place, cells.get(column.key, "")) for column in self.table.columns]

    def _cell(self, column: Column, place: int, value: str) -> tuple[Column, str, str, str]:
        problem = self.problems.get(f"/value/{place}/{column.key}") or self.problems.get(
            f"/value/table/{place}/{column.key}", ""
        )
        return column, f"{self.key}--row-{place}-{column.key}", value, problem

    def reasons(self, state: str, picked: str) -> list[Option]:
        choices = self.questionnaire.reasons.get(state, ())
        return [Option(choice.value, choice.label, choice.value == picked) for choice in choices]

    @property
    def reasons_unknown(self) -> list[Option]:
        return self.reasons("does_not_know", self.inputs.why_unknown)

    @property
    def reasons_confidential(self) -> list[Option]:
        return self.reasons("confidential", self.inputs.how_confidential)

    @property
    def follow_ups(self) -> list[Option]:
        choices = self.question.follow_up.choices if self.question.follow_up else ()
        return [Option(choice.value, choice.label, choice.value == self.inputs.follow_up) for choice in choices]

    @property
    def rungs(self) -> list[Option]:
        """How an answer may be supported; the buyer's own questions have no rungs."""
        if self.line["asked_of"] == "buyer":
            return []
        return [Option(key, RUNG_WORDS[key], key == self.inputs.rung) for key in (rung.value for rung in RUNGS)]

    @property
    def readers(self) -> list[Option]:
        return [Option(key, words, key == self.inputs.may_see) for key, words in MAY_SEE_WORDS.items()]

    @property
    def support(self) -> str:
        """The heading of the support fold: all that is inside, in one line."""
        files = len(self.answer["documents"])
        own = self.line["asked_of"] == "buyer"
        said = "Our own answer" if own else RUNG_WORDS.get(self.inputs.rung, "").partition(":")[0].partition(",")[0]
        counted = {0: "No evidence", 1: "1 piece of evidence"}.get(files, f"{files} pieces of evidence")
        return f"{said} · {MAY_SEE_WORDS.get(self.inputs.may_see, '')} · {counted}"

    @property
    def support_is_open(self) -> bool:
        return bool({"/evidence", "/said_by_name", "/note"} & set(self.problems)) or self.has_page

    @property
    def has_page(self) -> bool:
        return bool(self.address or self.page_text)

    @property
    def because(self) -> str:
        """Why it is asked, with at most two of the facts that make it so; the judgement's page has them all."""
        plains = list(dict.fromkeys(each["plain"] for each in self.line["why_asked"]))
        if len(self.line["why_asked"]) <= MOST_REASONS:
            return self.line["asked_because"]
        opening = self.line["asked_because"].split(":")[0]
        named = " ".join(f'"{plain}"' for plain in plains[:MOST_REASONS])
        return f"{opening}: {named}{' And more.' if len(plains) > MOST_REASONS else ''}"

    @property
    def gate_words(self) -> str:
        """That the question is a gate, and how it stands; nothing where it is none."""
        line = self.line
        if line["gate"] == "no":
            return ""
        if line["gate_met"]:
            return f"A gate. {line['gate_how']}"
        return "A gate: it must be settled, or covered by what else is on file, before you go ahead."


def _digit(place: int) -> str:
    return str(place) if place < 10 else ""
