"""What pydantic finds is said in sentences, with the entry and the line to go to."""

from datetime import date
from typing import Annotated

import pytest
from pydantic import Field, ValidationError

from checklists.catalogue import schema
from checklists.catalogue.places import entry_of, line_of
from checklists.catalogue.problems import CatalogueError, Problem, did_you_mean, format_problems, in_order
from checklists.catalogue.reader import read_document
from checklists.catalogue.schema import Entry
from checklists.catalogue.sentences import fields_at, problems_of


class Inner(Entry):
    key: str
    number: Annotated[int, Field(ge=1)] = 1
    day: date | None = None


class Outer(Entry):
    inner: dict[str, Inner] = Field(default_factory=dict)
    many: tuple[Inner, ...] = ()


def found(text: str, shape: type[Entry] = Outer) -> list[Problem]:
    document = read_document("any.yaml", text.encode())
    with pytest.raises(ValidationError) as caught:
        shape.model_validate(document.data)
    return list(problems_of(document, caught.value, shape))


def test_a_kind_of_error_that_is_new_to_us_is_still_said():
    (problem,) = found("inner: {a: {key: one, day: 'Monday'}}")
    assert problem.message == 'inner, a, day is "Monday".'
    assert problem.cure.startswith("Input should be a valid date")


def test_a_number_below_its_limit_names_the_limit():
    (problem,) = found("inner:\n  a:\n    key: one\n    number: 0\n")
    assert (problem.message, problem.cure, problem.line) == ("inner, a, number is 0.", "Write at least 1.", 4)


def test_an_unknown_field_within_a_field_names_both():
    (problem,) = found("inner: {a: {key: one, nomber: 2}}")
    assert problem.message == '"nomber" is not a field of inner, a.'


def test_the_fields_of_any_place_in_a_file_are_known():
    assert fields_at(schema.QuestionsFile, ("questions", 3, "follow_up")) == ("text", "choices", "sets")
    assert fields_at(schema.FactsFile, ("facts", 0))[:2] == ("name", "type")
    assert "from" in fields_at(schema.FactsFile, ("facts", 0))
    assert fields_at(schema.FactsFile, ("nothing",)) == ()


def test_a_place_is_told_by_the_names_of_the_entries_on_the_way():
    data = {"questions": [{"key": "one", "choices": [{"value": "yes"}, {"value": 3}]}]}
    assert entry_of(data, ("questions", 0, "choices", 0, "label")) == ("one", ["choices", '"yes"', "label"])
    assert entry_of(data, ("questions", 0, "choices", 1)) == ("one", ["choices", "entry 2"])
    assert entry_of(data, ()) == ("", [])
    assert entry_of(3, ("a", 1)) == ("", ["a", "entry 2"])


def test_a_part_that_is_missing_has_the_line_of_what_it_is_missing_from():
    assert line_of({(): 1, ("a",): 2}, ("a", "b", 3)) == 2
    assert line_of({}, ("a",)) == 0


def test_a_near_word_is_offered_and_otherwise_what_is_allowed():
    assert did_you_mean("wieght", ["weight", "unit"]) == 'Did you mean "weight"?'
    assert did_you_mean("x", ["weight", "unit"]) == "Allowed: weight, unit."
    assert did_you_mean("x", []) == "Allowed: none."
    assert did_you_mean("x", [f"name_{n}" for n in range(25)]).endswith("name_19 and 5 more.")


def test_problems_come_once_and_in_the_order_of_files_and_lines():
    later, earlier = Problem("b.yaml", "k", "m", "c", 2), Problem("a.yaml", "k", "m", "c", 9)
    assert in_order([later, earlier, later]) == (earlier, later)


def test_an_error_carries_every_problem_and_prints_them_all():
    problems = [Problem("a.yaml", "one", "is wrong.", "Mend it.", 3), Problem("b.yaml", "", "is empty.", "Fill it.")]
    error = CatalogueError(problems)
    assert error.problems == tuple(problems)
    assert (
        error.message
        == format_problems(problems)
        == (
            'a.yaml line 3, "one": is wrong.\n    Mend it.\nb.yaml: is empty.\n    Fill it.\n'
            "2 problems in the catalogue. Nothing was loaded."
        )
    )
