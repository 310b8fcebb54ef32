"""wording.yaml and words in braces: what is filled in is declared, and nothing else can be reached through it."""

import re
from collections.abc import Collection, Iterator
from string import Formatter

from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.problems import Problem, did_you_mean

FILE = "wording.yaml"
NEEDED = (
    "first_page", "portal_welcome", "complete_answer", "attestation", "tier_without_model", "maker_does_not_say",
    "nobody_here_knows", "refuses", "given_in_confidence", "contradiction", "obligation_open",
    "obligation_vendor_material_only", "law_text_not_checked", "go_ahead", "go_ahead_on_conditions",
    "prefer_larger_tier", "do_not_go_ahead", "cannot_tell_yet", "break_even", "break_even_small_test",
    "not_distinguishable", "who_answered", "one_person",
)  # fmt: skip

TRADE_OFF = (
    "trade_off_not_worse", "trade_off_within", "trade_off_outside", "trade_off_worse_how_much",
    "trade_off_equal_so_far", "trade_off_unlike_equals", "trade_off_out_of_reach", "trade_off_no_tolerance",
    "trade_off_no_items", "trade_off_tolerance_late", "trade_off_settled_at", "trade_off_not_settled",
    "trade_off_worst_slice", "trade_off_worst_slice_sure", "trade_off_no_slice_worse", "trade_off_small_slices",
    "trade_off_small_own_test", "trade_off_by_vendor", "trade_off_by_third_party", "trade_off_against_cheaper",
    "trade_off_nobody_compared",
)  # fmt: skip


def problems(whole: Whole) -> Iterator[Problem]:
    """Every sentence that is missing, every word in braces that is not declared, and every word that accuses."""
    wording = whole.files.wording
    head = Spot(FILE, "")
    keys = [one.key for one in wording.wording]
    yield from whole.once(head, "wording", keys)
    yield from whole.once(head, "placeholders", wording.placeholders)
    for key in (*NEEDED, *TRADE_OFF):
        if key not in keys:
            yield whole.say(head, f'lacks "{key}", which the product prints.', "Put it back.")
    used: set[str] = set()
    for one in wording.wording:
        yield from filled_in(whole, Spot(FILE, one.key), "text", one.text, wording.placeholders, used)
    for name in sorted(set(wording.placeholders) - used):
        yield whole.say(head, f'declares the placeholder "{name}" and uses it nowhere.', "Take it out.")
    yield from _unkind_words(whole)


def filled_in(
    whole: Whole, spot: Spot, field: str, text: str, declared: Collection[str], used: set[str]
) -> Iterator[Problem]:
    """A problem for each word in braces that is not declared, or is more than a name. Adds what it finds to `used`."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield whole.say(spot, f"{field} has a brace that is not closed.", "Write {name}.")
        return
    for _, name, form, conversion in parts:
        if name is None:
            continue
        used.add(name)
        if form or conversion or not re.fullmatch(r"[a-z][a-z_]*", name):
            yield whole.say(
                spot, f"{field} has {{{name}}} with more than a name in it.", "Write the name alone: {name}."
            )
        elif name not in declared:
            yield whole.say(spot, f'{field} uses "{{{name}}}", which is not declared.', did_you_mean(name, declared))


def _unkind_words(whole: Whole) -> Iterator[Problem]:
    """Nobody is accused: the words listed in scoring.yaml stand in no text that goes to people outside."""
    never = whole.files.scoring.findings.words_never_used
    for spot, text in _public_texts(whole):
        for word in never:
            if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
                yield whole.say(
                    spot,
                    f'uses the word "{word}".',
                    "Say what is so without accusing anybody (scoring.yaml, words_never_used).",
                )


def _public_texts(whole: Whole) -> Iterator[tuple[Spot, str]]:
    for one in whole.files.wording.wording:
        yield Spot(FILE, one.key), one.text
    for rule in whole.files.contradictions.rules:
        yield Spot("contradictions.yaml", rule.key), f"{rule.wording} {rule.charitable} {rule.ask}"
    for finding in whole.files.scoring.findings.rules:
        yield Spot("scoring.yaml", finding.key), finding.plain
    for spot, question in whole.asked:
        labels = " ".join(choice.label for choice in question.choices)
        yield spot, f"{question.text} {question.vendor_help or ''} {labels}"
