"""Who really answered: each question asked is counted once, under whoever it really was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.answers import Answer, Rung, State
from checklists.rules.questions import asked
from checklists.rules.who_answered import WhoAnswered, who_answered
from tests.rules.makers import known, make_answer, make_document, make_questionnaire, make_silence, make_yes_no

DOCUMENT = (make_document(),)


def counted(*answers: Answer, questions: int = 1) -> WhoAnswered:
    sheet = make_questionnaire(*(make_yes_no(f"q{place}") for place in range(questions)))
    given_ = {answer.question: answer for answer in answers}
    return who_answered(asked(sheet, known(), given_), given_)


@pytest.mark.parametrize(
    ("more", "who"),
    [
        ({"said_by": "vendor", "attested": True}, "vendor_attested"),
        ({"said_by": "vendor"}, "vendor_unattested"),
        ({"said_by": "vendor", "rung": Rung.THIRD_PARTY_ATTESTS}, "vendor_unattested"),
        ({"said_by": "buyer", "rung": Rung.PUBLISHED_BY_VENDOR, "documents": DOCUMENT}, "looked_up"),
        ({"said_by": "buyer", "rung": Rung.PUBLISHED_BY_VENDOR}, "own_without_source"),
        ({"said_by": "buyer", "rung": Rung.OWN_RECORD, "documents": DOCUMENT}, "own_with_document"),
        ({"said_by": "buyer", "rung": Rung.VENDOR_SHOWS_DOCUMENT, "documents": DOCUMENT}, "own_with_document"),
        ({"said_by": "buyer", "rung": Rung.OWN_RECORD}, "own_without_source"),
        ({"said_by": "buyer"}, "own_without_source"),
        ({"said_by": "buyer", "rung": Rung.BUYER_TESTED}, "tested_by_us"),
        ({"state": State.NOT_APPLICABLE, "said_by": "vendor", "attested": True}, "vendor_attested"),
        ({"state": State.NOT_APPLICABLE, "said_by": "buyer"}, "own_without_source"),
        ({"state": State.DOES_NOT_KNOW, "said_by": "vendor"}, "unanswered"),
        ({"state": State.DOES_NOT_KNOW, "said_by": "buyer", "documents": DOCUMENT}, "unanswered"),
        ({"state": State.REFUSES, "said_by": "vendor", "attested": True}, "unanswered"),
        ({"state": State.CONFIDENTIAL, "said_by": "vendor", "attested": True}, "unanswered"),
        ({"state": State.NOT_YET}, "unanswered"),
    ],
)
def test_an_answer_counts_for_whoever_really_gave_it(more: dict, who: str) -> None:
    assert counted(make_answer("q0", **more)) == WhoAnswered(**{who: 1}, total=1)


def test_what_nobody_answered_is_counted_and_what_is_not_asked_is_not() -> None:
    sheet = make_questionnaire(make_yes_no("a"), make_yes_no("b", follows="a"), make_yes_no("c", applies_when="False"))
    assert who_answered(asked(sheet, known(), {}), {}) == WhoAnswered(unanswered=1, total=1)
    assert counted(questions=0) == WhoAnswered()


@given(
    st.lists(
        st.none()
        | st.builds(
            make_silence,
            state=st.sampled_from(State),
            said_by=st.sampled_from(["vendor", "buyer"]),
            rung=st.none() | st.sampled_from(Rung),
            attested=st.booleans(),
            documents=st.sampled_from([(), DOCUMENT]),
        ),
        max_size=6,
    )
)
def test_the_parts_add_up_to_the_questions_asked(rows: list[Answer | None]) -> None:
    answers = [replace(row, question=f"q{place}") for place, row in enumerate(rows) if row]
    result = counted(*answers, questions=len(rows))
    parts = {name: count for name, count in vars(result).items() if name != "total"}
    assert sum(parts.values()) == result.total == len(rows)
