"""sources.yaml and wording.yaml: where claims come from, and the sentences that people read most."""

from typing import Annotated, Literal

from pydantic import Field

from checklists.catalogue.schema.base import Address, Day, Entry, Key, Line, Many, Text

Basis = Literal["primary_copy", "mirror_copy", "secondary_account", "own_knowledge"]


class Source(Entry):
    """Where a claim comes from and how far it was seen. No address means that none was certain."""

    key: Key
    title: Text
    publisher: Line
    version: Line
    verified: bool
    basis: Basis
    checked_on: Day | None = None
    url: Address | None = None
    status_note: Text
    volatility: Literal["high", "medium", "low"]


class SourcesFile(Entry):
    """sources.yaml as a whole."""

    notes: Many[Text] = ()
    sources: Annotated[Many[Source], Field(min_length=1)]


class Wording(Entry):
    """One sentence, with words in braces that are filled in with whole things."""

    key: Key
    used_for: Text
    text: Text


class WordingFile(Entry):
    """wording.yaml as a whole; `placeholders` are all the words in braces that exist."""

    notes: Many[Text] = ()
    placeholders: Many[Key]
    wording: Annotated[Many[Wording], Field(min_length=1)]
