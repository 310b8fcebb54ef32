"""Silence and its grades: a question and those that follow it are one family, and give ONE finding."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import timedelta

from checklists.rules.answers import Answer, State
from checklists.rules.dates import in_words
from checklists.rules.questions import Asked
from checklists.rules.raised import TITLES, Finding, titled, weigh
from checklists.rules.severity import label, rank
from checklists.rules.situation import Situation
from checklists.rules.wording import fill

# The gravest first: the maker does not say, that is less than nobody here knows, and that less than declining.
GRADES = (
    "refuses",
    "nobody_here_knows",
    "not_recorded",
    "silence",
    "confidential",
    "we_asked_and_wait",
    "maker_does_not_say",
)
BY_STATE = {State.REFUSES: "refuses", State.CONFIDENTIAL: "confidential"}
DAYS_TO_FIND_OUT = 14
OWN_WORDS = {
    "nobody_here_knows": "Nobody here knows yet. Name who could find out; we suggest {date}.",
    "refuses": "Your organisation prefers not to say. Whoever decides should know why.",
    "confidential": "Your organisation keeps it in confidence. Look at it before you decide.",
}


@dataclass(frozen=True)
class Silent:
    """One question that is left open: by which grade of silence, how heavily, and what takes some of it away."""

    asked: Asked
    answer: Answer
    rule: str
    severity: str
    covered_by: str


def silences(situation: Situation, without: Container[str] = ()) -> list[Finding]:
    """One finding for each family with anything left open, at the highest severity found, naming all of them."""
    families: dict[str, list[Silent]] = {}
    roots = situation.questionnaire.roots
    for key, asked in situation.shown.items():
        silent = _silent(situation, asked) if key not in without else None
        if silent is not None:
            families.setdefault(roots[key], []).append(silent)
    return [_finding(situation, root, family) for root, family in families.items()]


def grade_of_silence(situation: Situation, asked: Asked) -> str:
    """The rule that an answer which says nothing falls under; empty where it says something or was judged."""
    answer = situation.answer(asked.question.key)
    if answer.judged is not None:
        return ""
    if answer.state is State.NOT_YET:
        return "silence" if situation.case.submitted else ""
    if answer.state is State.DOES_NOT_KNOW:
        return answer.reason if answer.reason in GRADES else "nobody_here_knows"
    return BY_STATE.get(answer.state, "")


def _silent(situation: Situation, asked: Asked) -> Silent | None:
    rule = situation.edition.scoring.finding_rules.get(grade_of_silence(situation, asked))
    if rule is None:
        return None
    return Silent(asked, situation.answer(asked.question.key), rule.key, *weigh(situation, rule, asked))


def _finding(situation: Situation, root: str, family: list[Silent]) -> Finding:
    scoring = situation.edition.scoring
    first, others = _gravest(situation, family) if len(family) > 1 else (family[0], [])
    covered = list(dict.fromkeys(each.covered_by for each in family))
    return Finding(
        key=f"{first.rule}:{root}",
        rule=first.rule,
        severity=first.severity,
        severity_label=label(scoring, first.severity),
        title=titled(first.rule, first.asked),
        text=_text(situation, first, others),
        questions=tuple(each.asked.question.key for each in (first, *others)),
        covered_by=" ".join(covered) if all(covered) else "",
        sources=first.asked.question.sources,
    )


def _gravest(situation: Situation, family: list[Silent]) -> tuple[Silent, list[Silent]]:
    """The gravest of a family, with the others."""
    scoring = situation.edition.scoring
    first = min(family, key=lambda each: (-rank(scoring, each.severity), GRADES.index(each.rule)))
    return first, [each for each in family if each is not first]


def _text(situation: Situation, first: Silent, others: list[Silent]) -> str:
    edition, answer = situation.edition, first.answer
    theirs = edition.wording.get(first.rule, edition.scoring.finding_rules[first.rule].plain)
    template = OWN_WORDS.get(first.rule, theirs) if answer.said_by == "buyer" else theirs
    # From the day of the answer, not of the judgement: an unchanged assessment reads the same tomorrow.
    by = in_words((answer.said_on or situation.case.judged_on) + timedelta(days=DAYS_TO_FIND_OUT))
    sentences = [fill(template, {"question": first.asked.text, "date": by})]
    if answer.date_asked is not None:
        sentences.append(f"Asked on {in_words(answer.date_asked)}.")
    if others:
        listed = "; ".join(f'"{each.asked.text}" ({TITLES[each.rule].lower()})' for each in others)
        sentences.append(f"With it goes what belongs to the same matter: {listed}.")
    return " ".join(sentences)
