"""How a dossier falls on its pages: nothing that belongs together is parted, and the director's page is one."""

import pytest

from tests.dossier.makers import (
    make_condition,
    make_decision,
    make_fact,
    make_question,
    make_record,
    make_section,
    make_snapshot,
)
from tests.dossier.printing import pages_of, print_dossier


@pytest.mark.parametrize("filled", [4, 5])
def test_the_heading_of_a_section_never_stands_alone_at_the_foot_of_a_page(filled: int) -> None:
    above = [make_question(f"q{number}", f"1.{number}", why="word " * 40) for number in range(filled)]
    below = make_question("z", "2.1", text="The first row", why="word " * 120)
    record = make_record(*above, facts=[make_fact()])
    record["sections"] = [
        make_section(*above),
        make_section(below, key="model", title="The model underneath", intro="What the product is built on."),
    ]
    [page] = [page for page in pages_of(print_dossier(make_snapshot(judgement=record))) if "underneath" in page]
    assert "The first row" in page


def test_the_directors_page_stays_one_page_with_all_that_was_open_at_the_decision() -> None:
    questions = [make_question(f"q{number}", f"1.{number}") for number in range(30)]
    blocking = [
        {"key": f"gate:q{number}", "kind": "gate", "text": "?", "question": f"q{number}"} for number in range(20)
    ]
    conditions = [make_condition(number + 1, names=[f"gate:q{number}"]) for number in range(20)]
    record = make_record(*questions, blocking=blocking)
    decision = make_decision(conditions=conditions, reasons="A long reason. " * 40)
    pages = pages_of(print_dossier(make_snapshot(judgement=record, decision=decision)))
    assert "What to do next" in pages[1]
    assert "How to read this dossier" in pages[2]
