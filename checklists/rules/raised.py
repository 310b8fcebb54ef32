"""A finding as it is raised: its shape, its title, and how much of it what is on file takes away."""

from dataclasses import dataclass
from datetime import date

from checklists.rules.content import FindingRule
from checklists.rules.gates import pass_in_words
from checklists.rules.life import Acceptance, Remediation
from checklists.rules.questions import Asked
from checklists.rules.severity import HIGH, INFO, at_most, label, of_question
from checklists.rules.situation import Situation

TITLES = {
    "silence": "No answer yet",
    "maker_does_not_say": "The maker does not say",
    "we_asked_and_wait": "Asked, and awaited",
    "not_recorded": "Not recorded at the time",
    "nobody_here_knows": "Not known",
    "refuses": "Prefers not to say",
    "confidential": "Given in confidence",
    "red": "Should not be passed over",
    "amber": "A concern",
    "judged_unacceptable": "Judged unacceptable",
    "judged_concern": "A reviewer has a concern",
    "evidence_missing": "Nothing is attached",
    "evidence_expired": "A document has run out",
    "answer_stale": "An old answer",
    "trade_off_undocumented": "The trade-off is not written down",
    "tier_without_model": "The plan is named, the model is not",
    "own_record_missing": "Your own record is missing",
    "tolerance_after_results": "The limit was set after the results",
}


@dataclass(frozen=True)
class Finding:
    """One finding: its title quotes what it is about, and its text says in whole sentences what is wrong or missing.

    `questions` names all of its family, first the one that the title quotes; `covered_by` says what
    already answers it, or who passed or accepted it. The rest is its life (rules/lives.py): `stale` says why an
    acceptance counts no longer, `progress` how far putting it right has come; both empty where there is nothing to say.
    """

    key: str
    rule: str
    severity: str
    severity_label: str
    title: str
    text: str
    questions: tuple[str, ...] = ()
    obligation: str = ""
    covered_by: str = ""
    sources: tuple[str, ...] = ()
    by_hand: bool = False
    owner: str = ""
    due: date | None = None
    remediation: Remediation | None = None
    acceptance: Acceptance | None = None
    stale: str = ""
    progress: str = ""


def about(
    situation: Situation, rule: str, asked: Asked, text: str, *, severity: str = "", covered_by: str = ""
) -> Finding:
    """A finding about one question, as heavy as its rule and what is on file make it."""
    finding_rule = situation.edition.scoring.finding_rules[rule]
    weighed, covered = weigh(situation, finding_rule, asked)
    return Finding(
        key=f"{rule}:{asked.question.key}",
        rule=rule,
        severity=severity or weighed,
        severity_label=label(situation.edition.scoring, severity or weighed),
        title=titled(rule, asked),
        text=text,
        questions=(asked.question.key,),
        covered_by=covered_by or covered,
        sources=asked.question.sources,
    )


def titled(rule: str, asked: Asked) -> str:
    """The title of a finding about one question: what is the matter, and the question in its own words."""
    return f'{TITLES[rule]}: "{asked.text}"'


def weigh(situation: Situation, rule: FindingRule, asked: Asked) -> tuple[str, str]:
    """The severity of a finding about a question, and what lightens it.

    What may stand in for the answer leaves it for information. A gate that a named person passed stays heavy, but
    stops approval no longer.
    """
    key = asked.question.key
    severity = of_question(rule, asked.question.weight, key in situation.gates)
    if rule.met_also_by and situation.covered.get(key):
        return INFO, situation.covered[key]
    if key in situation.passes:
        return at_most(situation.edition.scoring, severity, HIGH), pass_in_words(situation.passes[key])
    return severity, ""
