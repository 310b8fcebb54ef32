"""A limit that was set once its results were known is said to be late: for the comparison relied on, and no other."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from checklists.rules.content import FindingRule
from checklists.rules.raised import Finding
from checklists.rules.tolerance_findings import tolerance_finding
from tests.rules.makers import SCORING

RULE = FindingRule("tolerance_after_results", "The limit came late.", {"all": "medium"})


def found(*, late: bool = True, rules: tuple[FindingRule, ...] = (RULE,), shown: Any = (), relied: bool = True) -> list:
    evaluation = SimpleNamespace(id="e1", title="Letters of May", tolerance_late=late)
    situation = SimpleNamespace(
        edition=SimpleNamespace(scoring=replace(SCORING, finding_rules={rule.key: rule for rule in rules})),
        trade_off=SimpleNamespace(relied_on=SimpleNamespace(evaluation=evaluation) if relied else None),
        shown=shown,
    )
    return list(tolerance_finding(situation))


def test_a_late_limit_is_one_finding_named_after_its_comparison() -> None:
    assert found(shown={"accuracy_vs_teacher": True}) == [
        Finding(
            key="tolerance_after_results:e1",
            rule="tolerance_after_results",
            severity="medium",
            severity_label="Medium",
            title='The limit was set after the results: "Letters of May"',
            text="The limit came late. Meeting it says less than meeting one that was set before. "
            "For the next test, set it first.",
            questions=("accuracy_vs_teacher",),
        )
    ]


def test_where_the_question_is_not_shown_it_is_about_none() -> None:
    assert [each.questions for each in found(shown={"another": True})] == [()]


@pytest.mark.parametrize("without", [{"late": False}, {"relied": False}, {"rules": ()}])
def test_a_limit_in_time_no_comparison_or_no_rule_is_no_finding(without: dict[str, Any]) -> None:
    assert found(**without) == []
