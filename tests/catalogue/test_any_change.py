"""Whatever somebody does to a file, the answer is in words: a list of problems, or none, and never a crash."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklists.catalogue.places import Path as Place
from checklists.catalogue.problems import format_problems
from checklists.catalogue.reader import read_document
from tests.catalogue.editions import SMALL, copy_of_small, problems_in

FILES = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yaml"))
PLACES = {name: list(read_document(name, (SMALL / name).read_bytes()).lines) for name in FILES}
ODD = st.sampled_from(
    [None, True, 0, -1, 7, 10**15, "", " ", "unknown", "yes", "{x}", "*", "a" * 5000, [], ["a"], [1], {}, {"a": 1}]
)
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


def changed(data: Any, place: Place, action: str, value: Any) -> Any:
    """The same data with one part replaced, taken out, doubled, or given one field more."""
    if not place:
        return value
    copied = copy.deepcopy(data)
    owner = copied
    for part in place[:-1]:
        owner = owner[part]
    last = place[-1]
    if action == "take out":
        del owner[last]
    elif action == "double" and isinstance(owner, list):
        owner.append(copy.deepcopy(owner[last]))
    elif action == "add" and isinstance(owner[last], dict):
        owner[last]["added"] = value
    else:
        owner[last] = value
    return copied


def as_yaml(data: Any) -> bytes:
    """JSON is YAML; decimals stand as numbers, as they did."""
    return json.dumps(data, ensure_ascii=False, default=float).encode()


@settings(max_examples=100, **PATIENT)
@given(data=st.data())
@pytest.mark.parametrize("action", ["replace", "take out", "double", "add"])
def test_any_change_to_any_file_is_answered_in_words(action: str, data: st.DataObject, tmp_path: Path):
    folder = tmp_path / "edition" if (tmp_path / "edition").exists() else copy_of_small(tmp_path)
    name = data.draw(st.sampled_from(FILES))
    place = data.draw(st.sampled_from(PLACES[name]))
    original = (folder / name).read_bytes()
    wrong = changed(read_document(name, original).data, place, action, data.draw(ODD))
    (folder / name).write_bytes(as_yaml(wrong))
    problems = problems_in(folder)
    (folder / name).write_bytes(original)
    assert all(problem.file and problem.message and problem.cure for problem in problems)
    assert all(problem.line >= 0 for problem in problems)
    assert format_problems(problems)


@settings(max_examples=200, **PATIENT)
@given(name=st.sampled_from(FILES), place=st.floats(0, 1), put=st.binary(max_size=3), take=st.integers(0, 6))
def test_any_slip_of_the_keyboard_is_answered_in_words(name: str, place: float, put: bytes, take: int, tmp_path: Path):
    folder = tmp_path / "edition" if (tmp_path / "edition").exists() else copy_of_small(tmp_path)
    original = (folder / name).read_bytes()
    at = int(place * len(original))
    (folder / name).write_bytes(original[:at] + put + original[at + take :])
    problems = problems_in(folder)
    (folder / name).write_bytes(original)
    assert all(problem.file and problem.message and problem.cure for problem in problems)
