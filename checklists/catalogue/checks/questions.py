"""questions/<section>.yaml: keys, gates, conditions, what a question follows, and the order of the short set."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from checklists.catalogue import schema
from checklists.catalogue.checks.whole import Spot, Whole, cycle_in
from checklists.catalogue.problems import Problem

SHORT_SET = list(range(1, 16))


def problems(whole: Whole) -> Iterator[Problem]:
    """Every question in the wrong file, under a used key, without one gate, or naming what does not exist."""
    yield from _files(whole)
    yield from _keys(whole)
    for spot, question in whole.asked:
        yield from _gate(whole, spot, question)
        yield from _conditions(whole, spot, question)
        yield from _names(whole, spot, question)
        yield from _follows(whole, spot, question)
        yield from _texts(whole, spot, question)
    yield from _follow_cycle(whole)
    yield from _short_set(whole)


def _files(whole: Whole) -> Iterator[Problem]:
    sections = {section.key: section for section in whole.files.questionnaire.sections}
    for name, one in whole.files.question_files.items():
        head = Spot(name, "")
        yield from whole.named(head, "section", [one.section], sections, "a section (questionnaire.yaml)")
        if one.section in sections and PurePosixPath(name).stem != one.section:
            yield whole.say(head, f'holds the section "{one.section}".', f"Name the file {one.section}.yaml.")
        side = sections[one.section].asked_of if one.section in sections else None
        for question in one.questions:
            if side and question.asked_of != side:
                yield whole.say(
                    Spot(name, question.key),
                    f"is asked of: {question.asked_of}, in a section for the {side} alone.",
                    "Move it, or change asked_of.",
                )
    for key in sections.keys() - {one.section for one in whole.files.question_files.values()}:
        yield whole.say(
            Spot("questionnaire.yaml", key),
            "is a section without questions.",
            f"Add questions/{key}.yaml, or take the section out.",
        )


def _keys(whole: Whole) -> Iterator[Problem]:
    gone = {one.old: "renamed" for one in whole.files.questionnaire.renamed}
    gone |= {one.key: "retired" for one in whole.files.questionnaire.retired}
    seen: dict[str, str] = {}
    for spot, question in whole.asked:
        if question.key in seen:
            yield whole.say(
                spot, f"has a key that is used already (in {seen[question.key]}).", "Give it a key of its own."
            )
        if question.key in gone:
            yield whole.say(
                spot,
                f"has the key of a question that was {gone[question.key]}.",
                "Choose a new key: old answers belong to the old meaning.",
            )
        seen.setdefault(question.key, spot.file)


def _gate(whole: Whole, spot: Spot, question: schema.Question) -> Iterator[Problem]:
    if (question.gate is None) == (question.gate_when is None):
        has = "neither gate nor gate_when" if question.gate is None else "both gate and gate_when"
        yield whole.say(
            spot,
            f"has {has}.",
            "Write `gate: true`, `gate: false` or a condition under `gate_when`: exactly one of them.",
        )


def _conditions(whole: Whole, spot: Spot, question: schema.Question) -> Iterator[Problem]:
    yield from whole.condition(spot, "applies_when", question.applies_when)
    yield from whole.condition(spot, "gate_when", question.gate_when)
    for value, text in question.red_when.items():
        yield from whole.condition(spot, f"red_when, {value}", text)


def _names(whole: Whole, spot: Spot, question: schema.Question) -> Iterator[Problem]:
    yield from whole.named(spot, "sources", question.sources, whole.sources, "a source (sources.yaml)")
    for field in ("sources", "look_in", "met_also_by"):
        yield from whole.once(spot, field, getattr(question, field))


def _follows(whole: Whole, spot: Spot, question: schema.Question) -> Iterator[Problem]:
    if question.follows is None:
        return
    yield from whole.asked_names(spot, "follows", [question.follows])
    parent = whole.questions.get(question.follows)
    if parent and parent.asked_of == "buyer" and question.asked_of == "vendor":
        yield whole.say(
            spot,
            f'is asked of the vendor and follows "{parent.key}", which only the buyer sees.',
            "Let it follow a question that the vendor is asked too, or none.",
        )


def _follow_cycle(whole: Whole) -> Iterator[Problem]:
    edges = {key: [question.follows] for key, question in whole.questions.items() if question.follows}
    cycle = cycle_in(edges)
    if cycle:
        spot = next(spot for spot, question in whole.asked if question.key == cycle[0])
        yield whole.say(
            spot, f"follows itself: {' -> '.join(cycle)}.", "Take one `follows` out; none of them could ever be shown."
        )


def _texts(whole: Whole, spot: Spot, question: schema.Question) -> Iterator[Problem]:
    if question.text_with_tier is not None and "{tier_label}" not in question.text_with_tier:
        yield whole.say(
            spot, "text_with_tier does not contain {tier_label}.", "Put {tier_label} where the tier's name belongs."
        )
    plain = question.model_copy(update={"text_with_tier": (question.text_with_tier or "").replace("{tier_label}", "")})
    for field in ("text", "text_with_tier", "vendor_help", "why", "good_answer", "red_flag", "evidence"):
        if set("{}") & set(getattr(plain, field) or ""):
            yield whole.say(
                spot,
                f"{field} contains braces, which nobody fills in.",
                "Take them out; only text_with_tier has {tier_label}.",
            )


def _short_set(whole: Whole) -> Iterator[Problem]:
    orders: dict[int, list[Spot]] = {}
    for spot, question in whole.asked:
        if question.short_order is not None:
            orders.setdefault(question.short_order, []).append(spot)
    for order, spots in orders.items():
        for spot in spots[1:]:
            yield whole.say(
                spot,
                f'has short_order {order}, as has "{spots[0].key}".',
                "Give each of the fifteen a number of its own.",
            )
    missing = [order for order in SHORT_SET if order not in orders]
    if missing:
        yield whole.say(
            Spot("questions/", ""),
            f"no question has short_order {', '.join(map(str, missing))}.",
            "The first page has fifteen questions, numbered 1 to 15.",
        )
