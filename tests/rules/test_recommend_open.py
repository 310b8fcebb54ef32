"""What is left open, point by point: the reason, what would settle it, and where to begin."""

import pytest

from checklists.rules.answers import State
from checklists.rules.recommend_open import Point
from checklists.rules.recommend_words import some_of
from tests.rules.makers import make_answer, make_contradiction, make_obligation, make_silence, make_yes_no, said
from tests.rules.test_recommend import content_of, gate, reading


def test_an_open_duty_is_a_reason_in_its_own_words_and_one_condition() -> None:
    duty = make_obligation("transfers", applies_when="processes_personal_data", consequence=3)
    found = reading(content_of(gate(), obligations=(duty,)), make_answer("gate"))
    assert found.reasons[1] == Point(
        'Open: "What of processes_personal_data?" is not answered: Plain transfers. You can answer it yourself, among '
        "the facts. Until then, treat it as a yes.",
        "duty",
        "transfers",
    )
    assert found.conditions == (
        Point(
            'Find out whether these duties apply, and treat them as a yes until then: "Plain transfers".',
            "duty",
            "open_duty",
            where="You can answer most of it yourselves, among the facts.",
            short="you find out whether one duty applies",
        ),
    )


def test_weighty_silence_is_one_condition_that_says_where_to_begin() -> None:
    mine = make_yes_no("mine", weight=5, asked_of="buyer", look_in=("invoice",))
    found = reading(content_of(gate(), mine, make_yes_no("theirs", weight=5)), make_answer("gate"))
    assert found.conditions == (
        Point(
            'Get an answer: "Text of mine?"; "Text of theirs?".',
            "question",
            "silence",
            ("mine", "theirs"),
            where="Start with your invoice and contract: they may settle some of it. What only you know, you can "
            "answer today. Ask the vendor for what is left.",
            short="2 open questions are answered",
        ),
    )


def test_findings_of_one_kind_say_where_to_begin_for_all_their_questions() -> None:
    two = [
        make_yes_no(key, amber_values=("yes",), weight=4, asked_of=who)
        for key, who in (("a", "buyer"), ("b", "vendor"))
    ]
    [condition] = reading(content_of(gate(), *two), *map(make_answer, ("gate", "a", "b"))).conditions
    assert condition.where == "What only you know, you can answer today. Ask the vendor for what is left."


def test_each_contradiction_is_a_condition_of_its_own_and_each_missing_record_is_named_by_its_duty() -> None:
    rules = [
        make_contradiction(
            key, {"answer": "a", "any_of": ["yes"]}, {"answer": key, "any_of": ["no"]}, "answer_vs_answer"
        )
        for key in ("b", "c")
    ]
    asked = [make_yes_no(key) for key in "abc"]
    duties = (make_obligation("x", plain_title="Note X", consequence=3), make_obligation("y", consequence=3))
    content = content_of(gate(), *asked, contradictions=tuple(rules), obligations=duties)
    answers = make_answer("gate"), make_answer("a"), make_answer("b", "no"), make_answer("c", "no")
    assert [each.text for each in reading(content, *answers).conditions] == [
        'Ask which of two statements holds: "Text of a?" and "Text of b?".',
        'Ask which of two statements holds: "Text of a?" and "Text of c?".',
        'Write your own record: "Note X"; "Plain y".',
    ]


MISSING = (
    'The work asks for a written trade-off, and "Text of tier_choice_recorded?" has no answer that is written down.'
)
UNCLEAR = (
    'Whether the work asks for a written trade-off is not known, and "Text of tier_choice_recorded?" has no answer yet.'
)


@pytest.mark.parametrize(("facts", "text"), [({"regulated_activity": True}, MISSING), ({}, UNCLEAR)])
@pytest.mark.parametrize("is_gate", [True, False])
def test_a_trade_off_that_is_not_written_down_is_one_reason(facts: dict, text: str, is_gate: bool) -> None:
    asked = make_yes_no("tier_choice_recorded", gate_when=str(is_gate))
    kind = "gate" if is_gate else "question"
    found = reading(content_of(gate(), asked), make_answer("gate"), said=said(**facts))
    assert found.reasons == (Point(text, kind, "tier_choice_recorded", ("tier_choice_recorded",)),)


@pytest.mark.parametrize(
    ("more", "open_ones"),
    [
        ({}, ["tier_choice_recorded"]),
        ({"applies_when": "False"}, []),
        ({"applies_when": "not regulated_activity"}, []),
        ({"follows": "gate"}, ["tier_choice_recorded"]),
    ],
)
def test_a_trade_off_whose_question_does_not_apply_keeps_nothing_open(more: dict, open_ones: list[str]) -> None:
    content = content_of(gate(), make_yes_no("tier_choice_recorded", **more))
    found = reading(content, make_answer("gate"), said=said(regulated_activity=True))
    assert [each.key for each in found.reasons if each.rests_on == "question"] == open_ones


def test_the_facts_that_would_settle_a_trade_off_and_a_gate_are_asked_for_instead_of_both() -> None:
    when = "regulated_activity or task_criticality == 'high_stakes'"
    content = content_of(gate(gate_when=when), make_yes_no("tier_choice_recorded"))
    found = reading(content, make_answer("gate", "no"))
    assert {(each.rests_on, each.key) for each in found.questions} == {
        ("fact", "regulated_activity"),
        ("fact", "task_criticality"),
    }


TOLD = 'Nothing is approved without an answer to "Text of gate?". '


@pytest.mark.parametrize(
    ("answers", "how", "asks"),
    [
        ((), "Not answered yet.", "question"),
        ((make_silence("gate"),), "The answer is not known.", "test"),
        ((make_silence("gate", State.REFUSES),), "The answer is that nothing will be said.", "test"),
        (
            (make_silence("gate", State.NOT_APPLICABLE),),
            '"Does not apply" was not accepted by a reviewer.',
            "question",
        ),
    ],
)
def test_a_gate_that_is_shut_says_how_it_stands_and_what_would_open_it(answers: tuple, how: str, asks: str) -> None:
    found = reading(content_of(gate(met_also_by=("evaluation",))), *answers)
    assert found.reasons == (Point(TOLD + how, "gate", "gate", ("gate",)),)
    assert [(each.rests_on, each.questions) for each in found.questions] == [(asks, ("gate",))]


def test_a_test_of_ones_own_is_asked_for_with_what_it_takes_and_what_it_settles() -> None:
    tested = gate(met_also_by=("evaluation",))
    found = reading(content_of(tested, gate("plain")), make_silence("gate"), make_answer("plain"))
    assert found.questions == (
        Point(
            "Run both tiers on your own documents and mark each answer right or wrong.",
            "test",
            "own_test",
            ("gate",),
            where="Take documents of your own whose right answers you know. The other road is to ask again.",
            short="how both tiers do on your own documents",
        ),
    )


def test_a_test_settles_no_gate_that_only_an_answer_opens() -> None:
    content = content_of(gate("a", met_also_by=("evaluation",)), gate("b"))
    found = reading(content, make_silence("a"), make_silence("b"))
    assert [(each.rests_on, each.questions) for each in found.questions] == [("test", ("a",)), ("question", ("b",))]
    assert found.questions[1].where == "It is not known yet. Ask who could find out, and by when."


def test_where_nothing_is_answered_the_weightiest_question_is_the_first_to_ask() -> None:
    found = reading(content_of(make_yes_no("light"), make_yes_no("heavy", weight=5)))
    assert found.reasons == (
        Point("Nothing has been answered yet, so there is nothing to go by.", "question", "heavy", ("heavy",)),
    )


@pytest.mark.parametrize(
    ("count", "said_so"),
    [
        (0, ""),
        (1, "1"),
        (3, "1; 2; 3"),
        (4, "1; 2; 3; 4"),
        (5, "1; 2; 3; 2 more, listed with the reasons"),
        (9, "1; 2; 3; 6 more, listed with the reasons"),
    ],
)
def test_a_list_in_a_sentence_names_the_first_few_and_counts_the_rest(count: int, said_so: str) -> None:
    assert some_of([str(number) for number in range(1, count + 1)]) == said_so
