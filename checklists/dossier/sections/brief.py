"""On one page, for a director: the verdict, who really answered, what is missing, what matters, what to do next."""

from typing import Any

from checklists.dossier.figures.score_bar import score_bar
from checklists.dossier.figures.who_answered import who_answered
from checklists.dossier.fitting import lines, row_height, shares
from checklists.dossier.our_reading import in_short
from checklists.dossier.outcome import decided, in_the_way, open_at_decision, unanswered, who_decided
from checklists.dossier.reading import Data, Reading
from checklists.dossier.sections.duties import counts_in_words
from checklists.dossier.sections.findings import concerns, open_findings, weight
from checklists.dossier.steps import Task, next_tasks
from checklists.dossier.two_tiers import two_tiers
from checklists.dossier.unsaid import contradictions_in_words, unsaid
from checklists.dossier.words import clipped, counted, sentence

TITLE = "On one page"

# The page in millimetres: all of it (with a little kept back), its heading, the verdict's edges and outcome, a row's
# edges, the score; then the line under the lists.
PAGE, HEADING, VERDICT, EDGES, SCORE = 248.0, 7.5, 20.8, 2.5, 14.5
SPEAKING, LINE, SMALL_LINE = 151.5, 4.87, 3.79
NAME, VALUE, MORE = 31.0, 129.0, 6.0
FINDING, FINDING_DECIDED, STEP, SETTLES, OWNER = 99.0, 79.0, 86.0, 24.0, 24.0
AT_MOST_FINDINGS, AT_MOST_STEPS, LEAST, LEAST_STEPS = 5, 7, 2, 3
REASONS, READING, ROW_TEXT, STEP_TEXT = 330, 480, 150, 300

OWN_SCALE = ", by the organisation's own scale"

Said = list[tuple[str, str]]


def context(reading: Reading) -> dict[str, Any]:
    verdict, facts, label = _verdict(reading), _facts(reading), _score_label(reading)
    figure = who_answered(reading.record["who_answered"])
    findings, tasks = _findings(reading), next_tasks(reading)
    steps = [_step(number, task) for number, task in enumerate(tasks[:AT_MOST_STEPS], 1)]
    room = PAGE - MORE - _taken(verdict, facts, figure, label)
    shown_findings, shown_steps = shares(room, _heights(findings), _heights(steps), LEAST, LEAST_STEPS)
    total = len(open_findings(reading))
    return {
        "say": decided(reading),
        "verdict": verdict,
        "facts": facts,
        "score_svg": score_bar(reading.record["score"]),
        "score_label": label,
        "who_svg": figure,
        "is_decided": reading.decision is not None,
        "findings": findings[:shown_findings],
        "findings_title": _heading(shown_findings, total),
        "more_findings": total - shown_findings,
        "steps": steps[:shown_steps],
        "more_steps": len(tasks) - shown_steps,
    }


def _heights(rows: list[dict[str, Any]]) -> list[float]:
    return [row["height"] for row in rows]


def _score_label(reading: Reading) -> str:
    """The band in words; where it is a band of the organisation's own, that it is."""
    score = reading.record["score"]
    return f"{score['label']}{OWN_SCALE}" if score.get("scale", {}).get("own") else score["label"]


def _taken(verdict: Said, facts: Said, figure: str, label: str) -> float:
    """The millimetres that stand above the lists."""
    said = sum(lines(f"{label} {text}", SPEAKING, 9.5) * LINE + 1 for label, text in verdict)
    told = sum(lines(text, VALUE) * SMALL_LINE for _, text in facts)
    drawn = float(figure.partition('height="')[2].partition("mm")[0])
    scored = max(SCORE, EDGES + LINE + lines(label, NAME) * SMALL_LINE)
    return HEADING + VERDICT + said + scored + drawn + told + EDGES * 4


def _verdict(reading: Reading) -> Said:
    """The sentences under the outcome, each with the word that leads it: reasons and decider, or what is missing."""
    if reading.decision is not None:
        reasons = sentence(clipped(reading.decision["reasons"], REASONS))
        said = [("", reasons or "No reasons were written down."), ("Decided:", who_decided(reading))]
        said += _our_reading(reading)
        still_open = open_at_decision(reading)
        return [*said, ("Open at the decision:", still_open)] if still_open else said
    head = [("", unanswered(reading)), *_our_reading(reading)]
    return [*head, ("In the way of approval:", in_the_way(reading)), ("", who_decided(reading))]


def _our_reading(reading: Reading) -> Said:
    """What the rules said, in short; where the person decided otherwise, in a sentence that names both."""
    text = clipped(in_short(reading), READING)
    return [("Our reading:", text)] if text else []


def _facts(reading: Reading) -> Said:
    tiers = two_tiers(reading)
    return [
        *([("The two tiers", tiers)] if tiers else []),
        ("What stays unsaid", unsaid(reading)),
        ("Contradictions", contradictions_in_words(reading)),
        ("Duties", counts_in_words(reading)),
    ]


def _heading(shown: int, total: int) -> str:
    if total == 0:
        return "No findings"
    head = counted(shown, "finding that matters", "findings that matter").capitalize()
    return head if shown == total else f"{head}, of {total}"


def _findings(reading: Reading) -> list[dict[str, Any]]:
    column = FINDING_DECIDED if reading.decision else FINDING
    return [_finding(finding, column, reading) for finding in open_findings(reading)[:AT_MOST_FINDINGS]]


def _finding(finding: Data, column: float, reading: Reading) -> dict[str, Any]:
    text = clipped(finding["title"], ROW_TEXT)
    return {
        "ref": reading.findings[finding["key"]],
        "weight": weight(finding),
        "label": finding["severity_label"],
        "text": text,
        "concerns": concerns(finding, reading)[:2],
        "conditions": reading.conditions_of(finding),
        "height": row_height([(text, column)]),
    }


def _step(number: int, task: Task) -> dict[str, Any]:
    text, owner = clipped(task.text, STEP_TEXT), clipped(task.owner, 40) or "nobody yet"
    labels = ", ".join(ref.label for ref in task.settles)
    return {
        "number": number,
        "text": text,
        "settles": task.settles,
        "owner": owner,
        "due": task.due or "no date yet",
        "height": row_height([(text, STEP), (owner, OWNER), (labels, SETTLES)]),
    }
