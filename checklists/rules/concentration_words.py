"""Concentration in words: whole sentences, one for each kind of thing that models in use may have in common."""

from typing import NamedTuple

OWN_PLACES = {"own_infrastructure": "Our own servers", "on_device": "Our own laptops, phones or other devices"}
VENDOR_CLOUD = "{vendor}'s own cloud"
OTHER_CLOUD = "A cloud that {vendor} rents from another firm"
NO_VENDOR = "Nobody sells it to us, or no vendor is on record"
SURE = {
    ("model", True): "{sure} of {total} models in use rests on {name}.",
    ("model", False): "{sure} of {total} models in use rest on {name}.",
    ("maker", True): "{sure} of {total} models in use rests on a model of {name}.",
    ("maker", False): "{sure} of {total} models in use rest on a model of {name}.",
    ("host", True): "{sure} of {total} models in use runs there.",
    ("host", False): "{sure} of {total} models in use run there.",
    ("vendor", True): "{sure} of {total} models in use comes through this vendor.",
    ("vendor", False): "{sure} of {total} models in use come through this vendor.",
}
NO_VENDOR_TEXT = {
    True: "{sure} of {total} models in use has no vendor on record.",
    False: "{sure} of {total} models in use have no vendor on record.",
}
MAY = {
    True: "1 more may: its maker names this as one of several, or others say it and the maker does not.",
    False: "{may} more may: their makers name this as one of several, or others say it and the maker does not.",
}
ONLY_MAY = {
    True: "1 of {total} models in use may: its maker names this as one of several, or others say it and the maker does "
    "not.",
    False: "{may} of {total} models in use may: their makers name this as one of several, or others say it and the "
    "maker does not.",
}
UNKNOWN = {
    ("model", True): "Of 1 model in use nobody knows what it rests on: which model it is has not been said, or two "
    "records differ. Ask the vendor which model it is.",
    (
        "model",
        False,
    ): "Of {count} models in use nobody knows what they rest on: which model it is has not been said, or "
    "two records differ. Ask the vendors which model it is.",
    ("maker", True): "Of 1 model in use nobody knows whose model it is. Ask the vendor.",
    ("maker", False): "Of {count} models in use nobody knows whose model it is. Ask the vendors.",
    ("host", True): "Of 1 model in use nobody knows where it runs. The contract or the vendor can say.",
    ("host", False): "Of {count} models in use nobody knows where they run. The contracts or the vendors can say.",
}
OPEN = {
    ("model", True): "Of 1 more the record stops early: its maker has not said what it was made from, or not named it. "
    "It may rest on any of these too.",
    ("model", False): "Of {count} more the record stops early: their makers have not said what they were made from, or "
    "not named it. They may rest on any of these too.",
    ("maker", True): "Of 1 more the record stops early: whose models came before it has not been said.",
    ("maker", False): "Of {count} more the record stops early: whose models came before them has not been said.",
    ("host", True): "1 runs in a cloud that its vendor rents, and nobody has said whose. Two vendors may rent from one "
    "firm.",
    ("host", False): "{count} run in clouds that their vendors rent, and nobody has said whose. Two vendors may rent "
    "from one firm.",
}
HEAVY = {
    "model": "{sure} of your {total} models in use rest on {name}. A fault in it, or new terms, would reach all of "
    "them.",
    "maker": "{sure} of your {total} models in use rest on models of {name}. If it changes its terms or withdraws one, "
    "look at them all.",
}


class Tally(NamedTuple):
    """How many uses rest on a thing, how many may, and out of how many."""

    sure: int
    may: int
    total: int


def share_in_words(kind: str, name: str, tally: Tally) -> str:
    """How many rest on a thing, and how many more may. Nobody's silence is in either figure."""
    words = {"name": name, "sure": tally.sure, "may": tally.may, "total": tally.total}
    if not tally.sure:
        return ONLY_MAY[tally.may == 1].format(**words)
    one = tally.sure == 1
    sure = NO_VENDOR_TEXT[one] if kind == "vendor" and name == NO_VENDOR else SURE[kind, one]
    return " ".join(each.format(**words) for each in (sure, MAY[tally.may == 1] if tally.may else "") if each)


def unknown_in_words(kind: str, count: int) -> str:
    """Of how many nobody knows, and what to do about it; empty where there is none."""
    return UNKNOWN[kind, count == 1].format(count=count) if count else ""


def open_in_words(kind: str, count: int) -> str:
    """Of how many a part is known, and what is not; empty where there is none."""
    return OPEN[kind, count == 1].format(count=count) if count else ""


def heavy_in_words(kind: str, name: str, sure: int, total: int) -> str:
    """That one thing carries more than half, and why that matters."""
    return HEAVY[kind].format(name=name, sure=sure, total=total)
