"""Concentration: how many models in use rest on one model, maker, host or vendor, and of how many nobody knows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checklists.rules.concentration_words import (
    NO_VENDOR,
    OTHER_CLOUD,
    OWN_PLACES,
    VENDOR_CLOUD,
    Tally,
    heavy_in_words,
    open_in_words,
    share_in_words,
    unknown_in_words,
)
from checklists.rules.lineage import Lineage
from checklists.rules.makers import makers_of
from checklists.rules.resting import Reach, rests_on

KINDS = ("model", "maker", "host", "vendor")
FEWEST_FOR_HALF = 2


@dataclass(frozen=True)
class Use:
    """One model in use. `model` is None where nobody has named it; `records_differ` where two records name different
    models, so that neither counts. `hosting` is the value of that fact, None where it is not known."""

    id: str
    name: str
    model: str | None = None
    records_differ: bool = False
    hosting: str | None = None
    vendor: str = ""
    vendor_name: str = ""


@dataclass(frozen=True)
class Share:
    """What several models in use have in common. `sure` and `may` hold the ids of uses, no use in both.

    `may`: a maker names it as one of several that were used, or somebody other than the maker says so.
    """

    key: str
    name: str
    sure: tuple[str, ...]
    may: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class View:
    """One way of looking at all uses. `unknown`: nothing is known of these; `opened`: a part is known, and not all.

    Neither is ever counted as resting on nothing.
    """

    kind: str
    shares: tuple[Share, ...]
    unknown: tuple[str, ...]
    unknown_text: str
    opened: tuple[str, ...]
    open_text: str


@dataclass(frozen=True)
class Concentration:
    """Every view in the order of KINDS. `heavy`: a sentence for the model and the maker that carry over half."""

    total: int
    views: tuple[View, ...]
    heavy: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """What one use rests on in one view: (key, name) pairs, and whether anything of it is known, and all."""

    sure: tuple[tuple[str, str], ...] = ()
    may: tuple[tuple[str, str], ...] = ()
    known: bool = True
    whole: bool = True


def concentration(uses: Iterable[Use], graph: Lineage) -> Concentration:
    """Count over all uses given. The graph is read once for each model, whatever the number of uses."""
    uses = tuple(uses)
    reaches = rests_on(graph, {use.model for use in uses if use.model})
    makers = makers_of(model.developer for model in graph.models.values())
    own = [None if use.records_differ else reaches.get(use.model or "") for use in uses]
    views = (
        _view("model", uses, [_models(reach, graph) for reach in own]),
        _view("maker", uses, [_makers(reach, graph, makers) for reach in own]),
        _view("host", uses, [_host(use) for use in uses]),
        _view("vendor", uses, [_vendor(use) for use in uses]),
    )
    return Concentration(len(uses), views, tuple(_heavy(views[:2], len(uses))))


def _models(reach: Reach | None, graph: Lineage) -> Held:
    if reach is None:
        return Held(known=False)
    sure, may = (tuple((key, graph.models[key].name) for key in keys) for keys in (reach.sure, reach.may))
    return Held(sure, may, whole=reach.whole)


def _makers(reach: Reach | None, graph: Lineage, makers: Mapping[str, tuple[str, ...]]) -> Held:
    if reach is None:
        return Held(known=False)
    sure = dict.fromkeys(maker for key in reach.sure for maker in makers[graph.models[key].developer])
    may = dict.fromkeys(maker for key in reach.may for maker in makers[graph.models[key].developer])
    named = [name for name in may if name not in sure]
    return Held(tuple((name, name) for name in sure), tuple((name, name) for name in named), bool(sure), reach.whole)


def _host(use: Use) -> Held:
    if use.hosting in OWN_PLACES:
        return Held(((use.hosting, OWN_PLACES[use.hosting]),))
    if use.hosting is None or not use.vendor:
        return Held(known=False, whole=False)
    words = VENDOR_CLOUD if use.hosting == "vendor_cloud" else OTHER_CLOUD
    name = words.format(vendor=use.vendor_name)
    return Held(((f"{use.hosting}:{use.vendor}", name),), whole=use.hosting == "vendor_cloud")


def _vendor(use: Use) -> Held:
    return Held(((use.vendor, use.vendor_name),)) if use.vendor else Held((("", NO_VENDOR),))


def _view(kind: str, uses: tuple[Use, ...], held: list[Held]) -> View:
    unknown = tuple(use.id for use, each in zip(uses, held, strict=True) if not each.known)
    opened = tuple(use.id for use, each in zip(uses, held, strict=True) if each.known and not each.whole)
    return View(
        kind,
        tuple(_shares(kind, uses, held)),
        unknown,
        unknown_in_words(kind, len(unknown)),
        opened,
        open_in_words(kind, len(opened)),
    )


def _shares(kind: str, uses: tuple[Use, ...], held: list[Held]) -> list[Share]:
    names: dict[str, str] = {}
    sure: dict[str, list[str]] = {}
    may: dict[str, list[str]] = {}
    for use, each in zip(uses, held, strict=True):
        for into, pairs in ((sure, each.sure), (may, each.may)):
            for key, name in pairs:
                names.setdefault(key, name)
                into.setdefault(key, []).append(use.id)
    shares = (_share(kind, key, name, sure.get(key, []), may.get(key, []), len(uses)) for key, name in names.items())
    return sorted(shares, key=lambda share: (-len(share.sure), -len(share.may), share.name, share.key))


def _share(kind: str, key: str, name: str, sure: list[str], may: list[str], total: int) -> Share:
    text = share_in_words(kind, name, Tally(len(sure), len(may), total))
    return Share(key, name, tuple(sure), tuple(may), text)


def _heavy(views: Iterable[View], total: int) -> Iterator[str]:
    for view in views:
        first = view.shares[0] if view.shares else None
        if first and len(first.sure) >= FEWEST_FOR_HALF and 2 * len(first.sure) > total:
            yield heavy_in_words(view.kind, first.name, len(first.sure), total)
