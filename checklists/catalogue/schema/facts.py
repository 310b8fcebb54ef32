"""facts.yaml: the names that conditions use."""

from typing import Annotated, Literal

from pydantic import Field

from checklists.catalogue.schema.base import Choice, Condition, Entry, Key, Line, Many, Text

Origin = Literal["buyer", "answers", "lineage"]


class FactGroup(Entry):
    """A heading under which facts are put to a person."""

    key: Key
    title: Line


class Fact(Entry):
    """One name that conditions may use, with the plain question for it and who may say it."""

    name: Key
    type: Literal["bool", "enum", "set"]
    group: Key
    plain: Text
    values: Many[Choice] = ()
    origins: Annotated[Many[Origin], Field(alias="from", min_length=1)]
    note: Text | None = None
    ask_when: Condition | None = None
    exclusive: Many[Key] = ()
    triage_order: Annotated[int, Field(ge=1, le=5)] | None = None


class FactsFile(Entry):
    """facts.yaml as a whole. Unknown is always allowed; the file says so, that nobody may doubt it."""

    unknown_allowed: Literal["always"]
    notes: Many[Text] = ()
    groups: Annotated[Many[FactGroup], Field(min_length=1)]
    facts: Annotated[Many[Fact], Field(min_length=1)]
