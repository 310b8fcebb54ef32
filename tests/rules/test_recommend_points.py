"""What each line of a recommendation rests on, and how the conditions of each kind are said."""

from datetime import date

import pytest

from checklists.rules.answers import Judged
from checklists.rules.judge import judge
from checklists.rules.life import ByHand
from checklists.rules.recommend import Outcome
from checklists.rules.recommend_open import Point
from checklists.rules.recommend_words import CLOSES, TEST_AGAIN, WITHIN_LIMIT, closes, closes_short, quoted_list
from tests.rules.makers import (
    make_answer,
    make_case,
    make_obligation,
    make_silence,
    make_yes_no,
    said,
)
from tests.rules.test_recommend import _against, content_of, gate, reading


def test_the_larger_tier_is_preferred_until_a_test_of_ones_own_says_otherwise() -> None:
    found = _against(content_of(gate()), (make_answer("gate"),), ("Seven more mistakes in 100.",))
    assert found.outcome is Outcome.PREFER_LARGER_TIER
    assert found.would_change == (Point(WITHIN_LIMIT, "comparison", where=TEST_AGAIN),)
    assert (found.questions, found.conditions) == ((), ())


def test_a_weighty_silence_is_a_reason_under_the_question_that_is_silent() -> None:
    content = content_of(gate(), make_yes_no("heavy", weight=5))
    reasons = reading(content, make_answer("gate")).reasons
    assert Point('No answer yet: "Text of heavy?"', "question", "heavy", ("heavy",)) in reasons


def test_a_fact_that_is_missing_is_the_reason_under_the_question_it_decides() -> None:
    reason = Point(
        'What the answer to "Text of gate?" means depends on what is not known yet.', "fact", "gate", ("gate",)
    )
    assert reading(content_of(gate(gate_when="agentic")), make_answer("gate", "no")).reasons == (reason,)
    by_value = content_of(gate(red_values=(), red_when={"no": "agentic"}))
    assert reading(by_value, make_answer("gate", "no")).reasons == (reason,)


def test_a_fact_settles_every_question_that_waits_for_it() -> None:
    content = content_of(gate("a", gate_when="agentic"), gate("b", gate_when="agentic"))
    [fact] = reading(content, make_answer("a", "no"), make_answer("b", "no")).questions
    assert fact == Point(
        "What of agentic?",
        "fact",
        "agentic",
        ("a", "b"),
        where="You can answer it yourself, among the facts.",
        short='"What of agentic?"',
    )


def test_a_gate_asks_its_own_question_in_its_own_words() -> None:
    [question] = reading(content_of(gate()), make_silence("gate")).questions
    assert (question.text, question.rests_on, question.key, question.questions, question.short) == (
        "Text of gate?",
        "question",
        "gate",
        ("gate",),
        '"Text of gate?"',
    )


def test_a_red_answer_says_what_a_better_one_would_be_and_whose_it_is() -> None:
    vendor = gate(good_answer="The vendor checks it every month.")
    [change] = reading(content_of(vendor), make_answer("gate", "no")).would_change
    assert (change.rests_on, change.key, change.questions, change.findings) == (
        "finding",
        "red:gate",
        ("gate",),
        ("red:gate",),
    )
    assert change.where == (
        "Ask the vendor what it can put right, and by when. What a good answer says: The vendor checks it every month."
    )
    [ours] = reading(content_of(gate(asked_of="buyer")), make_answer("gate", "no")).would_change
    assert ours.where == "It is yours to put right."


def test_why_not_names_the_finding_and_the_duty_of_the_law() -> None:
    duty = make_obligation("contract", questions=("gate",), consequence=3)
    content = content_of(gate(), obligations=(duty,))
    assert reading(content, make_answer("gate", "no")).reasons == (
        Point(
            'The answer to "Text of gate?" is one that should not be passed over, and nothing else on file stands in '
            "for it.",
            "finding",
            "red:gate",
            ("gate",),
            ("red:gate",),
        ),
        Point(
            'The law asks it of you too: "Plain contract". No record of yours meets that duty yet.',
            "duty",
            "contract",
            ("gate",),
            ("red:gate",),
        ),
    )


def test_why_not_names_the_reviewer_where_one_could_not_accept_the_answer() -> None:
    found = reading(content_of(gate()), make_answer("gate", judged=Judged.UNACCEPTABLE))
    assert found.reasons[0].text == 'A reviewer could not accept the answer to "Text of gate?".'
    [change] = found.would_change
    assert change.text == 'A better answer to "Text of gate?", or a use that does not need one.'
    assert change.short == 'a better answer to "Text of gate?"'
    assert 'What would change that: a better answer to "Text of gate?".' in found.text


def test_after_a_go_ahead_only_something_new_asks_for_another_look() -> None:
    found = reading(content_of(gate()), make_answer("gate"))
    assert found.would_change == (
        Point("A new version, another host, new terms or a new use. Then look again.", "question"),
    )
    assert found.reasons == (
        Point(
            "Each question without which nothing is approved has its answer, its test, or a named person's pass.",
            "gate",
            questions=("gate",),
        ),
        Point("No finding of medium weight or more is open.", "finding"),
    )


def test_without_a_gate_nothing_is_said_of_gates() -> None:
    found = reading(content_of(make_yes_no()), make_answer())
    assert [each.rests_on for each in found.reasons] == ["finding"]


def test_of_several_findings_at_a_gate_only_the_red_answer_stops() -> None:
    old = make_answer("gate", "no", said_on=date(2024, 1, 1))
    judgement = judge(content_of(gate()), make_case(old))
    assert [each.key for each in judgement.findings] == ["red:gate", "answer_stale:gate"]
    assert [each.key for each in judgement.recommendation.would_change] == ["red:gate"]


def test_a_grave_finding_that_is_at_no_gate_hides_none_that_is() -> None:
    grave = make_yes_no("grave", gate_when="False", weight=5)
    content = content_of(grave, gate("first"), gate("second"))
    judgement = judge(
        content,
        make_case(
            make_answer("grave", judged=Judged.UNACCEPTABLE), make_answer("first"), make_answer("second", "no"),
            by_hand=(ByHand("hand", "critical", "Grave", "It is grave."),),
        ),
    )  # fmt: skip
    assert [each.severity for each in judgement.findings][:2] == ["critical", "critical"]
    assert [each.key for each in judgement.recommendation.would_change] == ["red:second"]


def test_where_to_begin_is_said_of_questions_that_nobody_has_answered_yet_and_of_no_others() -> None:
    ours, theirs = gate("ours", asked_of="buyer"), gate("theirs")
    both = reading(content_of(ours, theirs, gate("third")), make_answer("third"))
    assert both.text.endswith("What only you know, you can answer today. Ask the vendor for what is left.")
    silent = reading(content_of(ours, theirs), make_silence("theirs"), make_silence("ours"))
    assert silent.text.endswith('"Text of ours?"; "Text of theirs?".')
    half = reading(content_of(ours, theirs), make_silence("theirs"))
    assert half.text.endswith("What only you know, you can answer today.")


def test_a_condition_names_its_questions_and_where_to_begin() -> None:
    from_content = content_of(gate(), make_yes_no("other", amber_values=("yes",), weight=4))
    found = reading(from_content, make_answer("gate"), make_answer("other"), said=said(agentic=False))
    [condition] = found.conditions
    assert (condition.rests_on, condition.key, condition.questions, condition.short) == (
        "finding",
        "amber",
        ("other",),
        "one concern is settled",
    )
    assert condition.where == "Ask the vendor for what is left."
    assert found.text == "Go ahead for this use, on these conditions: one concern is settled. You decide."


def test_several_of_one_kind_are_one_condition_that_counts_them() -> None:
    heavy = [make_yes_no(key, amber_values=("yes",), weight=4) for key in ("one", "two")]
    [condition] = reading(content_of(gate(), *heavy), *map(make_answer, ("gate", "one", "two"))).conditions
    assert condition.text == 'Settle the concern: "Text of one?"; "Text of two?".'
    assert condition.short == "2 concerns are settled"


@pytest.mark.parametrize("rule", CLOSES)
def test_each_kind_of_condition_is_said_in_full_of_one_and_of_several(rule: str) -> None:
    whole, one, several = CLOSES[rule]
    assert closes(rule, ("This", "That")) == whole.replace("{what}", '"This"; "That"')
    assert (closes_short(rule, 1), closes_short(rule, 3)) == (one, several.replace("{count}", "3"))


def test_a_kind_of_condition_without_words_of_its_own_is_a_finding_to_settle() -> None:
    assert closes("never heard of", ["This"]) == 'Settle: "This".'
    assert closes_short("never heard of", 2) == "2 findings are settled"
    assert quoted_list(()) == ""
