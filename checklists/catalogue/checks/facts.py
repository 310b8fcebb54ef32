"""facts.yaml: groups, values, who may say it, and the five questions of the triage."""

from collections.abc import Iterator

from checklists.catalogue import schema
from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.problems import Problem

FILE = "facts.yaml"
TRIAGE = [1, 2, 3, 4, 5]


def problems(whole: Whole) -> Iterator[Problem]:
    """Every fact with a wrong group, wrong values, or nobody who could say it; and a triage that is not five."""
    facts = whole.files.facts
    head = Spot(FILE, "")
    yield from whole.once(head, "groups", [group.key for group in facts.groups])
    yield from whole.once(head, "facts", [fact.name for fact in facts.facts])
    for fact in facts.facts:
        yield from _one(whole, Spot(FILE, fact.name), fact)
    yield from _triage(whole)


def _one(whole: Whole, spot: Spot, fact: schema.Fact) -> Iterator[Problem]:
    groups = [group.key for group in whole.files.facts.groups]
    yield from whole.named(spot, "group", [fact.group], groups, "a group")
    yield from _values(whole, spot, fact)
    yield from whole.once(spot, "from", fact.origins)
    yield from whole.condition(spot, "ask_when", fact.ask_when)
    if "answers" in fact.origins and fact.name not in _set_by_answers(whole):
        yield whole.say(
            spot,
            "may be said by answers, and no question sets it.",
            'Add `sets` to a question, or take "answers" out of `from`.',
        )


def _values(whole: Whole, spot: Spot, fact: schema.Fact) -> Iterator[Problem]:
    values = [choice.value for choice in fact.values]
    yield from whole.once(spot, "values", values)
    yield from whole.named(spot, "exclusive", fact.exclusive, values, "one of its values")
    if fact.type == "bool" and values:
        yield whole.say(spot, "is a yes/no fact and lists values.", "Take `values` out, or make it `type: enum`.")
    if fact.type != "bool" and len(values) < 2:
        yield whole.say(spot, f"is of type {fact.type} and lists fewer than two values.", "List its values.")
    if "unknown" in values:
        yield whole.say(
            spot, 'has the value "unknown".', "Take it out: every fact may be unknown already, and that is no value."
        )
    if fact.exclusive and fact.type != "set":
        yield whole.say(
            spot, "has `exclusive` and is not a set.", "Take `exclusive` out: only one value is picked anyway."
        )


def _set_by_answers(whole: Whole) -> set[str]:
    """The facts that some answer sets."""
    found: set[str] = set()
    for question in whole.questions.values():
        follow_up = question.follow_up.sets if question.follow_up else ()
        found |= {name for sets in (*question.sets, *follow_up) for name in sets.facts}
    return found


def _triage(whole: Whole) -> Iterator[Problem]:
    orders = sorted(fact.triage_order for fact in whole.files.facts.facts if fact.triage_order is not None)
    if orders != TRIAGE:
        yield whole.say(
            Spot(FILE, ""),
            f"triage_order is given as {orders}; five facts have 1 to 5, each once.",
            "Number the five that a requester is asked when nothing is known.",
        )
