"""What a scenario file may say. The words are those of the catalogue's files, and so are the messages about typos."""

from typing import Annotated, Any, Literal

from pydantic import Field

from checklists.catalogue.schema.base import Day, Entry, Key, Line, Many, ModelKey, RegulatorKey, Text
from checklists.rules.answers import Judged, Rung, State
from checklists.rules.obligations import Status

StatusKey = Literal[tuple(status.value for status in Status)]  # type: ignore[valid-type]
StateKey = Literal[tuple(state.value for state in State)]  # type: ignore[valid-type]
RungKey = Literal[tuple(rung.value for rung in Rung)]  # type: ignore[valid-type]
JudgedKey = Literal[tuple(judged.value for judged in Judged)]  # type: ignore[valid-type]
FactsGiven = dict[Key, Any]


class DocumentGiven(Entry):
    """A paper on file. Without `expires_on` it does not run out."""

    title: Line
    issuer: Line | None = None
    expires_on: Day | None = None


class AnswerGiven(Entry):
    """One answer, the vendor's unless it says `by: buyer`. An AI model is named as {ai_model: key} or {name: words}."""

    question: Key
    answer: Any = None
    follow_up: Any = None
    state: StateKey = "answered"
    reason: Line | None = None
    by: Literal["vendor", "buyer"] = "vendor"
    date: Day = "2026-11-03"
    rung: RungKey | None = None
    document: DocumentGiven | None = None
    judged: JudgedKey | None = None
    comment: Line | None = None


class RecordGiven(Entry):
    """The firm's own record for one item. `firm`: kept once, for the whole firm."""

    item: Key
    owner: Line | None = None
    date: Day | None = None
    statement: Line | None = None
    document: DocumentGiven | None = None
    firm: bool = False
    expires_on: Day | None = None


class Scenario(Entry):
    """What is known of one model in use on one day. What is not named, or said to be `not known`, is not known."""

    name: Line
    day: Day | None = None
    facts: FactsGiven = {}
    model: ModelKey | None = None
    answers: Many[AnswerGiven] = ()


class DutyScenario(Scenario):
    """Where it stands with one obligation, and the reasons that are given. `missing`: the items not covered.

    `reads`: the source of the law that it is read from, where that is another than its group's.
    """

    reads: Key | None = None
    records: Many[RecordGiven] = ()
    status: StatusKey
    because: Many[dict[Key, Line]]
    missing: Many[Key] | None = None
    says: Text | None = None


class DutyScenarios(Entry):
    """All scenarios of one obligation. `reads`: the source that they are read from, by its key in sources.yaml."""

    key: Key
    reads: Key
    scenarios: Annotated[Many[DutyScenario], Field(min_length=1)]


class DutiesFile(Entry):
    """<regulator>.yaml: the scenarios of one regulator's obligations; `day` holds where a scenario names none."""

    regulator: RegulatorKey
    day: Day
    obligations: Annotated[Many[DutyScenarios], Field(min_length=1)]


class OwnModel(Entry):
    """A model that is in no catalogue, as an organisation would record it, with the model it was distilled from."""

    key: ModelKey
    name: Line
    developer: Line
    distilled_from: ModelKey


class PassGiven(Entry):
    """A named person lets a gate pass until a day, with a written reason."""

    question: Key
    by: Line
    reason: Line
    date: Day
    expires_on: Day


class SideExpected(Entry):
    """One side of a contradiction as it is shown."""

    label: Line | None = None
    said_by: Line | None = None


class ContradictionScenario(Scenario):
    """Which rule speaks up, with both sides; `fires: false` where it must not.

    `not_known`: the side that nobody knows, or not for certain, which is why the rule is silent.
    """

    own_model: OwnModel | None = None
    fires: bool = True
    not_known: Literal["left", "right"] | None = None
    left: SideExpected | None = None
    right: SideExpected | None = None
    says: Text | None = None
    severity: Key | None = None


class ContradictionScenarios(Entry):
    """All scenarios of one rule of contradictions."""

    key: Key
    scenarios: Annotated[Many[ContradictionScenario], Field(min_length=1)]


class ContradictionsFile(Entry):
    """contradictions.yaml."""

    day: Day
    rules: Annotated[Many[ContradictionScenarios], Field(min_length=1)]


class FindingExpected(Entry):
    """One finding: how heavy it is, which questions it names, what takes it away, and words that stand in its text."""

    severity: Key
    questions: Many[Key] | None = None
    covered_by: Text | None = None
    says: Text | None = None


class FindingScenario(Scenario):
    """What one rule raises about some questions or duties (`about`, the weightiest first), and nothing else of it.

    `tested`: a test of the firm's own is on record, of 200 items or of `tested_items`; `limit`: whether the limit for
    mistakes was set before its results, or late. `records` are kept for the duty that `about` names. `not_known`:
    what nobody knows or has said yet, in words, where that is what the scenario is about.
    """

    about: Annotated[Many[Key], Field(min_length=1)]
    submitted: bool = False
    tier_label: Line | None = None
    tested: bool = False
    tested_items: Annotated[int, Field(ge=1)] | None = None
    limit: Literal["before", "late"] | None = None
    records: Many[RecordGiven] = ()
    passes: Many[PassGiven] = ()
    not_known: Line | None = None
    raises: Many[FindingExpected]


class FindingScenarios(Entry):
    """All scenarios of one rule of findings."""

    key: Key
    scenarios: Annotated[Many[FindingScenario], Field(min_length=1)]


class FindingsFile(Entry):
    """findings.yaml."""

    day: Day
    rules: Annotated[Many[FindingScenarios], Field(min_length=1)]


class LineageScenario(Scenario):
    """What the public record of a model says of facts, in the words people read; `inherits` names ancestors' notes."""

    known: dict[Key, Line] = {}
    not_known: Many[Key] = ()
    disputed: Many[Key] = ()
    status: Key | None = None
    gaps: Many[Text] = ()
    inherits_from: Many[Line] = ()


class LineageFile(Entry):
    """lineage.yaml."""

    day: Day
    scenarios: Annotated[Many[LineageScenario], Field(min_length=1)]


class UseScenario(Scenario):
    """Which questions one typical use is asked, which it may be asked, which never, and which are gates for it."""

    form: Literal["short", "full", "ask"]
    asked: Many[Key]
    asked_in_doubt: Many[Key] = ()
    not_asked: Many[Key]
    gates: Many[Key]
    not_gates: Many[Key] = ()
    goes_to_buyer: Many[Key] = ()


class UsesFile(Entry):
    """uses.yaml."""

    day: Day
    scenarios: Annotated[Many[UseScenario], Field(min_length=1)]
