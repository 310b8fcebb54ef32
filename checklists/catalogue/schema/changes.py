"""changes.yaml: what may change after a decision, and which questions that opens again."""

from typing import Annotated

from pydantic import Field

from checklists.catalogue.schema.base import Entry, Key, Line, Many, Text


class ChangeKind(Entry):
    """One kind of change. `facts` and `answers` are compared for it; `questions` are asked again."""

    key: Key
    plain: Line
    text: Text
    why: Text
    questions: Many[Key] = ()
    facts: Many[Key] = ()
    answers: Many[Key] = ()


class ChangesFile(Entry):
    """changes.yaml as a whole."""

    notes: Many[Text] = ()
    kinds: Annotated[Many[ChangeKind], Field(min_length=1)]
