"""The gist of a judgement: equal only where a newer edition changes nothing."""

from dataclasses import replace
from typing import Any

import pytest

from checklists.rules.change_kinds import ChangeKind
from checklists.rules.content import Content
from checklists.rules.edition_changes import edition_change
from checklists.rules.gist import gist_of
from checklists.rules.judge import judge
from checklists.rules.obligations import Obligation
from checklists.rules.questions import Question
from checklists.rules.record import as_record
from tests.rules.makers import make_answer, make_case, make_content, make_obligation, make_yes_no

EDITION = (ChangeKind("edition", "Newer", "{before} {after}", "It is newer."),)


def content(*more: Question, duties: tuple[Obligation, ...] = (make_obligation(),), **first: Any) -> Content:
    given = {"red_values": ("yes",), **first}
    return make_content(make_yes_no("a", **given), *more, obligations=duties)


OLD = content()
NEWER = {
    "nothing": content(),
    "the text of a question": content(text="Else?"),
    "what is red": content(red_values=("no",)),
    "its weight": content(weight=5),
    "a gate": content(gate_when="True"),
    "one question more": content(make_yes_no("b")),
    "a duty more": content(duties=(make_obligation(), make_obligation("more"))),
    "a duty in other words": content(duties=(make_obligation(summary="Else."),)),
}


@pytest.mark.parametrize("name", NEWER)
def test_two_gists_are_equal_where_and_only_where_nothing_changes(name: str) -> None:
    newer = replace(NEWER[name], edition=replace(NEWER[name].edition, version="2027.1.1"))
    case = make_case(make_answer("a"))
    judgements = judge(OLD, case), judge(newer, case)
    records = (as_record(OLD, case, judgements[0]), as_record(newer, case, judgements[1]))
    same = gist_of(judgements[0]) == gist_of(judgements[1])
    assert same == (edition_change(*records, EDITION) is None)
    assert same == (name == "nothing")
