"""What to do next: the few things that matter most, first the gravest."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from checklists.rules.content import Edition
from checklists.rules.facts import Facts
from checklists.rules.obligations import ItemResult, ObligationResult, Status
from checklists.rules.raised import Finding
from checklists.rules.severity import CRITICAL, HIGH


@dataclass(frozen=True)
class ToDo:
    """One thing to do. `kind`: own_record, open_fact or finding; `band` and `consequence` (1 to 3) are its duty's."""

    key: str
    kind: str
    text: str
    obligation: str = ""
    band: str = ""
    consequence: int = 0
    owner: str = ""
    due: date | None = None


def to_do(
    obligations: Iterable[ObligationResult], facts: Facts, edition: Edition, findings: Iterable[Finding] = ()
) -> tuple[ToDo, ...]:
    """The required items that no record covers and the facts that duties wait for, at most as many as the edition says.

    The gravest consequence first, then by band, then what is in force without a date, then in the order of the file.
    Where the record names nobody, the finding that it is missing says who sees to it, and by when.
    """
    bands = [band.key for band in edition.bands]

    def place(result: ObligationResult) -> tuple[int, int, bool]:
        duty = result.obligation
        return -duty.consequence, bands.index(duty.band), duty.in_force_from is not None

    once: dict[str, ToDo] = {}
    missing = {finding.obligation: finding for finding in findings if finding.obligation}
    for result in sorted(obligations, key=place):
        for step in _steps(result, facts, once):
            once.setdefault(step.key, _seen_to(step, missing.get(step.obligation)))
    return tuple(once.values())[: edition.scoring.to_do_at_most]


def _steps(result: ObligationResult, facts: Facts, listed: Container[str]) -> Iterator[ToDo]:
    """What one duty asks for; a fact that is listed already is not looked at again."""
    if result.status is Status.NOT_MET:
        yield from (_own_record(result, item) for item in result.items if not item.met)
    if result.status is Status.OPEN:
        for name in (each.fact for each in result.applies.because):
            if (key := f"open_fact:{name}") not in listed:
                yield ToDo(key, "open_fact", f"Find out: {facts.definitions[name].plain}", *_duty(result))


def _seen_to(step: ToDo, finding: Finding | None) -> ToDo:
    if step.kind != "own_record" or finding is None:
        return step
    return replace(step, owner=step.owner or finding.owner, due=finding.due)


def _own_record(result: ObligationResult, item: ItemResult) -> ToDo:
    owner = item.record.owner if item.record is not None else ""
    key = f"own_record:{result.obligation.key}:{item.required.key}"
    return ToDo(key, "own_record", f"Put on record: {item.required.text}", *_duty(result), owner)


def _duty(result: ObligationResult) -> tuple[str, str, int]:
    return result.obligation.key, result.obligation.band, result.obligation.consequence


def next_steps(findings: Iterable[Finding], to_do: Iterable[ToDo], edition: Edition) -> tuple[ToDo, ...]:
    """The director's list: critical and high findings first, then the to-do list, cut to the same length.

    A finding that a record is missing says the same as the to-do list and is left to it; so is one that is covered.
    """
    grave = (
        ToDo(f"finding:{finding.key}", "finding", finding.title, owner=finding.owner, due=finding.due)
        for finding in findings
        if finding.severity in (CRITICAL, HIGH) and not finding.obligation and not finding.covered_by
    )
    return (*grave, *to_do)[: edition.scoring.to_do_at_most]
