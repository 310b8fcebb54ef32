"""Concentration: what is sure, what may be, and what nobody knows are three figures, and silence is never a nought."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.concentration import KINDS, Concentration, Use, View, concentration
from checklists.rules.lineage import Lineage
from checklists.rules.makers import makers_of
from checklists.rules.record_concentration import concentration_on_record
from checklists.rules.resting import rests_on
from tests.rules.makers import make_lineage, make_model, make_step

OTHER_MAKER = make_model("base", developer="Meta AI")
GRAPH = make_lineage(
    make_step("lite", "big"),
    make_step("big", "base", method="fine_tuning", says="maker_implied"),
    make_step("cousin", "base", says="reported"),
    make_step("either", "big", either_or=True),
    make_step("either", "twin", either_or=True),
    make_step("secretive", "hidden"),
    models=(OTHER_MAKER, make_model("hidden", role="placeholder"), make_model("closed"), make_model("twin")),
    subject=None,
)
GRAPH = replace(GRAPH, models={**GRAPH.models, "scratch": make_model("scratch", status="not_distilled")})


def use(number: int, model: str | None = None, **more: str | None) -> Use:
    given_ = {"hosting": "vendor_cloud", "vendor": "v1", "vendor_name": "Beck Ltd"} | more
    return Use(str(number), f"Use {number}", model, **given_)  # type: ignore[arg-type]


def view(found: Concentration, kind: str = "model") -> View:
    return found.views[KINDS.index(kind)]


def shares(found: Concentration, kind: str = "model") -> dict[str, tuple[int, int]]:
    return {share.key: (len(share.sure), len(share.may)) for share in view(found, kind).shares}


def test_a_model_of_any_generation_is_counted_once_for_each_use() -> None:
    found = concentration([use(1, "lite"), use(2, "big"), use(3, "base")], GRAPH)
    assert shares(found) == {"base": (3, 0), "big": (2, 0), "lite": (1, 0)}
    assert view(found).shares[0].text == "3 of 3 models in use rest on Base."


@pytest.mark.parametrize(
    ("model", "sure", "may"),
    [
        ("lite", ("lite", "big", "base"), ()),
        ("cousin", ("cousin",), ("base",)),
        ("either", ("either",), ("big", "twin", "base")),
        ("secretive", ("secretive",), ()),
        ("scratch", ("scratch",), ()),
    ],
)
def test_only_what_makers_state_or_imply_of_one_parent_is_sure(model: str, sure: tuple, may: tuple) -> None:
    reach = rests_on(GRAPH, [model])[model]
    assert (reach.sure, reach.may) == (sure, may)


@pytest.mark.parametrize(
    ("model", "whole"), [("scratch", True), ("secretive", False), ("closed", False), ("cousin", True)]
)
def test_a_record_that_stops_early_is_told_from_one_that_is_whole(model: str, whole: bool) -> None:
    assert rests_on(GRAPH, [model])[model].whole is whole


def test_what_nobody_knows_is_counted_apart_and_never_as_none() -> None:
    uses = [use(1, "lite"), use(2), use(3, "nobody-has-it"), use(4, "closed"), Use("5", "Both", "lite", True)]
    found = view(concentration(uses, GRAPH))
    assert found.unknown == ("2", "3", "5")
    assert found.unknown_text.startswith("Of 3 models in use nobody knows what they rest on")
    assert found.opened == ("4",)
    assert found.open_text.startswith("Of 1 more the record stops early")
    assert [share.text for share in found.shares if share.key == "base"] == ["1 of 5 models in use rests on Base."]


def test_what_may_be_says_so_and_is_no_part_of_what_is_sure() -> None:
    [base] = [
        each for each in view(concentration([use(1, "cousin"), use(2, "big")], GRAPH)).shares if each.key == "base"
    ]
    assert base.text == (
        "1 of 2 models in use rests on Base. 1 more may: its maker names this as one of several, or others say it and "
        "the maker does not."
    )
    [only] = [each for each in view(concentration([use(1, "cousin")], GRAPH)).shares if each.key == "base"]
    assert (only.sure, only.may) == ((), ("1",))
    assert only.text.startswith("1 of 1 models in use may:")


def test_the_makers_of_all_ancestors_count_each_once() -> None:
    found = concentration([use(1, "lite"), use(2, "closed")], GRAPH)
    assert shares(found, "maker") == {"Maker": (2, 0), "Meta AI": (1, 0)}


def test_names_of_one_maker_are_brought_together_and_shared_models_count_for_both() -> None:
    names = ["Meta", "Meta AI", "Facebook AI (Meta)", "Mistral AI", "NVIDIA", "Mistral AI and NVIDIA", ""]
    found = makers_of(names)
    assert {found[name] for name in names[:3]} == {("Meta",)}
    assert found["Mistral AI and NVIDIA"] == ("Mistral AI", "NVIDIA")
    assert found["NVIDIA"] == ("NVIDIA",)
    assert found[""] == ()


@pytest.mark.parametrize(
    ("hosting", "vendor", "name", "opened", "unknown"),
    [
        ("vendor_cloud", "v1", "Beck Ltd's own cloud", 0, 0),
        ("third_party_cloud", "v1", "A cloud that Beck Ltd rents from another firm", 1, 0),
        ("own_infrastructure", "v1", "Our own servers", 0, 0),
        ("on_device", "", "Our own laptops, phones or other devices", 0, 0),
        (None, "v1", None, 0, 1),
        ("vendor_cloud", "", None, 0, 1),
    ],
)
def test_a_host_is_the_fact_together_with_the_vendor(
    hosting: str | None, vendor: str, name: str | None, opened: int, unknown: int
) -> None:
    found = view(concentration([use(1, "lite", hosting=hosting, vendor=vendor)], GRAPH), "host")
    assert [share.name for share in found.shares] == ([name] if name else [])
    assert (len(found.opened), len(found.unknown)) == (opened, unknown)


def test_a_use_without_a_vendor_says_so() -> None:
    [share] = view(concentration([use(1, vendor="", vendor_name="")], GRAPH), "vendor").shares
    assert share.text == "1 of 1 models in use has no vendor on record."


@pytest.mark.parametrize(("resting", "others", "told"), [(2, 1, True), (2, 2, False), (1, 0, False), (3, 2, True)])
def test_what_carries_more_than_half_is_told(resting: int, others: int, told: bool) -> None:
    uses = [use(n, "base") for n in range(resting)] + [use(n + 10, "scratch") for n in range(others)]
    found = concentration(uses, GRAPH)
    assert any("rest on Base." in sentence for sentence in found.heavy) is told


def test_a_circle_in_the_steps_is_walked_once() -> None:
    circle = make_lineage(make_step("a", "b"), make_step("b", "a"), subject=None)
    assert rests_on(circle, ["a"])["a"].sure == ("a", "b")


def test_a_chain_of_five_hundred_generations_is_followed_to_its_end() -> None:
    steps = [make_step(f"m{n}", f"m{n + 1}") for n in range(500)]
    assert rests_on(make_lineage(*steps, subject=None), ["m0"])["m0"].sure[-1] == "m500"


def test_the_same_uses_in_another_order_give_the_same_shares() -> None:
    uses = [use(1, "lite"), use(2, "cousin"), use(3), use(4, "either")]
    one, other = (concentration(each, GRAPH) for each in (uses, uses[::-1]))
    assert [(s.key, set(s.sure), set(s.may)) for v in one.views for s in v.shares] == [
        (s.key, set(s.sure), set(s.may)) for v in other.views for s in v.shares
    ]


def test_nothing_in_use_gives_empty_views() -> None:
    found = concentration([], Lineage())
    assert concentration_on_record(found)["views"][0] == {
        "kind": "model", "shares": [], "unknown": [], "unknown_text": "", "open": [], "open_text": "",
    }  # fmt: skip


MODELS = st.sampled_from([None, "lite", "big", "base", "cousin", "either", "secretive", "closed", "scratch", "gone"])


@given(st.lists(MODELS, max_size=12), st.integers(0, 11))
def test_naming_a_model_never_takes_a_use_out_of_the_count(models: list[str | None], forgotten: int) -> None:
    uses = [use(number, model) for number, model in enumerate(models)]
    less = [replace(each, model=None) if each.id == str(forgotten) else each for each in uses]
    for known, silent in zip(concentration(uses, GRAPH).views, concentration(less, GRAPH).views, strict=True):
        assert set(known.unknown) <= set(silent.unknown)
        everyone = {key for share in known.shares for key in (*share.sure, *share.may)} | set(known.unknown)
        assert everyone == {each.id for each in uses}
        assert all(not set(share.sure) & set(share.may) for share in known.shares)
