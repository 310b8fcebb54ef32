"""The definitions of an edition's facts by name, known by identity, so that readings against them may be kept."""

from checklists.rules.facts import FactDefinition


class Definitions(dict[str, FactDefinition]):
    """The definitions of one edition by name. Never changed once made, so what was read against it may be kept."""

    __hash__ = object.__hash__  # type: ignore[assignment]
