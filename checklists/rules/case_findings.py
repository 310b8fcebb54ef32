"""Findings about the case as a whole: contradictions, the trade-off, the tier without its model, missing records."""

from collections.abc import Iterator

from checklists.rules.answers import Judged, State
from checklists.rules.conditions import holds, parse
from checklists.rules.contradictions import Contradiction
from checklists.rules.facts import Verdict
from checklists.rules.obligations import ObligationResult, Status
from checklists.rules.raised import TITLES, Finding, about
from checklists.rules.severity import label, of_obligation
from checklists.rules.situation import Situation
from checklists.rules.subject import BASE_MODEL
from checklists.rules.wording import fill

TIER = "which_tier_are_we_on"
TRADE_OFF = "trade_off_undocumented"


def trade_off_finding(situation: Situation) -> Finding | None:
    """The trade-off is not written down although the work asks for it. It takes the place of silence on its question.

    A question nobody has got to yet counts only once the assessment is submitted; "does not apply" counts as written
    down once a reviewer accepts it.
    """
    rule = situation.edition.scoring.finding_rules.get(TRADE_OFF)
    asked = situation.shown.get(rule.unless_answered) if rule is not None else None
    if rule is None or asked is None:
        return None
    when = holds(parse(rule.when, situation.facts.definitions), situation.facts)
    early = situation.answer(rule.unless_answered).state is State.NOT_YET and not situation.case.submitted
    if when.verdict is not Verdict.YES or is_written(situation, rule.unless_answered) or early:
        return None
    return about(situation, TRADE_OFF, asked, rule.plain)


def is_written(situation: Situation, key: str) -> bool:
    """Whether the trade-off is written down, or a reviewer accepted that there is none to write."""
    answer = situation.answer(key)
    return answer.state is State.ANSWERED or answer.judged is Judged.SATISFACTORY


def tier_finding(situation: Situation) -> Iterator[Finding]:
    """The plan is named and the model behind it is not, in whatever state that question stands."""
    tier, base = situation.answer(TIER), situation.shown.get(BASE_MODEL)
    rule = situation.edition.scoring.finding_rules.get("tier_without_model")
    named = situation.answer(BASE_MODEL).state is State.ANSWERED
    if rule is not None and base is not None and tier.state is State.ANSWERED and not named:
        words = {"tier_label": situation.case.tier_label or str(tier.value)}
        yield about(situation, rule.key, base, fill(situation.edition.wording.get(rule.key, rule.plain), words))


def contradiction_findings(situation: Situation) -> Iterator[Finding]:
    """One finding for each contradiction, as heavy as its rule says."""
    if "contradiction" in situation.edition.scoring.finding_rules:
        yield from (_contradiction(situation, each) for each in situation.contradictions)


def _contradiction(situation: Situation, each: Contradiction) -> Finding:
    sentences = {"wording": each.wording, "charitable": each.charitable, "ask": each.ask}
    template = situation.edition.wording.get("contradiction", "{wording} {charitable} {ask}")
    return Finding(
        key=f"contradiction:{each.key}",
        rule="contradiction",
        severity=each.severity,
        severity_label=label(situation.edition.scoring, each.severity),
        title=each.title,
        text=fill(template, sentences),
        questions=each.questions,
        sources=each.sources,
    )


def record_findings(situation: Situation) -> Iterator[Finding]:
    """One finding for each obligation that applies and is not met, where the rule weighs its band."""
    rule = situation.edition.scoring.finding_rules.get("own_record_missing")
    for result in situation.obligations if rule is not None else ():
        severity = of_obligation(rule, result.obligation) if rule is not None else ""
        if severity and rule is not None and result.status is Status.NOT_MET:
            yield _record_missing(situation, result, severity, rule.plain)


def _record_missing(situation: Situation, result: ObligationResult, severity: str, plain: str) -> Finding:
    obligation = result.obligation
    missing = "; ".join(item.required.text for item in result.items if not item.met)
    return Finding(
        key=f"own_record_missing:{obligation.key}",
        rule="own_record_missing",
        severity=severity,
        severity_label=label(situation.edition.scoring, severity),
        title=f'{TITLES["own_record_missing"]}: "{obligation.plain_title}"',
        text=f"{plain} Missing: {missing}.",
        obligation=obligation.key,
        sources=obligation.sources,
    )
