"""Sentences: filled with whole things, and reasons that name facts as they were asked."""

import pytest

from checklists.rules.conditions import Because, Result
from checklists.rules.facts import Verdict
from checklists.rules.quoting import LONGEST, cut, quoted
from checklists.rules.wording import applies_because, asked_because, fill, reasons

RUNS = Because("hosting", "Where does it run?", "Our own servers", True)
ACTS = Because("agentic", "Can it act?", "not known", False)
TORN = Because("sector", "Which field?", "not known: the records disagree", False)


@pytest.mark.parametrize(
    ("template", "words", "sentence"),
    [
        ("Ask {who} by {date}.", {"who": "Ada", "date": "Friday"}, "Ask Ada by Friday."),
        ("Ask {who}.", {"who": "{date}", "date": "Friday"}, "Ask {date}."),
        ("Ask {who}.", {}, "Ask {who}."),
        ("{a}{a}", {"a": "\\1"}, "\\1\\1"),
    ],
)
def test_a_sentence_is_filled_in_one_pass(template: str, words: dict, sentence: str) -> None:
    assert fill(template, words) == sentence


def test_reasons_say_what_is_known_and_of_what_is_not_only_the_question() -> None:
    assert reasons([RUNS, ACTS, TORN]) == (
        '"Where does it run?" Our own servers. "Can it act?" "Which field?" not known: the records disagree.'
    )


@pytest.mark.parametrize(
    ("result", "asked", "applies"),
    [
        (Result(Verdict.YES), "Always asked.", "It applies to every use."),
        (Result(Verdict.NO), "Not asked.", "It does not apply."),
        (
            Result(Verdict.YES, (RUNS,)),
            'Asked because of what is known: "Where does it run?" Our own servers.',
            'It applies because of what is known: "Where does it run?" Our own servers.',
        ),
        (
            Result(Verdict.NO, (RUNS,)),
            'Not asked: "Where does it run?" Our own servers.',
            'It does not apply: "Where does it run?" Our own servers.',
        ),
        (
            Result(Verdict.UNKNOWN, (ACTS,)),
            'Asked because this is not known: "Can it act?"',
            'Open because this is not known: "Can it act?"',
        ),
    ],
)
def test_a_reason_is_one_sentence(result: Result, asked: str, applies: str) -> None:
    assert (asked_because(result), applies_because(result)) == (asked, applies)


def test_what_is_quoted_is_cut_where_it_is_long() -> None:
    assert cut("x" * LONGEST) == "x" * LONGEST
    assert cut("x" * (LONGEST + 1)) == "x" * (LONGEST - 3) + "..."
    assert quoted("yes") == "'yes'"
