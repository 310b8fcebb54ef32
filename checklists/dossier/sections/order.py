"""The parts of a dossier in their order. To add one: a module here, a template of the same name, a line in SECTIONS."""

from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

from checklists.dossier.reading import Reading
from checklists.dossier.sections import (
    answers,
    brief,
    checking,
    cost,
    cover,
    decision,
    duties,
    evidence,
    findings,
    guide,
    left_out,
    model,
    score,
    trade_off,
)


class Section(NamedTuple):
    """One part: its key (and anchor), its title in the contents ("" for none), its template, and what that is given."""

    key: str
    title: str
    template: str
    context: Callable[[Reading], dict[str, Any]]


def _section(module: ModuleType) -> Section:
    key = module.__name__.rpartition(".")[2]
    return Section(key, module.TITLE, f"{key}.html", module.context)


SECTIONS: tuple[Section, ...] = tuple(
    map(
        _section,
        (
            cover,
            brief,
            guide,
            model,
            trade_off,
            cost,
            findings,
            answers,
            score,
            left_out,
            duties,
            decision,
            evidence,
            checking,
        ),
    )
)
