"""regulators.yaml and obligations/<regulator>.yaml: duties on the buyer."""

from typing import Annotated, Literal

from pydantic import Field

from checklists.catalogue.schema.base import Condition, Day, Entry, Key, Line, Many, RegulatorKey, Text

BandKey = Literal["law", "professional", "good_practice"]
StatusKind = Literal["law", "professional_rule", "regulator_guidance", "good_practice", "voluntary_code"]


class Required(Entry):
    """One item of the buyer's own record; kept for the model in use unless it says `applies_to: firm`."""

    key: Key
    text: Text
    applies_to: Literal["model_in_use", "firm"] = "model_in_use"


class Obligation(Entry):
    """One duty. `regulator` stands at the head of its file, and is added when the file is read."""

    key: Key
    regulator: RegulatorKey
    band: BandKey
    status_kind: StatusKind
    our_reading: bool
    plain_title: Line
    title: Line
    summary: Text
    applies_when: Condition
    in_force_from: Day | None
    in_force_until: Day | None
    in_force_note: Text
    required: Many[Required]
    helps: Many[Text]
    questions: Many[Key]
    consequence: Annotated[int, Field(ge=1, le=3)]
    sources: Many[Key]
    watch: Text | None = None


class ObligationsFile(Entry):
    """obligations/<regulator>.yaml: one regulator's duties, in order."""

    regulator: RegulatorKey
    obligations: Annotated[Many[Obligation], Field(min_length=1)]


class Regulator(Entry):
    """Who makes the rule or gives the advice."""

    key: RegulatorKey
    name: Line
    note: Text | None = None


class Band(Entry):
    """The law says / your regulator or professional body says / good practice."""

    key: BandKey
    title: Line
    headline: bool


class RetiredObligation(Entry):
    """A duty no longer shown; what was frozen under it stays."""

    key: Key
    merged_into: Key | None = None
    reason: Text


class RegulatorsFile(Entry):
    """regulators.yaml: regulators in order, the three bands, and the duties no longer shown."""

    notes: Many[Text] = ()
    regulators: Annotated[Many[Regulator], Field(min_length=1)]
    bands: Annotated[Many[Band], Field(min_length=1)]
    retired: Many[RetiredObligation] = ()
