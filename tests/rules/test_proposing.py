"""Proposing: what vendors really write finds what it may mean, with the reason; what names nothing is met by asking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.matching import normalise
from checklists.rules.proposing import ASK_EMPTY, ASK_NONE, ASK_OWN, ASK_SIZE, ASK_WHICH, CONFIRM, proposals
from checklists.rules.spelling import corrected, folded, slips
from tests.rules.makers import make_model
from tests.rules.test_real_catalogue import MODELS

# What was written, and what must be among the first five.
SPELLINGS = [
    ("flash", "gemini-2.5-flash-lite"), ("r1 distill 70b", "deepseek-r1-distill-llama-70b"),
    ("4o-mini", "gpt-4o-mini"), ("gpt 4 o mini", "gpt-4o-mini"), ("GPT4o-mini", "gpt-4o-mini"),
    ("GPT4OMINI", "gpt-4o-mini"), ("gpt-4o-mini-2024-07-18", "gpt-4o-mini"), ("GPT-4o mini (Azure)", "gpt-4o-mini"),
    ("OpenAI GPT-4o Mini via API", "gpt-4o-mini"), ("GРТ-4о mini", "gpt-4o-mini"),
    ("ＧＰＴ－４ｏ　ｍｉｎｉ", "gpt-4o-mini"),
    ("gpt-4o", "gpt-4o"), ("4o", "gpt-4o"), ("gpt 4.1", "gpt-4.1"), ("gpt4.1 nano", "gpt-4.1-nano"),
    ("GPT 3.5", "gpt-3.5-turbo"), ("gpt-35-turbo", "gpt-3.5-turbo"), ("o3 mini", "o3-mini"), ("o1", "o1-mini"),
    ("gpt oss", "gpt-oss-20b"), ("openai/gpt-oss-20b", "gpt-oss-20b"), ("OpenAI's small model", "gpt-4o-mini"),
    ("deepseek", "deepseek-r1"), ("deepsek r1", "deepseek-r1"), ("DeepSeek R1 0528", "deepseek-r1-0528"),
    ("Qwen distill of R1", "deepseek-r1-distill-qwen-7b"), ("深度求索 r1", "deepseek-r1"),
    ("Llama", "llama-3.1-8b"), ("Lama 3.1 8B", "llama-3.1-8b"), ("llama-3_1-8b", "llama-3.1-8b-instruct"),
    ("Meta Llama 3.3", "llama-3.3-70b-instruct"), ("llama 70b instruct uk hosted", "llama-3.3-70b-instruct"),
    ("custom fine-tuned Llama 3.1 8B", "llama-3.1-8b-instruct"), ("Lllama guard 4", "llama-guard-4-12b"),
    ("haiku", "claude-haiku-4-5"), ("claud haiku", "claude-3-haiku"), ("Claude Haiku 4.5", "claude-haiku-4-5"),
    ("claude-3-haiku@20240307", "claude-3-haiku"), ("us.anthropic.claude-3-haiku-20240307-v1:0", "claude-3-haiku"),
    ("sonnet", "claude-sonnet-5-5"), ("Anthropic", "claude-3-haiku"), ("Cláude 3 Haiku", "claude-3-haiku"),
    ("gemini flash", "gemini-2.5-flash"), ("geminii flash", "gemini-2.5-flash"), ("2.5 flash", "gemini-2.5-flash"),
    ("Gemini 2.5 Flash-Lite (Vertex)", "gemini-2.5-flash-lite"), ("gemma2 9b", "gemma-2-9b"),
    ("Gema 3 27b", "gemma-3-27b"), ("Mistrall Small", "mistral-small-4"), ("mistral nemo", "mistral-nemo-12b"),
    ("Mistral", "mistral-nemo-12b"), ("ministral 8b", "ministral-8b-2410"), ("通义千问3 8b", "qwen3-8b"),
    ("qwen 3 8b", "qwen3-8b"), ("qwen3:8b", "qwen3-8b"), ("phi3 mini", "phi-3-mini"), ("phi-3", "phi-3-mini"),
    ("DistilBert", "distilbert-base-uncased"), ("distil bert base", "distilbert-base-uncased"),
    ("Whisper Turbo v3", "whisper-large-v3-turbo"), ("stable difusion xl", "sdxl-base-1.0"), ("flux", "flux.1-dev"),
    ("amazon.nova-lite-v1:0", "amazon-nova-lite"), ("Bedrock Nova Lite", "amazon-nova-lite"),
    ("Cohere Command R7B", "command-r7b"), ("Grok 4", "grok-4.6"), ("alpaca lora", "alpaca-lora-7b"),
]  # fmt: skip
NOTHING = [
    ("our lite model", ASK_SIZE), ("mini", ASK_SIZE), ("a distilled model", ASK_SIZE),
    ("the fast tier's large", ASK_NONE),
    ("our own AI", ASK_OWN), ("our proprietary model", ASK_OWN), ("an in-house LLM", ASK_OWN),
    ("gpt-4.11", ASK_NONE), ("gpt 7 mini", ASK_NONE), ("Mistral Large", ASK_NONE), ("gemma 3n", ASK_NONE),
    ("mixtral 8x7b", ASK_NONE), ("state of the art AI", ASK_NONE), ("Undisclosed larger Google teacher", ASK_NONE),
    ("клод", ASK_NONE), ("", ASK_EMPTY), ("???", ASK_EMPTY),
]  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), SPELLINGS)
def test_what_vendors_write_finds_what_they_mean_among_the_first_five(written: str, meant: str) -> None:
    found = proposals(written, MODELS.values())
    assert meant in [each.model for each in found.candidates[:5]]
    assert all(each.reason.endswith(".") for each in found.candidates)
    assert found.ask == (CONFIRM if len(found.candidates) == 1 else ASK_WHICH)


@pytest.mark.parametrize(("written", "ask"), NOTHING)
def test_what_names_no_model_finds_none_and_says_what_to_ask(written: str, ask: str) -> None:
    found = proposals(written, MODELS.values())
    assert (found.candidates, found.ask) == ((), ask)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("gpt 4 o mini", '"gpt 4o mini" is written like this with other spaces, points or hyphens.'),
        ("deepsek v3", '"deepseek v3" is this name, if "deepsek" is a slip of the pen.'),
        ("Anthropic", "Anthropic makes it, and the text names Anthropic; it names no model."),
        ("o1", '"o1 mini" has these words.'),
        ("haiku 3", '"haiku 3" is a name of it.'),
    ],
)
def test_each_reason_says_how_the_words_were_read(written: str, reason: str) -> None:
    assert proposals(written, MODELS.values()).candidates[0].reason == reason


def test_words_that_a_name_does_not_hold_are_told_from_those_it_shares() -> None:
    models = [make_model("big-bear", name="Big Bear 7B")]
    [one] = proposals("brown big bear 7b honey", [*models, make_model("x", name="Other")]).candidates
    assert one.reason == '"big bear 7b" is a name of it.'
    [part] = proposals("brown bear 7b honey", models).candidates
    assert part.reason == '"big bear 7b" shares the words "bear", "7b"; the others are not in its name.'


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("lama", "llama", 1),
        ("gmeini", "gemini", 1),
        ("llama", "llama", 0),
        ("abcd", "wxyz", 2),
        ("mistrl", "mistral", 1),
    ],
)
def test_slips_of_the_pen_are_counted_up_to_a_limit(one: str, other: str, distance: int) -> None:
    assert slips(one, other, 1) == slips(other, one, 1) == distance


@pytest.mark.parametrize(
    ("word", "meant"),
    [("lama", "llama"), ("gpt", None), ("70c", None), ("llma", "llama"), ("bert", "bert"), ("sert", None)],
)
def test_a_word_is_put_right_only_where_one_word_is_nearest_and_no_figure_is_in_it(
    word: str, meant: str | None
) -> None:
    assert corrected(word, ["llama", "bert", "sort", "70b", "gpt4"] + (["vert"] if word == "sert" else [])) == meant


@pytest.mark.parametrize("text", ["日本語", "ελληνικά", "модель"])
def test_another_script_that_is_no_lookalike_is_left_as_it_is(text: str) -> None:
    assert folded(text) == normalise(text)


@given(st.text(max_size=60))
def test_any_text_is_read_and_either_proposes_or_says_what_to_ask(text: str) -> None:
    found = proposals(text, MODELS.values())
    assert found.ask
    assert len({each.model for each in found.candidates}) == len(found.candidates)
    assert all(MODELS[each.model].role != "placeholder" for each in found.candidates)


@given(st.sampled_from(sorted(MODELS)), st.sampled_from(["{}", "the {} model", "{} (hosted)", " {}  "]))
def test_a_models_own_name_finds_it_in_any_setting(key: str, setting: str) -> None:
    model = MODELS[key]
    found = [each.model for each in proposals(setting.format(model.name), MODELS.values()).candidates]
    assert key in found or model.role == "placeholder"


@given(st.sampled_from([written for written, _ in SPELLINGS]), st.randoms())
def test_the_order_of_what_is_known_changes_nothing_but_the_order(written: str, random) -> None:
    shuffled = list(MODELS.values())
    random.shuffle(shuffled)
    one, other = (proposals(written, models) for models in (MODELS.values(), shuffled))
    assert {each.model for each in one.candidates} == {each.model for each in other.candidates}
