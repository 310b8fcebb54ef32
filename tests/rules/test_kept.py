"""What is kept from one judgement to the next: it says the same as what is worked out afresh."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.conditions import forget, holds, parse
from checklists.rules.definitions import Definitions
from checklists.rules.facts import Said, settle
from checklists.rules.lineage import Lineage, own_steps
from checklists.rules.lineage_words import gaps, inherited
from tests.rules.makers import DEFINITIONS, known, make_lineage, make_step
from tests.rules.strategies import SMALL, conditions, statements

EDITION = Definitions(SMALL)
LOOKS = st.one_of(conditions(), st.sampled_from(["known(hosting)", "not known(professional_body) or agentic"]))


@given(text=LOOKS, heard=st.lists(statements(), min_size=1, max_size=3))
def test_a_condition_met_before_says_the_same_of_facts_as_one_read_afresh(text: str, heard: list[list[Said]]) -> None:
    for said in heard:
        facts, afresh = settle(EDITION, said), settle(SMALL, said)
        met = holds(parse(text, EDITION), facts)
        assert met == holds(parse(text, SMALL), afresh)
        assert met == holds(parse(text, EDITION), facts)


def test_a_fact_that_another_edition_asks_in_other_words_is_told_in_them() -> None:
    reworded = {**DEFINITIONS, "agentic": replace(DEFINITIONS["agentic"], plain="Does it act by itself?")}
    first, second = Definitions(DEFINITIONS), Definitions(reworded)
    told = [
        holds(parse("agentic", each), replace(known(), definitions=each)).because[0].plain for each in (first, second)
    ]
    assert told == [DEFINITIONS["agentic"].plain, "Does it act by itself?"]


def test_what_was_forgotten_is_worked_out_again() -> None:
    facts = replace(known(agentic=True), definitions=Definitions(DEFINITIONS))
    before = holds(parse("agentic", facts.definitions), facts)
    forget()
    assert holds(parse("agentic", facts.definitions), facts) == before


def test_a_lineage_about_another_model_is_the_one_made_for_it() -> None:
    record = make_lineage(make_step("student", "teacher"), make_step("teacher", "base", method="merge"))
    other, made = record.about("teacher"), Lineage("teacher", record.models, record.steps)
    assert other == made
    assert (own_steps(other), gaps(other), inherited(other)) == (own_steps(made), gaps(made), inherited(made))
    assert (other.names, other.catalogued) == (made.names, made.catalogued)
    assert record.about("student") is record
