"""What is said of a value that does not fit: a whole sentence that says what is wrong and what to send."""

from typing import Any

import pytest

from checklists.rules.questions import Question
from checklists.rules.values import check_value_of
from tests.rules.makers import choices, make_choice, make_question, make_questionnaire, make_yes_no

TEXT, NUMBER, MONEY, DATE, MODEL, TESTS = (
    make_question(answer_type=kind) for kind in ("text", "number", "money", "date", "ai_model", "tests")
)
OR_NEVER = {"choices": choices("never")}
MULTI = make_choice("q", "a", "b", answer_type="multi_choice")


@pytest.mark.parametrize(
    ("question", "value", "sentence"),
    [
        (TEXT, 5, "This must be text."),
        (TEXT, " ", "This says nothing: it holds no letter and no digit."),
        (TEXT, "x" * 20_001, "This has 20,001 characters; the most is 20,000."),
        (TEXT, "x\n" * 501, "This has more than 500 line breaks. Attach it as a file."),
        (TEXT, "a\0b", "This holds a character that cannot be kept: U+0000, or half a pair."),
        (make_yes_no(), "unknown", 'Not knowing is the state "does_not_know", with a reason.'),
        (make_yes_no(), "maybe", "'maybe' is not on offer. Choices: yes, no."),
        (MULTI, "a", "Send a list of at least one of a, b."),
        (MULTI, ["a", "a"], "'a' is ticked twice."),
        (TESTS, "none", "Send a list of at least one row, each with its columns by name."),
        (TESTS, [{"test": "x"}] * 1_001, "1,001 rows; the most is 1,000. Attach it as a file."),
        (TESTS, ["row"], "A row is an object of column and value."),
        (TESTS, [{}], "This row is empty. Leave it out."),
        (NUMBER, 30, 'Send a number as text, such as "30" or "2.5".'),
        (NUMBER, "-1", "This cannot be below 0."),
        (make_question(answer_type="percent"), "101", "A percentage lies between 0 and 100."),
        (MONEY, "5", 'Send {"amount": "5.40", "currency": "GBP"}.'),
        (MONEY, {"amount": "5", "currency": "gbp"}, "Send the three capitals of ISO 4217, such as GBP."),
        (DATE, "soon", "Send a date as year-month-day, such as 2026-11-24."),
        (MODEL, "GPT", 'Send {"ai_model": id} for a model on record, or {"name": "..."}.'),
        (MODEL, {"name": "x" * 301}, "A model's name has at most 300 characters."),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(question: Question, value: Any, sentence: str) -> None:
    problems = check_value_of(question, make_questionnaire(question), value)
    assert [each.detail for each in problems] == [sentence]
