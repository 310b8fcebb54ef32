"""prices.yaml: prices of models that are known, in currencies that exist, from tables that are named; never nought."""

from collections.abc import Iterator
from decimal import Decimal

from checklists.catalogue import schema
from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.problems import Problem
from checklists.rules.currencies import CURRENCIES

FILE = "prices.yaml"


def problems(whole: Whole) -> Iterator[Problem]:
    """Every price that nobody could rely on, and every name that leads nowhere."""
    file = whole.files.prices
    head, tables = Spot(FILE, ""), [table.key for table in file.tables]
    yield from whole.once(head, "tables", tables)
    yield from whole.once(head, "prices", [price.key for price in file.prices])
    for price in file.prices:
        spot = Spot(FILE, price.key)
        yield from whole.named(spot, "model", [price.model], whole.models, "a known model")
        yield from whole.named(spot, "agree", price.agree, tables, "one of tables")
        yield from whole.named(spot, "differ", [one.table for one in price.differ], tables, "one of tables")
        yield from _sense(whole, spot, price)
    used = {key for price in file.prices for key in (*price.agree, *(one.table for one in price.differ))}
    for key in sorted(set(tables) - used):
        yield whole.say(Spot(FILE, key), "is a table that no price comes from.", "Take it out.")


def _sense(whole: Whole, spot: Spot, price: schema.ListPrice) -> Iterator[Problem]:
    if price.currency not in CURRENCIES:
        yield whole.say(spot, f"has the currency {price.currency}, which is none in use.", "Write a code such as USD.")
    for name, amount in _amounts(price):
        if Decimal(amount) == 0:
            yield whole.say(
                spot,
                f"{name} is nought.",
                "A nought may stand for a missing price: leave the entry out, or look again.",
            )
    if price.checked_on > whole.files.edition.as_of:
        yield whole.say(
            spot,
            f"was checked on {price.checked_on}, after the edition ({whole.files.edition.as_of}).",
            "Mend checked_on, or raise as_of in edition.yaml.",
        )
    for one in price.differ:
        if one.table in price.agree or (Decimal(one.input), Decimal(one.output)) == _pair(price):
            yield whole.say(spot, f'differ has "{one.table}", which agrees.', "Keep it in one of the two lists.")


def _amounts(price: schema.ListPrice) -> Iterator[tuple[str, str]]:
    yield from (("input", price.input), ("output", price.output))
    for one in price.differ:
        yield from (("differ, input", one.input), ("differ, output", one.output))


def _pair(price: schema.ListPrice) -> tuple[Decimal, Decimal]:
    return Decimal(price.input), Decimal(price.output)
