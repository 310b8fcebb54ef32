"""edition.yaml: what this version of the catalogue is."""

from typing import Annotated

from pydantic import Field, StringConstraints

from checklists.catalogue.schema.base import Day, Entry, Many, Text

Version = Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d{1,2}\.\d{1,3}$")]


class EditionFile(Entry):
    """The version, its day, its licence, and what changed since the one before."""

    version: Version
    as_of: Day
    language: Annotated[str, Field(pattern=r"^[a-z]{2}-[A-Z]{2}$")]
    licence: Text
    texts: Text
    status: Text
    changes: Annotated[Many[Text], Field(min_length=1)]
