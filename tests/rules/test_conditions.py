"""Conditions: what they say with three values, which facts explain it, and what they refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.conditions import ConditionError, holds, parse
from checklists.rules.facts import Facts, Members, Verdict
from tests.rules.makers import DEFINITIONS, known, said
from tests.rules.strategies import SMALL, conditions, more_known, settled, values_of

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
ONE_BODY = Members(frozenset({"icaew"}), frozenset({"none"}))


def verdict(text: str, **values: object) -> Verdict:
    return holds(parse(text, DEFINITIONS), known(**values)).verdict


def because(text: str, **values: object) -> list[str]:
    return [
        f"{each.fact}{each.member and '.'}{each.member}"
        for each in holds(parse(text, DEFINITIONS), known(**values)).because
    ]


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("True", {}, YES),
        ("False", {}, NO),
        ("agentic", {"agentic": True}, YES),
        ("agentic", {"agentic": False}, NO),
        ("agentic", {}, UNKNOWN),
        ("not agentic", {}, UNKNOWN),
        ("not agentic", {"agentic": False}, YES),
        ("agentic and regulated_activity", {"agentic": False}, NO),
        ("agentic and regulated_activity", {"agentic": True}, UNKNOWN),
        ("agentic or regulated_activity", {"agentic": True}, YES),
        ("agentic or regulated_activity", {"agentic": False}, UNKNOWN),
        ("hosting == 'on_device'", {"hosting": "on_device"}, YES),
        ("hosting == 'on_device'", {"hosting": "vendor_cloud"}, NO),
        ("hosting == 'on_device'", {}, UNKNOWN),
        ("hosting != 'on_device'", {"hosting": "vendor_cloud"}, YES),
        ("hosting != 'on_device'", {}, UNKNOWN),
        ("hosting in ('on_device', 'own_infrastructure')", {"hosting": "on_device"}, YES),
        ("hosting not in ('on_device', 'own_infrastructure')", {"hosting": "on_device"}, NO),
        ("hosting in ()", {"hosting": "on_device"}, NO),
        ("'icaew' in professional_body", {"professional_body": ONE_BODY}, YES),
        ("'none' in professional_body", {"professional_body": ONE_BODY}, NO),
        ("'sra' in professional_body", {"professional_body": ONE_BODY}, UNKNOWN),
        ("'sra' not in professional_body", {"professional_body": ONE_BODY}, UNKNOWN),
        ("'none' not in professional_body", {"professional_body": ONE_BODY}, YES),
        ("agentic and False", {"agentic": True}, NO),
        ("False or agentic", {}, UNKNOWN),
        ("True or agentic", {}, YES),
        ("known(hosting)", {}, NO),
        ("known(hosting)", {"hosting": "on_device"}, YES),
        ("not known(agentic)", {"agentic": False}, NO),
        ("known(professional_body)", {"professional_body": ONE_BODY}, NO),
        ("known(professional_body)", {"professional_body": Members(frozenset({"none"}))}, YES),
        ("  agentic\n   or   regulated_activity ", {"agentic": True}, YES),
    ],
)
def test_a_condition_says_yes_no_or_unknown(text: str, values: dict, expected: Verdict) -> None:
    assert verdict(text, **values) is expected


@pytest.mark.parametrize(
    ("text", "values", "facts"),
    [
        ("True", {}, []),
        ("True or agentic", {}, []),
        ("agentic and regulated_activity", {"agentic": False}, ["agentic"]),
        (
            "agentic and regulated_activity",
            {"agentic": True, "regulated_activity": True},
            ["agentic", "regulated_activity"],
        ),
        ("agentic and regulated_activity", {"agentic": False, "regulated_activity": False}, ["agentic"]),
        ("agentic and regulated_activity", {}, ["agentic", "regulated_activity"]),
        ("agentic and regulated_activity", {"agentic": True}, ["regulated_activity"]),
        ("agentic or regulated_activity", {"regulated_activity": True}, ["regulated_activity"]),
        ("'sra' in professional_body and agentic", {"agentic": True}, ["professional_body.sra"]),
        ("hosting == 'on_device' or not (hosting == 'on_device')", {"hosting": "on_device"}, ["hosting"]),
        (
            "(agentic or regulated_activity) and (agentic or decides_about_people)",
            {"agentic": True, "regulated_activity": True, "decides_about_people": True},
            ["agentic"],
        ),
        (
            "(regulated_activity or agentic) and (decides_about_people or agentic)",
            {"agentic": True, "regulated_activity": True, "decides_about_people": True},
            ["agentic"],
        ),
    ],
)
def test_a_result_names_the_fewest_facts_that_explain_it(text: str, values: dict, facts: list[str]) -> None:
    assert because(text, **values) == facts


def test_a_reason_says_in_words_what_is_known_of_its_fact() -> None:
    condition = parse("hosting == 'on_device' and agentic and 'sra' in professional_body", DEFINITIONS)
    values = {"hosting": "on_device", "agentic": True, "professional_body": Members(frozenset({"sra"}))}
    labels = [(each.plain, each.value_label, each.known) for each in holds(condition, known(**values)).because]
    assert labels == [
        ("What of hosting?", "On device", True),
        ("What of agentic?", "Yes", True),
        ("What of professional_body?", "Sra: yes", True),
    ]
    [missing] = holds(parse("agentic", DEFINITIONS), known()).because
    assert (missing.value_label, missing.known) == ("not known", False)


def test_a_condition_names_the_facts_it_looks_at_once_each() -> None:
    assert parse("agentic or (hosting == 'on_device' and not agentic)", DEFINITIONS).facts == ("agentic", "hosting")
    assert parse("True", DEFINITIONS).facts == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The condition is empty. Write True where it always holds."),
        ("agentc", '"agentc" is not a fact. Did you mean "agentic"?'),
        ("zzz", '"zzz" is not a fact.'),
        ("known(hostin)", '"hostin" is not a fact. Did you mean "hosting"?'),
        (
            "hosting == 'on_devices'",
            '"on_devices" is not a value of "hosting". Did you mean "on_device"? Values: vendor_cloud',
        ),
        (
            "hosting == 'moon'",
            '"moon" is not a value of "hosting". Values: vendor_cloud, own_infrastructure, on_device.',
        ),
        ("hosting in ('on_device', 'moon')", '"moon" is not a value of "hosting".'),
        ("'frc' in professional_body", '"frc" is not a value of "professional_body".'),
        ("hosting == 'unknown'", '"unknown" is never a value of "hosting". Write known(hosting).'),
        ("hosting", "\"hosting\" is one of several values and is compared: hosting == 'vendor_cloud'."),
        (
            "professional_body",
            "\"professional_body\" may hold several values and is looked into: 'icaew' in professional_body.",
        ),
        ("professional_body == 'sra'", '"professional_body" may hold several values'),
        ("agentic == 'yes'", '"agentic" is a yes/no fact and stands alone: write "agentic" or "not agentic".'),
        ("'yes' in agentic", '"agentic" is a yes/no fact and stands alone'),
        ("'on_device' in hosting", '"hosting" is one of several values'),
        ("agentic == True", 'a yes/no fact stands alone; write "agentic" or "not agentic".'),
        ("hosting == on_device", "put the value in quotes, hosting == 'on_device'."),
        ("'on_device' == hosting", "the fact comes first, hosting == 'on_device'."),
        ("hosting in ('on_device')", "put the values in brackets with a comma, hosting in ('on_device',)."),
        ("hosting < 'on_device'", "this comparison cannot be read."),
        ("hosting is 'on_device'", "this comparison cannot be read."),
        ("hosting in ('on_device', 3)", '"3" must be a text in quotes.'),
        ("hosting in ['on_device']", "this comparison cannot be read."),
        ("'a' == 'b' == hosting", 'compares more than two things. Join comparisons by "and".'),
        ("known('sra' in professional_body)", "the only call is known(fact)"),
        ("known(agentic, hosting)", "the only call is known(fact)"),
        ("known(fact=agentic)", "the only call is known(fact)"),
        ("len(agentic)", '"len(agentic)" is not allowed: the only call is known(fact)'),
        ("agentic.real", '"agentic.real" is not allowed.'),
        ("__import__('os').system('id')", "is not allowed"),
        ("agentic[0]", '"agentic[0]" is not allowed.'),
        ("1", '"1" is not allowed.'),
        ("None", '"None" is not allowed.'),
        ("'on_device'", "is not allowed."),
        ("-agentic", '"-agentic" is not allowed.'),
        ("agentic + agentic", "is not allowed."),
        ("lambda: agentic", "is not allowed."),
        ("[agentic for agentic in hosting]", "is not allowed."),
        ("agentic if agentic else hosting", "is not allowed."),
        ("(agentic := True)", "is not allowed."),
        ("f'{agentic}'", "is not allowed."),
        ("agentic and", "cannot be read."),
        ("agentic = True", "cannot be read"),
        ("agentic; hosting", "cannot be read near character 8."),
        ("import os", "cannot be read"),
        ("agentic # or not", 'The character "#" has no place in a condition.'),
        ("hosting == 'on\\x5fdevice'", "has no place in a condition."),
        ("agentic\0", "cannot be read"),
        ("\ud800", "cannot be read"),
        ("(" * 300 + "agentic" + ")" * 300, "cannot be read"),
        ("-" * 1990 + "agentic", "is not allowed."),
        ("not " * 30 + "agentic", "The condition is nested more than 20 deep. Split it up."),
        ("agentic or " * 400 + "agentic", "The condition has 4,407 characters; the most is 2,000."),
    ],
)
def test_what_is_not_in_the_grammar_is_refused_with_what_was_meant(text: str, message: str) -> None:
    with pytest.raises(ConditionError) as refused:
        parse(text, DEFINITIONS)
    assert message in str(refused.value)


@pytest.mark.parametrize("condition", ["agentic", "not agentic", "True"])
def test_a_refusal_is_not_remembered_as_a_reading(condition: str) -> None:
    with pytest.raises(ConditionError):
        parse("agentic", {})
    assert parse(condition, DEFINITIONS).text == condition


def test_length_is_bounded_exactly() -> None:
    with pytest.raises(ConditionError, match="is not a fact"):
        parse("x" * 2_000, DEFINITIONS)
    with pytest.raises(ConditionError, match="has 2,001 characters"):
        parse("x" * 2_001, DEFINITIONS)


@pytest.mark.parametrize("word", ["and", "or"])
def test_joined_parts_count_towards_the_depth(word: str) -> None:
    other = {"and": "or", "or": "and"}[word]
    pair = f"agentic {word} (agentic {other} ("
    assert parse(pair * 10 + "agentic" + "))" * 10, DEFINITIONS).facts == ("agentic",)
    with pytest.raises(ConditionError, match="nested more than 20 deep"):
        parse(pair * 11 + "agentic" + "))" * 11, DEFINITIONS)


def test_depth_is_bounded_exactly() -> None:
    assert parse("not " * 20 + "agentic", DEFINITIONS).facts == ("agentic",)
    with pytest.raises(ConditionError):
        parse("not " * 21 + "agentic", DEFINITIONS)


def test_a_fact_on_which_records_disagree_is_unknown_and_says_why() -> None:
    facts = known()
    facts = type(facts)(facts.definitions, {}, {}, frozenset({"agentic"}))
    result = holds(parse("agentic", DEFINITIONS), facts)
    assert result.verdict is UNKNOWN
    assert result.because[0].value_label == "not known: the records disagree"


def test_many_alternatives_are_explained_without_growing_out_of_bounds() -> None:
    names = [name for name, fact in DEFINITIONS.items() if fact.type == "bool"]
    text = " and ".join(f"({' or '.join(names)})" for _ in range(9))
    result = holds(parse(text, DEFINITIONS), known(**dict.fromkeys(names, True)))
    assert result.verdict is YES
    assert [each.fact for each in result.because] == [names[0]]


# ---- Laws that hold of every condition over any facts


def weigh(text: str, facts: Facts) -> Verdict:
    return holds(parse(text, SMALL), facts).verdict


@given(a=conditions(), b=conditions(), facts=settled())
def test_the_laws_of_de_morgan_hold_with_three_values(a: str, b: str, facts: Facts) -> None:
    assert weigh(f"not (({a}) and ({b}))", facts) is weigh(f"not ({a}) or not ({b})", facts)
    assert weigh(f"not (({a}) or ({b}))", facts) is weigh(f"not ({a}) and not ({b})", facts)


@given(a=conditions(), b=conditions(), facts=settled())
def test_order_and_doubling_change_nothing(a: str, b: str, facts: Facts) -> None:
    assert weigh(f"({a}) and ({b})", facts) is weigh(f"({b}) and ({a})", facts)
    assert weigh(f"({a}) or ({b})", facts) is weigh(f"({b}) or ({a})", facts)
    assert weigh(f"not (not ({a}))", facts) is weigh(a, facts)
    assert weigh(f"({a}) and ({a})", facts) is weigh(a, facts)


@given(data=st.data(), text=conditions(), facts=settled())
def test_more_knowledge_never_turns_a_yes_into_a_no_or_either_into_unknown(
    data: st.DataObject, text: str, facts: Facts
) -> None:
    before = weigh(text, facts)
    after = weigh(text, data.draw(more_known(facts)))
    assert before is UNKNOWN or after is before


@given(text=conditions())
def test_nothing_known_is_never_a_no_unless_it_is_one_in_every_case(text: str) -> None:
    nothing = weigh(text, Facts(SMALL, {}, {}))
    if nothing is NO:
        everything = Facts(SMALL, {"agentic": True, "regulated_activity": True, "hosting": "on_device"}, {})
        assert weigh(text, everything) is NO


@given(data=st.data(), text=conditions(), facts=settled())
def test_what_is_outside_the_reason_cannot_change_a_decided_verdict(
    data: st.DataObject, text: str, facts: Facts
) -> None:
    result = holds(parse(text, SMALL), facts)
    if result.verdict is UNKNOWN:
        return
    named = {(each.fact, each.member) for each in result.because}
    changed: dict = {}
    for name, definition in SMALL.items():
        other = data.draw(st.none() | values_of(name))
        if definition.type == "set":
            kept = [key for fact, key in named if fact == name]
            before = facts.values.get(name, Members())
            fresh = other if isinstance(other, Members) else Members()
            present = (fresh.present - set(kept)) | (before.present & set(kept))
            ruled_out = (fresh.ruled_out - set(kept)) | (before.ruled_out & set(kept))
            changed[name] = Members(frozenset(present), frozenset(ruled_out))
        else:
            changed[name] = facts.values.get(name) if (name, "") in named else other
    remade = Facts(SMALL, {name: value for name, value in changed.items() if value is not None}, {})
    assert weigh(text, remade) is result.verdict


@given(data=st.data(), text=conditions(), facts=settled())
def test_settling_every_fact_named_for_an_unknown_verdict_decides_it(
    data: st.DataObject, text: str, facts: Facts
) -> None:
    result = holds(parse(text, SMALL), facts)
    if result.verdict is not UNKNOWN:
        return
    assert result.because and not any(each.known for each in result.because)
    values = dict(facts.values)
    for each in result.because:
        if each.member:
            members, there = values.get(each.fact, Members()), data.draw(st.booleans())
            values[each.fact] = Members(
                members.present | ({each.member} if there else set()),
                members.ruled_out | (set() if there else {each.member}),
            )
        else:
            values[each.fact] = data.draw(values_of(each.fact))
    assert weigh(text, Facts(SMALL, values, {})) is not UNKNOWN


@given(text=conditions(), facts=settled())
def test_known_is_never_unknown(text: str, facts: Facts) -> None:
    for name in SMALL:
        assert weigh(f"known({name})", facts) is not UNKNOWN
    assert weigh(f"({text}) or True", facts) is YES


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        condition = parse(text, DEFINITIONS)
    except ConditionError as refused:
        assert str(refused)
    else:
        assert holds(condition, known()).verdict in Verdict


def test_statements_are_the_only_source_of_what_is_known() -> None:
    assert verdict("agentic") is UNKNOWN
    assert [each.fact for each in said(agentic=True)] == ["agentic"]
