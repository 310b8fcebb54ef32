"""edition.yaml and sources.yaml: dates that fit, and how far each source was seen."""

from collections.abc import Iterator

from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.problems import Problem

SEEN = {"primary_copy": True, "mirror_copy": True, "secondary_account": False, "own_knowledge": False}


def problems(whole: Whole) -> Iterator[Problem]:
    """Every date that does not fit the edition, and every source that claims more than was read."""
    yield from _edition(whole)
    file, as_of = "sources.yaml", whole.files.edition.as_of
    yield from whole.once(Spot(file, ""), "sources", [source.key for source in whole.files.sources.sources])
    for source in whole.files.sources.sources:
        spot = Spot(file, source.key)
        if source.verified != SEEN[source.basis]:
            yield whole.say(
                spot,
                f"is verified: {str(source.verified).lower()} on the basis {source.basis}.",
                "verified is true for primary_copy and mirror_copy, and false for secondary_account and own_knowledge.",
            )
        if source.checked_on is not None and source.checked_on > as_of:
            yield whole.say(
                spot,
                f"was checked on {source.checked_on}, after the edition ({as_of}).",
                "Mend checked_on, or raise as_of in edition.yaml.",
            )


def _edition(whole: Whole) -> Iterator[Problem]:
    edition, compiled = whole.files.edition, whole.files.known_models.compiled
    year, month, _ = edition.version.split(".")
    if (int(year), int(month)) != (int(edition.as_of[:4]), int(edition.as_of[5:7])):
        yield whole.say(
            Spot("edition.yaml", ""),
            f"version {edition.version} is not of the month of as_of ({edition.as_of}).",
            "A version is year.month.count of the day on which the edition was made.",
        )
    if compiled > edition.as_of:
        yield whole.say(
            Spot("known_models.yaml", ""),
            f"was compiled on {compiled}, after the edition ({edition.as_of}).",
            "Mend compiled, or raise as_of in edition.yaml.",
        )
