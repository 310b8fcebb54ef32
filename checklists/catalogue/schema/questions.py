"""questionnaire.yaml and questions/<section>.yaml: what is asked."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from checklists.catalogue.schema.base import Choice, Condition, Days, Entry, Key, Line, Many, Text, Word, wrong

AskedOf = Literal["vendor", "buyer", "either"]
Scope = Literal["vendor", "product", "model_in_use"]
AnswerType = Literal[
    "yes_no", "choice", "multi_choice", "number", "percent", "money", "date", "text", "text_or_url", "ai_model",
    "evidence_table", "feature_table", "responsibility_table", "price_points",
]  # fmt: skip
ColumnType = Literal["text", "ai_model", "number", "date", "choice", "money"]
LookIn = Literal["invoice", "contract", "settings", "public_pages", "trial"]
WhoKnows = Literal["owner", "engineer", "contracts", "security"]
MetBy = Literal["evaluation", "maker_document"]
Limit = Annotated[int, Field(ge=0, le=1_000_000)]
_SET_CHANGES = {"add", "rule_out"}


def _value_set(value: Any) -> Any:
    """What an answer may set a fact to: true, false, a value, or members to add or rule out."""
    if isinstance(value, bool | str):
        return value
    named = isinstance(value, dict) and value and set(value) <= _SET_CHANGES
    if named and all(isinstance(part, list) and all(isinstance(word, str) for word in part) for part in value.values()):
        return value
    raise wrong(
        "is not something that a fact can be set to",
        "Write true, false, one of its values, or for a set {add: [..]} or {rule_out: [..]}.",
    )


class AskBuyer(Entry):
    """A question back to the buyer, put on the facts page when the answer is given."""

    fact: Key
    text: Text


class Sets(Entry):
    """Facts that a given answer sets: where the answer fits any_of, exactly or none_of."""

    any_of: Many[Key] = ()
    exactly: Many[Key] = ()
    none_of: Many[Key] = ()
    facts: dict[Key, Annotated[Any, AfterValidator(_value_set)]] = Field(default_factory=dict)
    ask_buyer: AskBuyer | None = None


class FollowUp(Entry):
    """One more line under the answer, not scored."""

    text: Text
    choices: Many[Choice] = ()
    sets: Many[Sets] = ()


class Question(Entry):
    """One question. `section` stands at the head of its file, and is added when the file is read."""

    key: Key
    section: Key
    asked_of: AskedOf
    scope: Scope
    text: Text
    text_with_tier: Text | None = None
    vendor_help: Text | None = None
    why: Text
    good_answer: Text
    red_flag: Text
    answer_type: AnswerType
    unit: Word | None = None
    choices: Many[Choice] = ()
    exclusive: Many[Key] = ()
    red_values: Many[Key] = ()
    amber_values: Many[Key] = ()
    red_when: dict[Key, Condition] = Field(default_factory=dict)
    red_unless_all: Many[Key] = ()
    red_below: Limit | None = None
    red_above: Limit | None = None
    good_at_least: Limit | None = None
    good_at_most: Limit | None = None
    stale_after_days: Days | None = None
    with_table: Key | None = None
    follow_up: FollowUp | None = None
    follows: Key | None = None
    applies_when: Condition
    gate: bool | None = None
    gate_when: Condition | None = None
    met_also_by: Many[MetBy] = ()
    sets: Many[Sets] = ()
    evidence: Text
    look_in: Many[LookIn] = ()
    who_knows: WhoKnows
    short_order: Annotated[int, Field(ge=1, le=15)] | None = None
    weight: Annotated[int, Field(ge=1, le=5)]
    core: bool
    sources: Many[Key]


class QuestionsFile(Entry):
    """questions/<section>.yaml: one section's questions, in order."""

    section: Key
    questions: Annotated[Many[Question], Field(min_length=1)]


class Reason(Entry):
    """Why an answer is not given. `needs: date_asked` asks for the date."""

    value: Key
    label: Line
    needs: Literal["date_asked"] | None = None


class States(Entry):
    """The states of an answer that ask for a reason."""

    does_not_know: Annotated[Many[Reason], Field(min_length=1)]
    confidential: Annotated[Many[Reason], Field(min_length=1)]


class Section(Entry):
    """A section of the questionnaire. `asked_of`: the whole section is for that side alone."""

    key: Key
    title: Line
    intro: Text
    asked_of: AskedOf | None = None


class Column(Entry):
    """One column of a table answer."""

    key: Key
    label: Line
    type: ColumnType
    choices: Many[Key] = ()


class Table(Entry):
    """The shape of a table answer: red and amber values judge its judged column; rows are suggested first cells."""

    key: Key
    plain: Text
    judged_column: Key | None = None
    rows: Many[Line] = ()
    columns: Annotated[Many[Column], Field(min_length=1)]


class Renamed(Entry):
    """Answers under an old key are shown under the new one in later rounds."""

    old: Annotated[Key, Field(alias="from")]
    new: Annotated[Key, Field(alias="to")]
    reason: Text


class RetiredQuestion(Entry):
    """Asked no more; its old answers stay where they were given."""

    key: Key
    replaced_by: Key | None = None
    reason: Text


class QuestionnaireFile(Entry):
    """questionnaire.yaml: sections in order, reasons, tables, and the names no longer asked."""

    notes: Many[Text] = ()
    states: States
    sections: Annotated[Many[Section], Field(min_length=1)]
    tables: Many[Table] = ()
    renamed: Many[Renamed] = ()
    retired: Many[RetiredQuestion] = ()
