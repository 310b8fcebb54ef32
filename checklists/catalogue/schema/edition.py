"""edition.yaml: what this version of the catalogue is."""

from typing import Annotated

from pydantic import Field

from checklists.catalogue.schema.base import Day, Entry, Language, Many, Text, Version


class EditionFile(Entry):
    """The version, its day, its licence, and what changed since the one before."""

    version: Version
    as_of: Day
    language: Language
    licence: Text
    texts: Text
    status: Text
    changes: Annotated[Many[Text], Field(min_length=1)]
