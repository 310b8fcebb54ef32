"""The comparisons, prices and volumes of the example's cases in the rules' form, with no database."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checklists.rules.money.list_prices import ListPrice
from checklists.rules.money.prices import Price, Tier, Unit
from checklists.rules.money.usage import Amount, Effort, Usage
from checklists.rules.trade_off.evaluation import DoneBy, Evaluation, How
from checklists.rules.trade_off.given_counts import slices_from
from procurement.example import firm
from procurement.example.money import values_of


def compared(raw: dict[str, Any]) -> tuple[Evaluation, ...]:
    given = raw.get("comparison")
    if given is None:
        return ()
    slices, wrong = slices_from(given["slices"])
    assert not wrong
    how, measured_on = How(given.get("how", "counts")), date.fromisoformat(given["measured_on"])
    set_on = (firm.PLANNED if how is How.OWN_TEST else firm.TESTED).date()
    return (
        Evaluation(
            id="t-1",
            done_by=DoneBy(given.get("done_by", "buyer")),
            how=how,
            measured_on=measured_on,
            slices=slices,
            tolerance=Decimal(given["tolerance"]),
            tolerance_on=set_on,
            tolerance_late=measured_on < set_on,
            blind=given.get("blind", False),
            **{name: given[name] for name in ("title", "task", "larger", "cheaper", "note")},
        ),
    )


def prices(raw: dict[str, Any], listed: Iterable[ListPrice], names: Mapping[str, str]) -> Iterator[Price]:
    shared = raw.get("price_of_all", {})
    for number, one in enumerate(raw.get("prices", ())):
        given = values_of(shared | one)
        if given.pop("is_free", False):
            given["price"] = Decimal(0)
        tier, unit = Tier(given.pop("tier")), Unit(given.pop("unit"))
        yield Price(id=f"p-{number}", tier=tier, unit=unit, **given)
    for number, one in enumerate(raw.get("list_prices", ())):
        found = next(each for each in listed if each.key == one["key"])
        yield _list_price(f"l-{number}", Tier(one["tier"]), found, names[found.model])


def _list_price(key: str, tier: Tier, listed: ListPrice, name: str) -> Price:
    return Price(
        id=key,
        tier=tier,
        unit=Unit.MILLION_TOKENS,
        label=f"{name} ({listed.host})",
        currency=listed.currency,
        input_price=listed.input,
        output_price=listed.output,
        valid_from=listed.holds_from,
        read_on=listed.checked_on,
        source=listed.source,
        address=listed.agree[0].url,
        from_catalogue=True,
    )


def usage(raw: dict[str, Any]) -> Usage:
    given = values_of(raw.get("usage", {}))
    mistake = Amount(given["mistake_cost"], given["mistake_currency"]) if "mistake_cost" in given else None
    return Usage(
        tasks=raw["use"]["volume"], larger=_effort(given, "larger"), cheaper=_effort(given, "cheaper"), mistake=mistake
    )


def _effort(given: dict[str, Any], tier: str) -> Effort:
    tokens = (given.get(f"{tier}_input_tokens"), given.get(f"{tier}_output_tokens"))
    return Effort(*tokens, given.get(f"{tier}_attempts", Decimal(1)))
