"""Which kinds of scenario are told of each duty and each rule, and which are still missing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from checklists.rules.conditions import parse
from tests.scenarios import reading, shape
from tests.scenarios.cases import content, day, definitions, obligations

IN_FORCE = ("applies", "not_met", "met")
OPEN_BY = "open by "


@dataclass(frozen=True)
class Row:
    """One duty or rule: how many scenarios of each kind are told, and which kinds it asks for and has none of."""

    key: str
    kinds: Counter[str] = field(default_factory=Counter)
    missing: tuple[str, ...] = ()


def duty_rows() -> Iterator[Row]:
    """One row an obligation: it applies, does not, is open by each fact, met, not met, before its date."""
    for key in obligations():
        kinds: Counter[str] = Counter()
        for scenario, otherwise in _duties_told().get(key, ()):
            kinds.update(_kinds_of_duty(key, scenario, otherwise))
        yield _row(key, kinds, _wanted_of_duty(key))


def finding_rows() -> Iterator[Row]:
    """One row a rule of findings: it fires, does not, and something is not known."""
    for key in content().edition.scoring.finding_rules:
        told = [each for group in reading.findings().rules if group.key == key for each in group.scenarios]
        kinds = Counter("not known" if each.not_known else "fires" if each.raises else "silent" for each in told)
        yield _row(key, kinds, ("fires", "silent", "not known"))


def contradiction_rows() -> Iterator[Row]:
    """One row a rule of contradictions: it fires, does not, and one side is not known."""
    for rule in content().edition.contradictions:
        told = [each for group in reading.contradictions().rules if group.key == rule.key for each in group.scenarios]
        kinds = Counter("fires" if each.fires else "not known" if each.not_known else "silent" for each in told)
        yield _row(rule.key, kinds, ("fires", "silent", "not known"))


def told_twice(scenarios: Iterable[shape.Scenario]) -> set[str]:
    """The names of scenarios that tell the same case as one before them: all they say but name and outcome is equal."""
    cases: dict[str, str] = {}
    twice = set()
    for scenario in scenarios:
        case = str(scenario.model_dump(mode="json", exclude=OUTCOME))
        if cases.setdefault(case, scenario.name) != scenario.name:
            twice.add(scenario.name)
    return twice


OUTCOME = {
    *("name", "status", "because", "missing", "says", "reads", "not_known"),
    *("fires", "left", "right", "severity", "raises"),
}


@cache
def _duties_told() -> dict[str, list[tuple[shape.DutyScenario, str]]]:
    groups = ((group, file.day) for file in reading.duties().values() for group in file.obligations)
    return {group.key: [(scenario, otherwise) for scenario in group.scenarios] for group, otherwise in groups}


def _kinds_of_duty(key: str, scenario: shape.DutyScenario, otherwise: str) -> Iterator[str]:
    begins = obligations()[key].in_force_from
    if scenario.status == "open":
        yield from (OPEN_BY + name for name in dict.fromkeys(name for one in scenario.because for name in one))
    elif scenario.status == "starts_on" and begins is not None and day(scenario.day or otherwise) < begins:
        yield "before its date"
    elif scenario.status == "not_applicable":
        yield "does not apply"
    elif scenario.status in IN_FORCE:
        yield "applies"
        yield from (scenario.status.replace("_", " "),) if scenario.status != "applies" else ()


def _wanted_of_duty(key: str) -> tuple[str, ...]:
    duty = obligations()[key]
    facts = parse(duty.applies_when, definitions()).facts
    return (
        "applies",
        *(("does not apply", *(OPEN_BY + name for name in facts)) if facts else ()),
        *(("not met", "met") if duty.required else ()),
        *(("before its date",) if duty.in_force_from else ()),
    )


def _row(key: str, kinds: Counter[str], wanted: Iterable[str]) -> Row:
    return Row(key, kinds, tuple(kind for kind in wanted if not kinds[kind]))
