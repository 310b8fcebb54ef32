"""Lineage: generations, roots, cycles spelled out, what the record says of facts, gaps and what is inherited."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.facts import Members
from checklists.rules.lineage import (
    Claim,
    Lineage,
    OutputTerms,
    ancestors,
    find_cycle,
    generations,
    lineage_facts,
    own_steps,
    roots,
)
from checklists.rules.lineage_words import (
    STATUSES,
    UNSTATED_ROUTE,
    VARIANTS,
    gaps,
    inherited,
    method_in_words,
    says_in_words,
    status_in_words,
    variant_in_words,
)
from tests.rules.makers import DEFINITIONS, LINEAGE, TODAY, make_lineage, make_model, make_step

CHAIN = make_lineage(
    make_step("student", "teacher"),
    make_step("teacher", "base", method="fine_tuning"),
    make_step("student", "base", method="merge"),
)


def test_generations_count_the_shortest_way_back() -> None:
    assert generations(CHAIN) == {"student": 0, "teacher": 1, "base": 1}
    assert ancestors(CHAIN) == ("teacher", "base")
    assert roots(CHAIN) == ("base",)


def test_a_model_without_steps_is_its_own_root() -> None:
    assert roots(make_lineage()) == ("student",)
    assert ancestors(make_lineage()) == ()


def test_without_a_model_there_is_no_lineage() -> None:
    nothing = Lineage()
    assert (generations(nothing), ancestors(nothing), roots(nothing)) == ({}, (), ())
    assert lineage_facts(nothing, DEFINITIONS) == ()


def test_the_steps_of_one_model_are_its_own() -> None:
    assert [step.parent for step in own_steps(CHAIN)] == ["teacher", "base"]
    assert [step.parent for step in own_steps(CHAIN, "teacher")] == ["base"]


@pytest.mark.parametrize(
    ("edges", "new", "cycle"),
    [
        ([], ("a", "b"), None),
        ([], ("a", "a"), ["a", "a"]),
        ([("b", "a")], ("a", "b"), ["a", "b", "a"]),
        ([("b", "c"), ("c", "a")], ("a", "b"), ["a", "b", "c", "a"]),
        ([("b", "c"), ("c", "d"), ("b", "x"), ("x", "d"), ("d", "a")], ("a", "b"), ["a", "b", "c", "d", "a"]),
        ([("a", "b"), ("b", "c")], ("a", "c"), None),
        ([("b", "c"), ("c", "b")], ("a", "b"), None),
    ],
)
def test_a_cycle_is_spelled_out_in_order(edges: list, new: tuple, cycle: list | None) -> None:
    assert find_cycle(edges, new) == cycle


NODES = st.integers(0, 6).map(str)


@given(st.lists(st.tuples(NODES, NODES), max_size=20))
def test_refusing_every_edge_that_closes_a_cycle_leaves_none(edges: list[tuple[str, str]]) -> None:
    kept: list[tuple[str, str]] = []
    for edge in edges:
        cycle = find_cycle(kept, edge)
        if cycle is None:
            kept.append(edge)
            continue
        steps = list(pairwise(cycle))
        assert steps[0] == edge and cycle[0] == cycle[-1]
        assert all(step in [*kept, edge] for step in steps)
    left = {node for edge in kept for node in edge}
    while left:  # a graph without cycles can be taken apart from its ends
        ends = {node for node in left if not any(child == node and parent in left for child, parent in kept)}
        assert ends
        left -= ends


@pytest.mark.parametrize(
    ("status", "is_distilled"),
    [
        ("stated", "yes"),
        ("implied", "yes"),
        ("not_distilled", "no"),
        ("partly_stated", None),
        ("reported", None),
        ("ancestor_only", None),
        ("unknown", None),
    ],
)
def test_only_what_the_maker_states_or_implies_says_whether_it_is_distilled(
    status: str, is_distilled: str | None
) -> None:
    model = make_model(status=status, status_source="https://maker.example/status")
    facts = {each.fact: each for each in lineage_facts(make_lineage(models=(model,)), DEFINITIONS)}
    assert (facts["is_distilled"].value if is_distilled else facts.get("is_distilled")) == is_distilled
    if is_distilled:
        assert (facts["is_distilled"].source, facts["is_distilled"].on) == ("https://maker.example/status", TODAY)
        assert facts["is_distilled"].origin is LINEAGE


@pytest.mark.parametrize(
    ("says", "counts"),
    [
        ("maker_stated", True),
        ("maker_implied", True),
        ("vendor_stated", False),
        ("reported", False),
        ("buyer_tested", False),
        ("unknown", False),
    ],
)
def test_a_method_counts_where_the_maker_says_so_and_rules_nothing_out(says: str, counts: bool) -> None:
    said = lineage_facts(make_lineage(make_step(says=says)), DEFINITIONS)
    expected = [Members(frozenset({"distillation"}))] if counts else []
    assert [each.value for each in said if each.fact == "techniques"] == expected


def test_ancestors_say_nothing_of_the_subject() -> None:
    older = make_lineage(
        make_step("student", "teacher", method="fine_tuning"),
        make_step("teacher", "base"),
        models=(make_model("teacher", status="stated"),),
    )
    values = [(each.fact, each.value) for each in lineage_facts(older, DEFINITIONS)]
    assert values == [("techniques", Members(frozenset({"fine_tuning"})))]


def test_one_method_by_two_steps_is_said_once() -> None:
    two = make_lineage(make_step(parent="one", source="https://a.example"), make_step(parent="two"))
    assert [each.source for each in lineage_facts(two, DEFINITIONS)] == ["https://a.example"]


@pytest.mark.parametrize(("weights", "value"), [("open", True), ("closed", False), ("", None)])
def test_weights_say_whether_anyone_can_download_it(weights: str, value: bool | None) -> None:
    said = lineage_facts(make_lineage(models=(make_model(weights=weights),)), DEFINITIONS)
    assert [each.value for each in said] == ([] if value is None else [value])


def test_facts_that_an_edition_does_not_know_are_not_set() -> None:
    model = make_model(status="stated", weights="open")
    assert lineage_facts(make_lineage(make_step(), models=(model,)), {}) == ()


def gap_texts(lineage: Lineage) -> list[str]:
    return [gap.text for gap in gaps(lineage)]


def test_a_maker_that_has_not_said_is_neither_a_yes_nor_a_no() -> None:
    assert gap_texts(make_lineage()) == [
        "The maker has not said whether Student was distilled. That is neither a yes nor a no."
    ]


def test_with_no_model_named_that_is_the_gap() -> None:
    [gap] = gaps(Lineage())
    assert (gap.model, gap.text) == ("", "No model is named yet, so nothing can be said of how it was made.")


@pytest.mark.parametrize(
    ("model", "texts"),
    [
        (make_model(status="stated"), []),
        (make_model(status="partly_stated"), ["The maker has said only in part how Student was made."]),
        (
            make_model(status="reported"),
            ["Others report that Student was distilled. The maker has not said so itself."],
        ),
        (
            make_model(status="ancestor_only"),
            ["An ancestor of Student was distilled or cut. Whether Student itself was distilled is not said."],
        ),
        (
            make_model(status="stated", licence=None, parameters=None),
            ["The licence of Student is not on record.", "The size of Student is not on record."],
        ),
    ],
)
def test_each_gap_is_a_sentence(model, texts: list[str]) -> None:
    assert gap_texts(make_lineage(models=(model,))) == texts


@pytest.mark.parametrize(
    ("step", "parent", "text"),
    [
        (
            make_step(),
            make_model("teacher", role="placeholder"),
            "The maker has not disclosed what Student was made from by distillation.",
        ),
        (
            make_step(says="reported"),
            make_model("teacher", status="stated"),
            "Others report that Student was made from Teacher. The maker has not said so.",
        ),
        (
            make_step(says="unknown"),
            make_model("teacher", status="stated"),
            "It is on record that Student was made from Teacher, and not who says so.",
        ),
    ],
)
def test_a_step_that_the_maker_has_not_said_is_a_gap(step, parent, text: str) -> None:
    assert gap_texts(make_lineage(step, models=(make_model(status="stated"), parent))) == [text]


def test_an_ancestor_off_record_is_a_gap_and_its_own_licence_is_not() -> None:
    lineage = make_lineage(make_step(), models=(make_model(status="stated"),))
    alone = Lineage("student", {"student": lineage.models["student"]}, lineage.steps)
    assert gap_texts(alone) == ["The maker has not disclosed what Student was made from by distillation."]
    bare = make_model("teacher", status="stated", licence=None, parameters=None)
    assert gap_texts(make_lineage(make_step(), models=(make_model(status="stated"), bare))) == []


def test_terms_and_claims_of_every_ancestor_are_inherited_with_their_source() -> None:
    terms = OutputTerms("no", "Outputs may not train other models.", "https://maker.example/terms", True)
    lineage = make_lineage(
        make_step("student", "teacher"),
        make_step("teacher", "base"),
        models=(
            make_model(output_terms=OutputTerms("yes", "Its own."), claims=(Claim("Of the student.", None),)),
            make_model("teacher", output_terms=terms),
            make_model("base", claims=(Claim("Of the base.", "https://other.example", False),)),
        ),
    )
    found = [(each.kind, each.from_model, each.text, each.source, each.verified) for each in inherited(lineage)]
    assert found == [
        (
            "output_terms",
            "teacher",
            "Its terms do not allow outputs to be used for training. Outputs may not train other models.",
            "https://maker.example/terms",
            True,
        ),
        ("claim", "base", "Of the base.", "https://other.example", False),
    ]


@pytest.mark.parametrize(
    ("first", "second", "stated"),
    [
        ("maker_stated", "maker_implied", True),
        ("reported", "maker_stated", False),
        ("maker_stated", "reported", False),
        ("maker_stated", "unknown", False),
    ],
)
def test_what_is_inherited_by_a_step_that_no_maker_states_says_so(first: str, second: str, stated: bool) -> None:
    terms = OutputTerms("no", "Outputs may not train other models.")
    lineage = make_lineage(
        make_step("student", "teacher", says=first),
        make_step("teacher", "base", says=second),
        models=(make_model("base", output_terms=terms, claims=(Claim("A claim.", None),)),),
    )
    assert [UNSTATED_ROUTE in each.text for each in inherited(lineage)] == [not stated] * 2


def test_terms_of_an_odd_kind_are_not_known() -> None:
    lineage = make_lineage(make_step(), models=(make_model("teacher", output_terms=OutputTerms("perhaps", "")),))
    assert inherited(lineage)[0].text == "Whether its terms allow outputs to be used for training is not known."


@pytest.mark.parametrize(
    ("say", "key", "words"),
    [
        (method_in_words, "fine_tuning", "fine-tuning"),
        (method_in_words, "new_way", "new way"),
        (variant_in_words, "white_box_soft_targets", "from the teacher's probabilities (soft targets)"),
        (variant_in_words, "", ""),
        (variant_in_words, "new_way", "new way"),
        (says_in_words, "maker_stated", "the maker says so"),
        (says_in_words, "my_aunt", "my aunt"),
        (status_in_words, "unknown", "Not disclosed by the maker"),
        (status_in_words, "new_status", "new status"),
    ],
)
def test_lineage_is_said_in_words_and_new_words_are_shown_as_they_are(say, key: str, words: str) -> None:
    assert say(key) == words


def test_there_are_words_for_the_25_variants_and_seven_statuses() -> None:
    assert len(VARIANTS) == len(set(VARIANTS.values())) == 25
    assert len(STATUSES) == len(set(STATUSES.values())) == 7


def test_each_of_thirty_ancestors_hands_its_terms_down_marked_as_its_own() -> None:
    steps = [make_step(f"m{number}", f"m{number + 1}") for number in range(29)]
    terms = OutputTerms("no", "No other model may be trained.", "https://maker.example/terms")
    models = tuple(make_model(f"m{number}", output_terms=terms) for number in range(30))
    found = inherited(make_lineage(*steps, models=models, subject="m0"))
    assert [(each.kind, each.from_model, each.from_name) for each in found] == [
        ("output_terms", f"m{number}", f"M{number}") for number in range(1, 30)
    ]
    assert all(UNSTATED_ROUTE not in each.text for each in found)


def test_a_chain_of_three_thousand_steps_is_read_to_its_end_and_closed_by_no_circle() -> None:
    edges = [(f"m{number}", f"m{number + 1}") for number in range(3_000)]
    chain = make_lineage(*(make_step(*edge) for edge in edges), subject="m0")
    assert generations(chain)["m3000"] == 3_000
    assert roots(chain) == ("m3000",)
    assert len(find_cycle(edges, ("m3000", "m0")) or ()) == 3_002


def test_a_teacher_without_a_name_is_a_placeholder_and_neither_a_yes_nor_a_no() -> None:
    hidden = make_model("hidden", role="placeholder", name="Undisclosed teacher")
    lineage = make_lineage(make_step("student", "hidden"), models=(hidden, make_model("student", status="unknown")))
    assert "is_distilled" not in {each.fact for each in lineage_facts(lineage, DEFINITIONS)}
    assert "The maker has not disclosed what Student was made from by distillation." in {g.text for g in gaps(lineage)}
