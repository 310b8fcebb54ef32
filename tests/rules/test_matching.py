"""Matching: a typed name finds the models that it may mean, keeps what is ambiguous, and guesses nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.matching import candidates, mentions_maker, normalise, same_maker
from tests.rules.makers import make_model

MODELS = (
    make_model("gpt-4o", name="GPT-4o", aliases=("gpt-4o", "gpt4o")),
    make_model("gpt-4o-mini", name="GPT-4o mini", aliases=("gpt-4o-mini",)),
    make_model("gpt-4.1", name="GPT-4.1", aliases=("gpt-4.1",)),
    make_model("haiku-3", name="Claude 3 Haiku", aliases=("claude-3-haiku", "haiku")),
    make_model("haiku-4.5", name="Claude Haiku 4.5", aliases=("claude-haiku-4-5", "haiku")),
    make_model("r1", name="DeepSeek-R1", aliases=("deepseek-ai/deepseek-r1",)),
    make_model("r1-llama", name="DeepSeek-R1-Distill-Llama-70B", aliases=("r1 distill",)),
    make_model("secret", name="Undisclosed teacher", role="placeholder", aliases=("teacher",)),
    make_model("sorter-1", name="Our sorter"),
    make_model("signs", name="---"),
)


def ids(text: str) -> list[str]:
    return [candidate.model for candidate in candidates(text, MODELS)]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("GPT-4.1 Mini", "gpt 4.1 mini"),
        ("deepseek-ai/DeepSeek_R1", "deepseek ai deepseek r1"),
        ("us.anthropic.claude-3-haiku-v1:0", "us anthropic claude 3 haiku v1 0"),
        ("Ｇｅｍｉｎｉ  2.5", "gemini 2.5"),
        ("v1.", "v1"),
        ("--", ""),
    ],
)
def test_a_name_is_brought_to_one_form(name: str, plain: str) -> None:
    assert normalise(name) == plain


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Meta", "Meta", True),
        ("meta", "Meta AI", True),
        ("Meta", "Facebook AI (Meta)", True),
        ("Google", "Google DeepMind", True),
        ("TheBloke", "TheBloke (community)", True),
        ("E. Wang (community)", "TheBloke (community)", False),
        ("Mistral AI", "Facebook AI (Meta)", False),
        ("OpenAI", "Microsoft", False),
        ("", "Microsoft", False),
        ("(community)", "Microsoft", False),
    ],
)
def test_two_names_of_one_maker_are_told_from_two_makers(one: str, other: str, same: bool) -> None:
    assert same_maker(one, other) is same_maker(other, one) is same


@pytest.mark.parametrize(
    ("text", "maker", "named"),
    [
        ("Llama 3 by Meta", "Facebook AI (Meta)", True),
        ("metal", "Meta", False),
        ("a community upload", "TheBloke (community)", False),
        ("thebloke/x", "TheBloke (community)", True),
    ],
)
def test_a_maker_is_named_on_whole_words(text: str, maker: str, named: bool) -> None:
    assert mentions_maker(text, maker) is named


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("GPT-4o mini (through Azure)", ["gpt-4o-mini"]),
        ("gpt-4o", ["gpt-4o"]),
        ("gpt-4o and haiku", ["gpt-4o", "haiku-3", "haiku-4.5"]),
        ("GPT-4.1", ["gpt-4.1"]),
        ("gpt-4.11", []),
        ("haiku", ["haiku-3", "haiku-4.5"]),
        ("anthropic.claude-3-haiku-20240307-v1:0", ["haiku-3"]),
        ("deepseek-ai/DeepSeek-R1-Distill-Llama-70B", ["r1-llama"]),
        ("r1 distill", ["r1-llama"]),
        ("deepseek", ["r1", "r1-llama"]),
        ("llama 70b", ["r1-llama"]),
        ("3 haiku claude 3", ["haiku-3", "haiku-4.5"]),
        ("Sorter our", ["sorter-1"]),
        ("Undisclosed teacher", []),
        ("Our own AI", []),
        ("our sorter", ["sorter-1"]),
        ("", []),
        ("---", []),
    ],
)
def test_a_typed_name_finds_what_it_may_mean(text: str, models: list[str]) -> None:
    assert ids(text) == models


def test_a_model_is_found_by_its_catalogue_key_too_and_one_of_ones_own_has_none() -> None:
    keyed, own = make_model("mistral-7b", name="Mistral"), replace(make_model("own-1", name="Sorter"), key=None)
    assert [each.model for each in candidates("mistral-7b", (keyed, own))] == ["mistral-7b"]
    assert candidates("own-1", (keyed, own)) == ()


def test_each_candidate_says_why_it_is_one() -> None:
    assert [each.reason for each in candidates("GPT-4o mini", MODELS)] == ['"gpt 4o mini" is a name of it.']
    assert [each.reason for each in candidates("llama", MODELS)] == ['"deepseek r1 distill llama 70b" has these words.']


@given(st.text(max_size=40), st.permutations(MODELS))
def test_any_text_finds_the_same_models_in_whatever_order_they_are_known(text: str, shuffled: list) -> None:
    assert {each.model for each in candidates(text, shuffled)} == set(ids(text))


@given(st.sampled_from([model for model in MODELS if model.role != "placeholder" and normalise(model.name)]))
def test_a_models_own_name_always_finds_it(model) -> None:
    assert model.id in ids(f"the {model.name}, as sold")
