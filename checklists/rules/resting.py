"""What a model rests on: itself and everything it was made from, split by how sure that is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checklists.rules.lineage import MAKER_SAYS, Lineage, Step

UNNAMED = "placeholder"
MADE_ANOTHER_WAY = "not_distilled"


@dataclass(frozen=True)
class Reach:
    """Ids, the nearest first. `sure`: by steps alone that the makers state or imply; `may`: by any other way.

    Of two parents of which the maker says that one or the other was used, each is a `may`. `whole` is False where
    nobody has said what the model itself was made from, or where a parent is not named. A step that nobody has named a
    parent for is never a model of its own here.
    """

    sure: tuple[str, ...]
    may: tuple[str, ...]
    whole: bool


Parents = Mapping[str, tuple[Step, ...]]


def rests_on(graph: Lineage, models: Iterable[str]) -> dict[str, Reach]:
    """The reach of each model that is on record. Circles, should a graph hold any, are walked once."""
    return {key: _reach(graph, graph.made_by, key) for key in sorted(set(models)) if key in graph.models}


def _reach(graph: Lineage, parents: Parents, key: str) -> Reach:
    certain = _walked(parents, key, certain=True)
    everything = _walked(parents, key, certain=False)
    unnamed = {one for one in everything if one not in graph.models or graph.models[one].role == UNNAMED}
    told = key in parents or graph.models[key].status == MADE_ANOTHER_WAY
    return Reach(
        tuple(one for one in certain if one not in unnamed),
        tuple(one for one in everything if one not in unnamed and one not in certain),
        told and not unnamed,
    )


def _walked(parents: Parents, key: str, *, certain: bool) -> dict[str, None]:
    """The model and its ancestors, the nearest first; `certain` keeps to what makers state or imply of one parent."""
    found: dict[str, None] = {key: None}
    waiting = [key]
    for child in waiting:
        for step in parents.get(child, ()):
            if step.parent not in found and (not certain or _is_certain(step)):
                found[step.parent] = None
                waiting.append(step.parent)
    return found


def _is_certain(step: Step) -> bool:
    return step.says in MAKER_SAYS and not step.either_or
