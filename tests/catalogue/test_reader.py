"""Words without quotes, and everything else that YAML reads otherwise than it looks."""

import json
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.catalogue import reader
from checklists.catalogue.problems import CatalogueError
from checklists.catalogue.reader import read_document

PLAIN = {
    "text": "text",
    "2026.11.1": "2026.11.1",
    "2018-10": "2018-10",
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
    "0": 0,
    "-7": -7,
    "110000000": 110_000_000,
    "77.0": Decimal("77.0"),
    "0.50": Decimal("0.50"),
    "-1.5": Decimal("-1.5"),
    "nobody": "nobody",
    "yes, checked": "yes, checked",
    "1 to 4": "1 to 4",
    "100%": "100%",
}
TRAPS = [
    "yes", "Yes", "NO", "n", "Y", "on", "OFF", "True", "FALSE", "Null", "NULL", "2026-11-24", "2026-1-2",
    "2026-11-24T10:00:00Z", "012", "0o17", "0x1F", "0b11", "1_000", "12:30", "1:30:00", "1e5", "1.5e3", "5.", ".5",
    "+7", ".inf", "-.inf", ".nan", "<<", "=", "01.5", "1234567890123456789",
]  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=40)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def read(text: str) -> Any:
    return read_document("facts.yaml", text.encode()).data


def problems_of(text: str) -> str:
    with pytest.raises(CatalogueError) as caught:
        read(text)
    return str(caught.value)


@pytest.mark.parametrize(("word", "value"), PLAIN.items())
def test_a_word_without_quotes_means_what_it_looks_like(word: str, value: Any):
    found = read(f"a: {word}")["a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("word", TRAPS)
def test_a_word_that_readers_disagree_on_is_refused_without_quotes(word: str):
    assert f"a is {word} without quotes" in problems_of(f"a: {word}")


@pytest.mark.parametrize("word", TRAPS)
def test_the_same_word_in_quotes_is_text(word: str):
    assert read(f"a: '{word}'") == {"a": word}


def test_a_name_without_quotes_is_held_to_the_same_rules():
    assert "a has the name no without quotes" in problems_of("a: {no: 1}")
    assert read("weights: {1: one}") == {"weights": {"1": "one"}}


def test_a_decimal_number_keeps_every_digit_that_was_written():
    assert str(read("a: 77.0")["a"]) == "77.0"


@pytest.mark.parametrize("text", ["a: *b", "a: &b 1", "&b a: 1", "a: [&b {c: 1}, *b]", "a: &x []"])
def test_anchors_and_what_they_repeat_are_refused(text: str):
    assert "uses an anchor" in problems_of(text)


def test_a_small_file_cannot_unfold_into_a_large_one():
    levels = zip("abcdefgh", "bcdefghi", strict=True)
    bomb = "a: &a [x, x]\n" + "".join(f"{name}: &{name} [*{was}, *{was}]\n" for was, name in levels)
    assert problems_of(bomb).count("uses an anchor") == 1 + 8 * 3


@pytest.mark.parametrize("tag", ["!!str x", "!!python/name:os.system x", "!own x", "!!set {a, b}", "!!binary aGk="])
def test_tags_are_refused(tag: str):
    assert "uses a YAML tag" in problems_of(f"a: {tag}")


def test_lines_are_known_for_every_part():
    document = read_document("facts.yaml", b"a:\n- b: 1\n  c: 2\n- 3\n")
    assert document.lines[("a", 0, "c")] == 3
    assert document.lines[("a", 1)] == 4


def test_a_mark_at_the_beginning_of_the_file_is_no_part_of_it():
    assert read_document("facts.yaml", "\ufeffa: 1".encode()).data == {"a": 1}


def test_comments_alone_are_an_empty_file():
    assert "facts.yaml line 2: is empty." in problems_of("# nothing\n")


@settings(deadline=None)
@given(DATA)
def test_what_is_written_is_what_is_read(data: Any):
    written = json.dumps({"data": data}, ensure_ascii=False)
    assert read(written) == {"data": data}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(text: str):
    try:
        read_document("facts.yaml", text.encode("utf-8", "surrogatepass"))
    except CatalogueError as error:
        assert all(problem.message and problem.cure for problem in error.problems)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(list("abN:-[]{}'\"#&*!|>?%@` \n\t,.0~<=")), max_size=60).map("".join))
def test_any_pile_of_signs_is_read_or_refused_in_words(text: str):
    try:
        read_document("facts.yaml", text.encode())
    except CatalogueError as error:
        assert all(problem.file == "facts.yaml" and problem.cure for problem in error.problems)


@settings(deadline=None)
@given(DATA)
def test_without_the_fast_parser_the_same_is_read(data: Any):
    written = json.dumps({"data": data}, ensure_ascii=False).encode()
    fast = read_document("facts.yaml", written)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_LOADER", yaml.SafeLoader)
        slow = read_document("facts.yaml", written)
    assert (slow.data, slow.lines) == (fast.data, fast.lines)
