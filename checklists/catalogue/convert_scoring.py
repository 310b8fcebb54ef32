"""The scoring of the catalogue's file in the form of the rules: scales, finding rules, freshness and bounds."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checklists.rules import content

Raw = Mapping[str, Any]


def _scale(raw: Raw) -> content.Scale:
    return content.Scale(
        valid_from=date.fromisoformat(raw["valid_from"]),
        valid_until=_until(raw.get("valid_until")),
        points={name: Decimal(value) for name, value in raw["points"].items()},
        open_lower=Decimal(raw["open"]["lower"]),
        open_upper=Decimal(raw["open"]["upper"]),
        weights={int(weight): Decimal(value) for weight, value in raw["weights"].items()},
        bands=tuple(
            content.BandOfScore(band["key"], band["label"], Decimal(band["at_least"])) for band in raw["bands"]
        ),
    )


def _severity(raw: str | Raw) -> dict[str, Any]:
    """The severity of a kind of finding: one word for all, the word of the rule behind it, or a table of words."""
    if isinstance(raw, str):
        return {"from_rule": ""} if raw == "from_rule" else {"all": raw}
    return dict(raw)


def _finding_rule(raw: Raw) -> content.FindingRule:
    return content.FindingRule(
        key=raw["key"],
        plain=raw["plain"],
        severity=_severity(raw["severity"]),
        met_also_by=bool(raw.get("met_also_by")),
        when=raw.get("when") or "",
        unless_answered=raw.get("unless_answered") or "",
        instead_of=dict(raw.get("instead_of") or {}),
    )


def _trade_off(raw: Raw | None) -> content.TradeOffBounds:
    """The bounds of tests; an edition from before there were any has the ones that came first."""
    if raw is None:
        return content.TradeOffBounds()
    return content.TradeOffBounds(int(raw["own_test_at_least"]), int(raw["small_slice"]))


def scoring_from(raw: Raw) -> content.Scoring:
    """How answers become points, bands and findings; severities in rising order."""
    ranked = sorted(raw["findings"]["severities"], key=lambda severity: severity["rank"])
    rules = tuple(_finding_rule(rule) for rule in raw["findings"]["rules"])
    return content.Scoring(
        scales=tuple(_scale(scale) for scale in raw["scales"]),
        severities=tuple((severity["key"], severity["label"]) for severity in ranked),
        finding_rules={rule.key: rule for rule in rules},
        freshness_days={scope: int(days) for scope, days in raw["freshness_days"].items()},
        to_do_at_most=int(raw["to_do"]["at_most"]),
        trade_off=_trade_off(raw.get("trade_off")),
    )


def _until(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
