"""Where the boxes of a lineage stand: ancestors above, in layers by the longest way down; long lines have bends."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple


class Edge(NamedTuple):
    """One step from a parent down to a child, by their ids; `number` is its place in the list of steps, from 1."""

    parent: str
    child: str
    number: int


class Layout(NamedTuple):
    """`layers`: ids from the top down, models and the bends of long lines; `ways`: the ids that each edge passes."""

    layers: list[list[str]]
    ways: dict[Edge, list[str]]

    @property
    def is_chain(self) -> bool:
        return all(len(layer) == 1 for layer in self.layers)


def arranged(bottom: str, edges: Sequence[Edge]) -> Layout:
    """Lay out everything above `bottom`. The same edges always give the same layout; a cycle is cut, not followed."""
    depths = _depths(bottom, edges)
    kept = [edge for edge in edges if depths.get(edge.parent, -1) > depths.get(edge.child, len(edges) + 1)]
    layers: list[list[str]] = [[] for _ in range(max(depths.values()) + 1)]
    for model, depth in depths.items():
        layers[depth].append(model)
    ways = {edge: _way(edge, depths, layers) for edge in kept}
    _order(layers, ways)
    return Layout([layer for layer in layers[::-1] if layer], ways)


def _depths(bottom: str, edges: Sequence[Edge]) -> dict[str, int]:
    """The longest way from `bottom` up to each ancestor, in steps."""
    depths = {bottom: 0}
    for _ in range(len(edges)):
        before = dict(depths)
        for edge in edges:
            if edge.child in depths and edge.parent != bottom:
                depths[edge.parent] = min(max(depths.get(edge.parent, 0), depths[edge.child] + 1), len(edges))
        if depths == before:
            break
    return depths


def _way(edge: Edge, depths: Mapping[str, int], layers: list[list[str]]) -> list[str]:
    """The ids that a line passes through from parent to child; a bend is put into each layer between."""
    bends = []
    for depth in range(depths[edge.parent] - 1, depths[edge.child], -1):
        bend = f"bend {edge.number} {depth}"
        layers[depth].append(bend)
        bends.append(bend)
    return [edge.parent, *bends, edge.child]


def _order(layers: list[list[str]], ways: Mapping[Edge, list[str]]) -> None:
    """Put each layer in the order of what it leads to below, so that few lines cross."""
    below: dict[str, list[str]] = {}
    for way in ways.values():
        for upper, lower in pairwise(way):
            below.setdefault(upper, []).append(lower)
    for lower_layer, layer in pairwise(layers):
        place = {name: (index + 0.5) / len(lower_layer) for index, name in enumerate(lower_layer)}
        wanted = {name: _mean([place[other] for other in below.get(name, ()) if other in place]) for name in layer}
        layer.sort(key=wanted.__getitem__)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.5
