"""`python -m tests.scenarios.coverage` writes docs/scenarios.md: how many scenarios each duty and each rule has."""

from collections.abc import Iterable
from pathlib import Path

from tests.scenarios.telling import OPEN_BY, Row, contradiction_rows, duty_rows, finding_rows

PAGE = Path(__file__).parents[2] / "docs" / "scenarios.md"
OF_A_RULE = {"It speaks up": "fires", "It does not": "silent", "Something is not known": "not known"}
OF_A_DUTY = {
    "Applies": "applies",
    "Does not apply": "does not apply",
    "Not met": "not met",
    "Met": "met",
    "Before its date": "before its date",
}
HEAD = """# Scenarios

Written by `python -m tests.scenarios.coverage`; a test says when it is out of date. One line for each duty and each
rule of the catalogue, with the number of scenarios of each kind in `tests/scenarios/`. How one is written is said in
[catalogue.md](catalogue.md).
"""
OPEN = "Open by"
MISSING = "Missing"
NOTHING = "nothing"
NONE = "–"


def page() -> str:
    """The whole page."""
    parts = (
        HEAD,
        "## Duties\n",
        _table(["Duty", *OF_A_DUTY, OPEN, MISSING], map(_duty_line, duty_rows())),
        "## Findings\n",
        _table(["Rule", *OF_A_RULE, MISSING], map(_rule_line, finding_rows())),
        "## Contradictions\n",
        _table(["Rule", *OF_A_RULE, MISSING], map(_rule_line, contradiction_rows())),
    )
    return "\n".join(parts)


def _duty_line(row: Row) -> list[str]:
    facts = (f"`{kind.removeprefix(OPEN_BY)}` {times}" for kind, times in row.kinds.items() if kind.startswith(OPEN_BY))
    return [*_counts(row, OF_A_DUTY.values()), ", ".join(facts) or NONE, _missing(row)]


def _rule_line(row: Row) -> list[str]:
    return [*_counts(row, OF_A_RULE.values()), _missing(row)]


def _counts(row: Row, kinds: Iterable[str]) -> list[str]:
    return [f"`{row.key}`", *(str(row.kinds[kind] or NONE) for kind in kinds)]


def _missing(row: Row) -> str:
    return "; ".join(row.missing) or NOTHING


def _table(heads: list[str], lines: Iterable[list[str]]) -> str:
    rows = (heads, ["---"] * len(heads), *lines)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"Written: {PAGE.name}")
