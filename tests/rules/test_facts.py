"""Facts: what is settled, what is disputed, and how a value is read and said."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.disputes import disputes
from checklists.rules.facts import (
    Choice,
    Members,
    Said,
    Verdict,
    check_value,
    is_known,
    label_of,
    member,
    raw_value,
    settle,
    value_label,
)
from tests.rules.makers import ANSWERS, BUYER, DEFINITIONS, LINEAGE, known, make_fact, said
from tests.rules.strategies import SMALL, statements, values_of

BODIES = DEFINITIONS["professional_body"]
WAYS = DEFINITIONS["techniques"]


def members(present: str = "", ruled_out: str = "") -> Members:
    return Members(frozenset(present.split()), frozenset(ruled_out.split()))


def test_what_nobody_contradicts_is_known_and_every_statement_is_kept() -> None:
    facts = settle(DEFINITIONS, [*said(BUYER, agentic=True), *said(ANSWERS, "q1", agentic=True, hosting="on_device")])
    assert facts.values == {"agentic": True, "hosting": "on_device"}
    assert [each.origin for each in facts.said["agentic"]] == [BUYER, ANSWERS]
    assert facts.disputed == frozenset()


@pytest.mark.parametrize("other", [BUYER, ANSWERS, LINEAGE])
def test_two_statements_that_differ_leave_the_fact_unknown_and_disputed(other: Any) -> None:
    facts = settle(DEFINITIONS, [*said(ANSWERS, hosting="on_device"), *said(other, hosting="vendor_cloud")])
    assert "hosting" not in facts.values
    assert facts.disputed == {"hosting"}
    assert label_of(facts, "hosting") == (False, "not known: the records disagree")


def test_a_set_is_settled_member_by_member() -> None:
    facts = settle(
        DEFINITIONS,
        [
            *said(LINEAGE, techniques=members("distillation fine_tuning")),
            *said(ANSWERS, techniques=members("merge", "distillation")),
        ],
    )
    assert facts.values["techniques"] == members("fine_tuning merge")
    assert facts.disputed == {"techniques"}
    assert member(facts, "techniques", "distillation") is Verdict.UNKNOWN
    assert label_of(facts, "techniques", "distillation") == (False, "Distillation: not known: the records disagree")
    assert label_of(facts, "techniques", "merge") == (True, "Merge: yes")


def test_a_member_nobody_spoke_of_is_not_known_though_another_is_disputed() -> None:
    facts = settle(DEFINITIONS, [*said(techniques=members("merge")), *said(ANSWERS, techniques=members("", "merge"))])
    assert label_of(facts, "techniques", "merge") == (False, "Merge: not known: the records disagree")
    assert label_of(facts, "techniques", "fine_tuning") == (False, "Fine tuning: not known")


def test_a_set_of_which_all_is_disputed_holds_nothing() -> None:
    facts = settle(DEFINITIONS, [*said(techniques=members("merge")), *said(ANSWERS, techniques=members("", "merge"))])
    assert facts.values == {}
    assert facts.disputed == {"techniques"}


@pytest.mark.parametrize(
    ("stated", "settled"),
    [
        (members("none"), members("none", "icaew sra")),
        (members("icaew"), members("icaew", "none")),
        (members("", "sra"), members("", "sra")),
        (members("icaew", "sra none"), members("icaew", "sra none")),
    ],
)
def test_an_exclusive_member_and_the_others_shut_each_other_out(stated: Members, settled: Members) -> None:
    assert known(professional_body=stated).values["professional_body"] == settled


def test_the_statements_none_and_one_dispute_each_other() -> None:
    both = [*said(professional_body=members("none")), *said(ANSWERS, professional_body=members("icaew"))]
    facts = settle(DEFINITIONS, both)
    assert facts.disputed == {"professional_body"}
    assert facts.values["professional_body"] == members("", "sra")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("is_distilled", "unknown"),
        ("hosting", "moon"),
        ("hosting", True),
        ("agentic", "yes"),
        ("techniques", True),
        ("techniques", members("moon")),
        ("techniques", members()),
        ("not_a_fact", True),
    ],
)
def test_a_value_that_a_fact_cannot_have_counts_for_nothing(name: str, value: Any) -> None:
    facts = settle(DEFINITIONS, [Said(name, value, BUYER)])
    assert (facts.values, dict(facts.said), facts.disputed) == ({}, {}, frozenset())


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("agentic", True, "Yes"),
        ("agentic", False, "No"),
        ("agentic", None, "not known"),
        ("hosting", "on_device", "On device"),
        ("hosting", "gone", "gone"),
        ("professional_body", members("icaew sra", "none"), "Icaew; Sra"),
        ("techniques", members("", "distillation fine_tuning merge"), "None of these"),
        ("techniques", members("merge"), "Merge. The rest is not known"),
        ("techniques", members("", "merge"), "Ruled out: Merge. The rest is not known"),
        (
            "techniques",
            members("", "merge fine_tuning"),
            "Ruled out: Fine tuning; Merge. The rest is not known",
        ),
        ("techniques", members("merge", "fine_tuning"), "Merge. Ruled out: Fine tuning. The rest is not known"),
    ],
)
def test_a_value_is_said_in_words(name: str, value: Any, words: str) -> None:
    assert value_label(DEFINITIONS[name], value) == words


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("agentic", True, True),
        ("agentic", False, False),
        ("hosting", "on_device", "on_device"),
        ("professional_body", ["icaew"], members("icaew", "sra none")),
        ("professional_body", ["icaew", "icaew", "sra"], members("icaew sra", "none")),
        ("professional_body", ["none"], members("none", "icaew sra")),
        ("techniques", [], members("", "distillation fine_tuning merge")),
        ("techniques", {"present": ["merge"]}, members("merge")),
        ("techniques", {"ruled_out": ["merge"]}, members("", "merge")),
        ("techniques", {"present": ["merge"], "ruled_out": ["distillation"]}, members("merge", "distillation")),
    ],
)
def test_json_is_read_as_a_value(name: str, raw: Any, value: Any) -> None:
    assert check_value(DEFINITIONS[name], raw) == value


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("agentic", "true", "\"What of agentic?\" takes true or false, not 'true'. Leave it out where not known."),
        ("agentic", 1, "takes true or false, not 1"),
        ("agentic", None, "takes true or false, not None"),
        ("hosting", "moon", "takes vendor_cloud, own_infrastructure, on_device, not 'moon'"),
        ("hosting", ["on_device"], "takes vendor_cloud, own_infrastructure, on_device, not ['on_device']"),
        ("is_distilled", "unknown", "takes yes, no, not 'unknown'. Leave it out where not known."),
        ("professional_body", "icaew", 'takes a list of icaew, sra, none, or "present" and "ruled_out".'),
        ("professional_body", {}, "takes a list of"),
        ("professional_body", {"there": ["sra"]}, "takes a list of"),
        ("professional_body", ["frc"], "takes icaew, sra, none, not 'frc'"),
        ("professional_body", [], 'needs at least one tick; "None" says "none".'),
        ("professional_body", ["none", "sra"], '"None" cannot be ticked together with another.'),
        ("techniques", {"present": "merge"}, "what is present or ruled out is a list, not 'merge'."),
        ("techniques", {"present": ["merge"], "ruled_out": ["merge"]}, "merge cannot be there and ruled out at once."),
        (
            "techniques",
            {"present": ["merge", "fine_tuning"], "ruled_out": ["fine_tuning", "merge"]},
            '"What of techniques?": fine_tuning, merge cannot be there and ruled out at once.',
        ),
    ],
)
def test_json_that_is_no_value_is_refused_in_a_sentence(name: str, raw: Any, message: str) -> None:
    with pytest.raises(ValueError) as refused:
        check_value(DEFINITIONS[name], raw)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ([], '"What of body?" needs at least one tick; "No body at all" says "none".'),
        (["none", "sra"], '"What of body?": "No body at all" cannot be ticked together with another.'),
    ],
)
def test_a_tick_that_stands_alone_is_named_by_its_label(raw: list[str], message: str) -> None:
    labelled = (Choice("sra", "Solicitors"), Choice("none", "No body at all"))
    body = replace(make_fact("body", "set", exclusive=("none",)), choices=labelled)
    with pytest.raises(ValueError) as refused:
        check_value(body, raw)
    assert str(refused.value) == message


@given(st.data(), st.sampled_from(list(SMALL)))
def test_a_value_survives_json_and_back(data: st.DataObject, name: str) -> None:
    value = settle(SMALL, [Said(name, data.draw(values_of(name)), BUYER)]).values.get(name)
    if value is not None and not (isinstance(value, Members) and "none" in value.present and len(value.present) > 1):
        assert check_value(SMALL[name], raw_value(value)) == value


@given(statements())
def test_the_order_of_statements_changes_nothing(heard: list[Said]) -> None:
    there, back = settle(SMALL, heard), settle(SMALL, heard[::-1])
    assert (dict(there.values), there.disputed) == (dict(back.values), back.disputed)


@given(statements(), statements(max_size=2))
def test_another_statement_never_turns_what_was_known_into_its_opposite(heard: list[Said], more: list[Said]) -> None:
    before, after = settle(SMALL, heard), settle(SMALL, [*heard, *more])
    for name, value in before.values.items():
        if isinstance(value, Members):
            now = after.values.get(name, Members())
            assert isinstance(now, Members)
            assert not value.present & now.ruled_out and not value.ruled_out & now.present
        else:
            assert after.values.get(name, value) == value
    assert before.disputed <= after.disputed


@given(statements())
def test_nothing_is_both_known_and_disputed(heard: list[Said]) -> None:
    facts = settle(SMALL, heard)
    for name in facts.disputed:
        assert not is_known(facts, name)
    for dispute in disputes(facts):
        assert dispute.left.origin is not dispute.right.origin


@pytest.mark.parametrize(
    ("heard", "labels"),
    [
        ([*said(agentic=True), *said(ANSWERS, agentic=False)], [("agentic", "No", "Yes")]),
        ([*said(agentic=True), *said(BUYER, agentic=False)], []),
        ([*said(agentic=True), *said(ANSWERS, agentic=True)], []),
        (
            [*said(techniques=members("merge")), *said(LINEAGE, techniques=members("", "merge"))],
            [("techniques", "not: Merge", "Merge")],
        ),
        (
            [*said(techniques=members("", "merge")), *said(LINEAGE, techniques=members("merge"))],
            [("techniques", "Merge", "not: Merge")],
        ),
        (
            [
                *said(BUYER, techniques=members("merge", "distillation")),
                *said(ANSWERS, techniques=members("merge")),
                *said(LINEAGE, techniques=members("distillation")),
            ],
            [("techniques", "Distillation", "not: Distillation")],
        ),
        (
            [*said(agentic=True), *said(BUYER, agentic=False), *said(ANSWERS, agentic=True)],
            [("agentic", "Yes", "No")],
        ),
    ],
)
def test_a_dispute_shows_both_statements_with_the_surest_origin_on_the_left(heard: list[Said], labels: list) -> None:
    found = [(each.fact, each.left_label, each.right_label) for each in disputes(settle(DEFINITIONS, heard))]
    assert found == labels


def test_a_dispute_over_a_set_names_the_member_on_which_two_origins_differ() -> None:
    heard = [*said(techniques=members("merge")), *said(LINEAGE, techniques=members("", "merge"))]
    assert [each.member for each in disputes(settle(DEFINITIONS, heard))] == ["merge"]
    turned = [*said(techniques=members("", "merge")), *said(LINEAGE, techniques=members("merge"))]
    assert [each.member for each in disputes(settle(DEFINITIONS, turned))] == ["merge"]
    plain = [*said(agentic=True), *said(ANSWERS, agentic=False)]
    assert [each.member for each in disputes(settle(DEFINITIONS, plain))] == [""]
