"""Duties in words: the sentence beside an obligation, and whether we checked the text of a law."""

from collections.abc import Container, Iterable, Mapping

from checklists.rules.conditions import Because
from checklists.rules.content import Source
from checklists.rules.dates import in_words
from checklists.rules.facts import Facts, Origin, Verdict
from checklists.rules.obligations import Obligation, ObligationResult, Status
from checklists.rules.wording import fill

ASK_YOURSELF = "You can answer it yourself, among the facts."
ASK_VENDOR = "The vendor's answers would settle it."
ASK_RECORD = "Naming the model would settle it, where its maker has said so."
SETTLE = "Two records of it disagree: settle which is right today."
ASKS = {Origin.BUYER: ASK_YOURSELF, Origin.ANSWERS: ASK_VENDOR, Origin.LINEAGE: ASK_RECORD}


def in_print(
    result: ObligationResult,
    facts: Facts,
    wording: Mapping[str, str],
    sources: Mapping[str, Source],
    answered: Container[str],
) -> ObligationResult:
    """The result with its sentence, and marked where no source of a law is verified.

    `answered` holds the questions to which a vendor's material is on file; it does not stand in for a record.
    """
    unchecked = result.obligation.band == "law" and not _verified(result.obligation, sources)
    text = _sentence(result, facts, wording, answered)
    return ObligationResult(result.obligation, result.status, result.applies, result.items, unchecked, text)


def _verified(obligation: Obligation, sources: Mapping[str, Source]) -> bool:
    return any(key in sources and sources[key].verified for key in obligation.sources)


def _sentence(result: ObligationResult, facts: Facts, wording: Mapping[str, str], answered: Container[str]) -> str:
    obligation = result.obligation
    if result.status is Status.STARTS_ON:
        return f"Starts on {in_words(obligation.in_force_from)}."
    if result.status is Status.NOT_APPLICABLE and result.applies.verdict is not Verdict.NO:
        return f"It was in force until {in_words(obligation.in_force_until)}."
    if result.status is Status.OPEN and "obligation_open" in wording:
        return open_sentence(wording["obligation_open"], obligation.plain_title, result.applies.because, facts)
    if result.status is Status.NOT_MET and any(key in answered for key in obligation.questions):
        return wording.get("obligation_vendor_material_only", "")
    return ""


def open_sentence(template: str, title: str, because: Iterable[Because], facts: Facts) -> str:
    """The sentence of an obligation that nobody can decide yet: the first fact that is missing, the others after it."""
    names = list(dict.fromkeys(each.fact for each in because))
    plains = [facts.definitions[name].plain for name in names]
    listed = "; ".join(f'"{plain}"' for plain in plains[1:])
    others = f" Also open: {listed}." if listed else ""
    filled = {"question": plains[0], "obligation": title.rstrip("."), "ask": ask(names[0], facts) + others}
    return fill(template, filled)


def ask(name: str, facts: Facts) -> str:
    """Who can settle a fact that is not known, in a sentence."""
    if name in facts.disputed:
        return SETTLE
    origins = facts.definitions[name].origins
    return next((sentence for origin, sentence in ASKS.items() if origin in origins), ASK_YOURSELF)
