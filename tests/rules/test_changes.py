"""What changed between two states, in plain data: every kind, and what is no change."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.change_kinds import KINDS, Change, ChangeKind, in_sentences
from checklists.rules.changes import changes
from checklists.rules.edition_changes import edition_change
from checklists.rules.money.prices import Price, Unit
from checklists.rules.record_money import money_on_record
from tests.rules.test_money import make_tier_price, reckon

TODAY = "2026-11-24"
FACTS = {"hosting": "host", "tier_position": "tier", "is_distilled": "teacher", "international_transfer": "region"}
ANSWERS = {"price_by_tier": "price", "training_on_our_inputs": "data_use"}


def kinds() -> tuple[ChangeKind, ...]:
    return tuple(
        ChangeKind(
            key=key,
            plain=f"Title of {key}",
            text="{what}: {before} then, {after} now.",
            why="It matters.",
            questions=("asked", "not_asked"),
            facts=tuple(name for name, kind in FACTS.items() if kind == key),
            answers=tuple(name for name, kind in ANSWERS.items() if kind == key),
        )
        for key in KINDS
    )


def fact(name: str, value: Any = "a") -> dict[str, Any]:
    known = value is not None
    said = [{"origin_label": "You say", "source": "", "on": "2026-11-01"}] if known else []
    label = str(value) if known else "not known"
    return {
        "name": name,
        "plain": f"What is {name}?",
        "value": value,
        "value_label": label,
        "known": known,
        "said": said,
    }


def question(key: str, value: Any = "yes", state: str = "answered", **more: Any) -> dict[str, Any]:
    answer = {
        "state": state, "value": value, "value_label": str(value), "state_label": f"State {state}",
        "said_by_label": "The vendor", "said_on": "2026-11-02",
    }  # fmt: skip
    given = {"number": "1.1", "text": f"Text of {key}?", "answer_type": "text", "good_answer": "", "red_flag": ""}
    return {"key": key, "weight": 3, "gate": "no", "answer": answer, **given, **more}


def duty(key: str, status: str, summary: str = "Keep a note.") -> dict[str, Any]:
    same = {"band": "law", "our_reading": False, "in_force_from": None, "in_force_until": None, "watch": ""}
    words = {
        "status_label": status.title(),
        "plain_title": f"Duty {key}",
        "because_text": "Because.",
        "summary": summary,
    }
    return {"key": key, "status": status, "sources": ["law"], **words, **same}


def state(**more: Any) -> dict[str, Any]:
    """{subject, record} with what the test wants to be otherwise."""
    use = {"model_version": "1", "version_floats": False, "tier_label": "Lite"}
    record = {
        "edition": "2026.11.1", "as_of": TODAY, "judged_on": TODAY, "left_out": [], "findings": [], "gates": [],
        "contradictions": [], "obligations": [], "score": {"lower": 10, "upper": 90},
        "sources": [{"key": "law", "title": "The Act"}],
        "facts": [fact(name) for name in FACTS],
        "lineage": {"subject": "m", "models": [], "steps": []},
        "sections": [{"questions": [question("asked"), *map(question, ANSWERS)]}],
    }  # fmt: skip
    subject = {"model_in_use": use | more.pop("use", {}), "ai_model": more.pop("model", {"name": "Small"})}
    return {"subject": subject, "record": record | more}


def found(old: dict[str, Any], new: dict[str, Any], **more: Any) -> tuple[Change, ...]:
    return changes(old, new, kinds(), **more)


def with_fact(name: str, value: Any) -> dict[str, Any]:
    return state(facts=[fact(each, value if each == name else "a") for each in FACTS])


def with_question(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return state(sections=[{"questions": list(questions)}], **more)


def step(parent: str) -> dict[str, Any]:
    return {"child": "m", "parent_name": parent, "method_label": "distilled"}


EXPIRED = {"key": "evidence_expired:asked", "rule": "evidence_expired", "title": "Ran out", "text": "Until May.",
           "severity": "low", "severity_label": "Low", "questions": ["asked"]}  # fmt: skip
AGAINST = {"key": "c", "title": "Two", "wording": "They differ.", "charitable": "Both may be honest.", "ask": "Ask.",
           "left": {"source": "page"}, "right": {"source": None}, "questions": ["asked"]}  # fmt: skip


def lineage(*steps: dict[str, Any], released: str = "2025-01") -> dict[str, Any]:
    return {"subject": "m", "models": [{"id": "m", "released": released}], "steps": list(steps)}


CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "another version": ("model_version", state(use={"model_version": "2"})),
    "another model": ("model_version", state(model={"name": "Other"})),
    "no model any more": ("model_version", state(model=None)),
    "a version that floats now": ("model_version", state(use={"version_floats": True})),
    "another plan": ("tier", state(use={"tier_label": "Pro"})),
    "another position": ("tier", with_fact("tier_position", "b")),
    "another host": ("host", with_fact("hosting", "b")),
    "a host nobody knows": ("host", with_fact("hosting", None)),
    "another region": ("region", with_fact("international_transfer", "b")),
    "another teacher": ("teacher", state(lineage=lineage(step("Large")))),
    "another price": ("price", with_question(question("asked"), question("price_by_tier", "no"))),
    "another use of data": ("data_use", with_question(question("asked"), question("training_on_our_inputs", "no"))),
    "a document that ran out": ("evidence_expired", state(findings=[EXPIRED])),
    "an old answer": ("answer_stale", state(findings=[EXPIRED | {"rule": "answer_stale", "key": "s"}])),
    "two statements": ("contradiction", state(contradictions=[AGAINST])),
    "a duty": ("duty", state(obligations=[duty("d", "not_met")])),
}


def test_the_same_state_has_not_changed() -> None:
    assert found(state(), state()) == ()


@pytest.mark.parametrize("name", CASES)
def test_each_change_is_told_once_under_its_kind(name: str) -> None:
    kind, new = CASES[name]
    (change,) = found(state(), new)
    assert change.kind == kind
    assert change.questions == ("asked",) or "asked" in change.questions


def test_another_answer_is_told_in_both_words_with_who_said_it_and_when() -> None:
    new = with_question(question("asked"), question("price_by_tier", "no"))
    old = with_question(question("asked"), question("price_by_tier", "yes"))
    [change] = found(old, new)
    assert (change.key, change.before, change.after, change.on) == ("answer:price_by_tier", "yes", "no", "2026-11-02")
    assert (change.source, change.questions) == ("The vendor", ("price_by_tier", "asked"))
    [silent] = found(old, with_question(question("asked"), question("price_by_tier", "yes", "refuses")))
    assert (silent.before, silent.after) == ("yes", "State refuses")


@pytest.mark.parametrize(
    ("left", "right", "source"), [("page", None, "page"), (None, "card", "card"), ("page", "card", "page")]
)
def test_a_new_contradiction_is_told_whole_with_its_first_source(
    left: str | None, right: str | None, source: str
) -> None:
    sides = {"left": {"source": left}, "right": {"source": right}}
    [change] = found(state(), state(contradictions=[AGAINST | sides]))
    assert (change.key, change.before, change.after) == ("c", "", "They differ. Both may be honest. Ask.")
    assert (change.source, change.questions) == (source, ("asked",))


def test_every_kind_has_a_case() -> None:
    elsewhere = {"floating_alias_moved", "edition", "decision_lapses"}
    assert {kind for kind, _ in CASES.values()} | elsewhere == set(KINDS)


@pytest.mark.parametrize("name", list(FACTS))
def test_what_turned_unknown_is_a_change_to_ask_about_and_no_no(name: str) -> None:
    (change,) = found(state(), with_fact(name, None))
    assert "neither a yes nor a no" in change.text
    assert (change.source, change.on) == (None, None)


def test_what_was_not_known_and_is_known_now_is_a_change_too() -> None:
    (change,) = found(with_fact("hosting", None), state())
    assert (change.before, change.after) == ("not known", "a")
    assert (change.source, change.on) == ("You say", "2026-11-01")


def test_where_the_vendor_may_move_the_version_its_move_is_of_another_kind() -> None:
    old, new = state(use={"version_floats": True}), state(use={"version_floats": True, "model_version": "2"})
    (change,) = found(old, new)
    assert change.kind == "floating_alias_moved"


def test_a_floating_name_that_leads_to_a_later_release_has_moved() -> None:
    old = state(use={"version_floats": True}, lineage=lineage())
    new = state(use={"version_floats": True}, lineage=lineage(released="2026-01"))
    assert [change.kind for change in found(old, new)] == ["floating_alias_moved"]


def test_a_fixed_version_does_not_move_when_the_catalogue_knows_more() -> None:
    assert found(state(lineage=lineage()), state(lineage=lineage(released="2026-01"))) == ()


def test_a_duty_that_the_firm_has_met_since_is_no_news() -> None:
    old = state(obligations=[duty("d", "not_met")])
    assert found(old, state(obligations=[duty("d", "met")])) == ()


def test_a_question_that_has_no_answer_yet_says_nothing() -> None:
    waiting = with_question(question("asked"), question("price_by_tier", None, "not_yet"))
    assert found(state(), waiting) == found(waiting, state()) == ()


def test_an_answer_that_became_a_silence_is_no_no() -> None:
    silent = with_question(question("asked"), question("price_by_tier", None, "does_not_know"))
    (change,) = found(state(), silent)
    assert "neither a yes nor a no" in change.text


@pytest.mark.parametrize(
    ("until", "key"),
    [(None, ""), ("2026-12-25", ""), ("2026-12-24", "soon"), (TODAY, "soon"), ("2026-11-23", "over")],
)
def test_a_decision_runs_out_thirty_days_ahead_and_after(until: str | None, key: str) -> None:
    day = date.fromisoformat(until) if until else None
    assert [change.key for change in found(state(), state(), valid_until=day)] == ([key] if key else [])


def newer(**more: Any) -> dict[str, Any]:
    return state(edition="2026.12.1", **more)["record"]


def parts(old: dict[str, Any], new: dict[str, Any], **more: Any) -> tuple[str, ...]:
    change = edition_change(old, new, kinds(), **more)
    return change.parts if change else ()


def test_an_edition_that_judges_alike_is_no_change() -> None:
    assert edition_change(state()["record"], newer(), kinds()) is None


def test_the_same_edition_is_no_change_of_edition() -> None:
    assert edition_change(state()["record"], state(score={"lower": 0, "upper": 1})["record"], kinds()) is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"obligations": [duty("d", "open")]}, "was not in the catalogue"),
        ({"score": {"lower": None, "upper": None}}, "Nothing counted."),
        ({"findings": [EXPIRED]}, "Ran out (Low)."),
        (
            {"sections": [{"questions": [question("asked"), *map(question, ANSWERS), question("new")]}]},
            "A new question",
        ),
        (
            {"sections": [{"questions": [question("asked", text="Else?"), *map(question, ANSWERS)]}]},
            "reads differently",
        ),
        ({"sections": [{"questions": [question("asked")]}]}, "It is not asked any more."),
    ],
)
def test_an_edition_says_what_it_changes(more: dict[str, Any], words: str) -> None:
    assert any(words in part for part in parts(state()["record"], newer(**more)))


def test_a_duty_in_other_words_is_told_where_it_may_apply() -> None:
    old = state(obligations=[duty("d", "open"), duty("n", "not_applicable")])["record"]
    new = newer(obligations=[duty("d", "open", "Keep two."), duty("n", "not_applicable", "Keep two.")])
    assert parts(old, new) == ("A duty is put differently: Keep a note. Now: Keep two.",)


def test_a_gate_that_another_edition_meets_is_told() -> None:
    gate = {"question": "asked", "text": "Text?", "met": False}
    assert parts(state(gates=[gate])["record"], newer(gates=[gate | {"met": True}])) == (
        'A gate, "Text?": It was not met. Now: It is met.',
    )


def test_a_question_that_was_only_renamed_has_not_changed() -> None:
    old = with_question(question("old_name", text="Text?"))["record"]
    new = newer(sections=[{"questions": [question("new_name", text="Text?")]}])
    assert parts(old, new, renamed={"old_name": "new_name"}) == ()
    assert len(parts(old, new)) == 2


def test_a_question_that_facts_opened_is_not_the_edition_s_doing() -> None:
    old = state(left_out=[{"key": "new", "text": "New?"}])["record"]
    new = newer(sections=[{"questions": [question("asked"), *map(question, ANSWERS), question("new")]}])
    assert parts(old, new) == ()


def test_what_differs_under_the_old_edition_is_told_apart_from_the_new_edition_s_doing() -> None:
    old, same = state(), state(obligations=[duty("d", "not_met")])["record"]
    new = state(edition="2026.12.1", obligations=[duty("d", "not_met"), duty("e", "open")])
    assert [change.kind for change in found(old, new, under_old=same)] == ["duty", "edition"]


VALUES = st.dictionaries(st.sampled_from(sorted(FACTS)), st.sampled_from(["a", "b", None]))


@given(VALUES, VALUES)
def test_facts_change_if_and_only_if_they_differ_and_no_unknown_becomes_a_no(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    old = state(facts=[fact(name, before.get(name, "a")) for name in FACTS])
    new = state(facts=[fact(name, after.get(name, "a")) for name in FACTS])
    told = {change.key.removeprefix("fact:"): change for change in found(old, new)}
    assert set(told) == {name for name in FACTS if before.get(name, "a") != after.get(name, "a")}
    assert all(
        ("neither a yes nor a no" in change.text) == (after.get(name, "a") is None) for name, change in told.items()
    )


def priced(*prices: str, **more: Any) -> dict[str, Any]:
    """A state whose cheaper tier has these prices in force."""
    tier = {"tier": "cheaper", "tier_label": "The cheaper tier", "prices": [_price(label) for label in prices]}
    return state(money={"tiers": [tier]}, **more)


def _price(label: str) -> dict[str, Any]:
    return {"price_label": label, "source": "The price page", "address": "", "read_on": "2026-11-20"}


def test_another_price_on_record_is_told_with_its_source_and_asks_why_the_tier_was_chosen():
    [change] = found(priced("£10 a month"), priced("£12 a month"))
    assert (change.kind, change.key, change.before, change.after) == (
        "price", "price:cheaper", "£10 a month", "£12 a month",
    )  # fmt: skip
    assert (change.source, change.on) == ("The price page", "2026-11-20")


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (make_tier_price(price="20"), make_tier_price(price="20", unit=Unit.TASK)),
        (make_tier_price(price="0.125"), make_tier_price(price="0.121")),
        (make_tier_price(price="20"), make_tier_price(price="20", currency="EUR")),
    ],
)
def test_a_price_for_something_else_or_in_smaller_figures_is_another_price(then: Price, now: Price):
    old, new = (state(money=money_on_record(reckon(price))) for price in (then, now))
    [change] = found(old, new)
    assert (change.kind, change.before != change.after) == ("price", True)


def test_a_price_that_nobody_has_on_record_any_more_is_not_known_and_never_free():
    [change] = found(priced("£10 a month"), priced())
    assert (change.after, change.source) == ("no price on record", None)
    assert "not known now" in change.text


@pytest.mark.parametrize("old", [state(), priced("£10 a month")])
def test_the_same_prices_and_a_record_from_before_there_were_any_are_no_change(old: dict[str, Any]):
    assert not found(old, priced("£10 a month"))


def test_an_edition_under_which_the_rules_would_do_something_else_says_so():
    readings = {"go_ahead": "Go ahead", "cannot_tell_yet": "We cannot tell yet"}
    old, new = (
        {**state()["record"], "edition": edition, "recommendation": {"outcome": key, "outcome_label": label}}
        for edition, (key, label) in zip(("1", "2"), readings.items(), strict=True)
    )
    change = edition_change(old, new, kinds())
    assert change is not None
    assert change.parts == ('What the rules would do: "Go ahead". Now: "We cannot tell yet".',)
    assert edition_change({**old, "recommendation": None}, new, kinds()) is None


def test_why_a_question_is_asked_again_names_the_kind_of_change_and_why_it_matters() -> None:
    assert in_sentences("Another host", "It matters.") == ("Changed since the last decision: Another host. It matters.")
