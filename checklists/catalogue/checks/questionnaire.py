"""questionnaire.yaml: sections, reasons, tables, and what was renamed or retired."""

from collections.abc import Iterator

from checklists.catalogue import schema
from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.problems import Problem

FILE = "questionnaire.yaml"
HEAD = Spot(FILE, "")


def problems(whole: Whole) -> Iterator[Problem]:
    """Every section, reason or table given twice or wrongly, and what became of questions no longer asked."""
    shared = whole.files.questionnaire
    yield from whole.once(HEAD, "sections", [section.key for section in shared.sections])
    yield from whole.once(HEAD, "tables", [table.key for table in shared.tables])
    reasons = [reason.value for reason in (*shared.states.does_not_know, *shared.states.confidential)]
    yield from whole.once(HEAD, "states", reasons)
    for table in shared.tables:
        yield from _table(whole, Spot(FILE, table.key), table)
    yield from _gone(whole)


def _table(whole: Whole, spot: Spot, table: schema.Table) -> Iterator[Problem]:
    columns = {column.key: column for column in table.columns}
    yield from whole.once(spot, "columns", [column.key for column in table.columns])
    for column in table.columns:
        yield from whole.once(spot, f'column "{column.key}"', column.choices)
        if (column.type == "choice") != bool(column.choices):
            has = "no choices" if column.type == "choice" else "choices"
            yield whole.say(
                spot,
                f'column "{column.key}" is of type {column.type} and has {has}.',
                "Give choices to columns of type choice, and to no others.",
            )
    if table.judged_column is not None:
        yield from whole.named(spot, "judged_column", [table.judged_column], columns, "one of its columns")
        if table.judged_column in columns and columns[table.judged_column].type != "choice":
            yield whole.say(
                spot, f'judges by "{table.judged_column}", which has no choices.', "Judge by a column of type choice."
            )


def _gone(whole: Whole) -> Iterator[Problem]:
    shared = whole.files.questionnaire
    yield from whole.once(
        HEAD, "renamed and retired", [*(one.old for one in shared.renamed), *(one.key for one in shared.retired)]
    )
    for renamed in shared.renamed:
        yield from whole.asked_names(HEAD, "renamed, to", [renamed.new])
    for retired in shared.retired:
        if retired.replaced_by is not None:
            yield from whole.asked_names(Spot(FILE, retired.key), "replaced_by", [retired.replaced_by])
