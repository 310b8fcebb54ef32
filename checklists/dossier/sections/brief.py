"""On one page, for a director: the verdict, who really answered, what is missing, what matters, what to do next."""

from collections.abc import Iterator
from typing import Any

from checklists.dossier.figures.score_bar import score_bar
from checklists.dossier.figures.who_answered import who_answered
from checklists.dossier.fitting import lines, row_height, shares
from checklists.dossier.outcome import decided, who_decided
from checklists.dossier.reading import Data, Reading
from checklists.dossier.sections.duties import counts_in_words
from checklists.dossier.sections.findings import concerns, open_findings, weight
from checklists.dossier.words import clipped, counted, figures, listed, sentence, short_date

TITLE = "On one page"

# Millimetres of the page that are left for the two lists once the verdict and the facts stand, and what those take.
PAGE, HEADING, VERDICT, FACT, SCORE = 251.0, 7.5, 22.0, 2.45, 14.5
VALUE = 129.0
FINDING_COLUMNS = (104.0, 83.0)
STEP_COLUMN = 96.0
AT_MOST_FINDINGS, AT_MOST_STEPS, LEAST = 5, 7, 2
REASONS, ROW_TEXT = 330, 150


def context(reading: Reading) -> dict[str, Any]:
    verdict, facts = _verdict(reading), _facts(reading)
    figure = who_answered(reading.record["who_answered"])
    findings, steps = _findings(reading), _steps(reading)
    room = PAGE - _taken(verdict, facts, figure)
    heights = [[row["height"] for row in rows] for rows in (findings, steps)]
    shown_findings, shown_steps = shares(room, heights[0], heights[1], LEAST)
    return {
        "say": decided(reading),
        "verdict": verdict,
        "facts": facts,
        "score_svg": score_bar(reading.record["score"]),
        "score_label": reading.record["score"]["label"],
        "who_svg": figure,
        "is_decided": reading.decision is not None,
        "findings": findings[:shown_findings],
        "findings_title": _heading(shown_findings, len(open_findings(reading))),
        "more_findings": len(open_findings(reading)) - shown_findings,
        "steps": steps[:shown_steps],
        "more_steps": len(reading.record["next_steps"]) - shown_steps,
        "example": reading.snapshot["example_note"],
    }


def _taken(verdict: list[tuple[str, str]], facts: list[tuple[str, str]], figure: str) -> float:
    """The millimetres that stand above the lists."""
    said = sum(lines(f"{label} {text}", 150, 9.5) * 4.87 + 1 for label, text in verdict)
    told = sum(lines(text, VALUE) * 3.79 + FACT for _, text in facts)
    drawn = float(figure.partition('height="')[2].partition("mm")[0]) + FACT
    return HEADING + VERDICT + said + SCORE + drawn + told


def _verdict(reading: Reading) -> list[tuple[str, str]]:
    """The sentences under the outcome, each with the word that leads it: reasons and decider, or what is missing."""
    if reading.decision is not None:
        reasons = sentence(clipped(reading.decision["reasons"], REASONS))
        return [("", reasons or "No reasons were written down."), ("Decided:", who_decided(reading))]
    return [("", _unanswered(reading)), ("In the way of approval:", _in_the_way(reading)), ("", who_decided(reading))]


def _unanswered(reading: Reading) -> str:
    counts = reading.record["who_answered"]
    gates = [gate for gate in reading.record["gates"] if not gate["met"]]
    return (
        f"{counts['unanswered']:,} of {figures(counts['total'], 'question')} have no answer yet, and "
        f"{figures(len(gates), 'gate')} {'is' if len(gates) == 1 else 'are'} not met. "
        "A decision is a person's; this dossier makes none."
    )


def _in_the_way(reading: Reading) -> str:
    blocks = reading.record["blocking"]
    if not blocks:
        return "nothing in this record. A named person may decide."
    first = "; ".join(clipped(block["text"], 90).rstrip(".") for block in blocks[:2])
    return sentence(first if len(blocks) <= 2 else f"{first}; and {figures(len(blocks) - 2, 'more', 'more')}")


def _facts(reading: Reading) -> list[tuple[str, str]]:
    return [
        ("What stays unsaid", _unsaid(reading)),
        ("Contradictions", _contradictions(reading)),
        ("Duties", counts_in_words(reading)),
    ]


def _unsaid(reading: Reading) -> str:
    """What the vendor or the maker could not or would not say: counts, a zero too, and the weightiest by number."""
    states = {
        "The maker does not say": lambda answer: answer["reason"] == "maker_does_not_say",
        "not known to whoever was asked": lambda answer: (
            answer["state"] == "does_not_know" and answer["reason"] != "maker_does_not_say"
        ),
        "declined": lambda answer: answer["state"] == "refuses",
        "in confidence": lambda answer: answer["state"] == "confidential",
    }
    parts = []
    for label, is_one in states.items():
        found = [question for question in reading.questions if is_one(question["answer"])]
        numbers = [question["number"] for question in sorted(found, key=_weightiest)[:4]]
        more = " and others" if len(found) > len(numbers) else ""
        parts.append(f"{label}: {len(found)}" + (f" ({', '.join(numbers)}{more})" if numbers else ""))
    return sentence("; ".join(parts))


def _weightiest(question: Data) -> tuple[bool, int]:
    return question["gate"] == "no", -question["weight"]


def _contradictions(reading: Reading) -> str:
    found = reading.record["contradictions"]
    if not found:
        return "0. No two statements on record disagree."
    titles = listed([clipped(each["title"], 70).rstrip(".") for each in found[:2]])
    return sentence(f"{len(found)}: {titles}" + (f"; {len(found) - 2} more" if len(found) > 2 else ""))


def _heading(shown: int, total: int) -> str:
    if total == 0:
        return "No findings"
    head = counted(shown, "finding that matters", "findings that matter").capitalize()
    return head if shown == total else f"{head}, of {total}"


def _findings(reading: Reading) -> list[dict[str, Any]]:
    column = FINDING_COLUMNS[1 if reading.decision else 0]
    rows = []
    for finding in open_findings(reading)[:AT_MOST_FINDINGS]:
        text = clipped(finding["title"], ROW_TEXT)
        rows.append(
            {
                "ref": reading.findings[finding["key"]],
                "weight": weight(finding),
                "label": finding["severity_label"],
                "text": text,
                "concerns": concerns(finding, reading)[:2],
                "conditions": reading.conditions.get(finding["key"], []),
                "height": row_height([(text, column), (finding["severity_label"], 20)]),
            }
        )
    return rows


def _steps(reading: Reading) -> list[dict[str, Any]]:
    return list(_step_rows(reading.record["next_steps"][:AT_MOST_STEPS]))


def _step_rows(steps: list[Data]) -> Iterator[dict[str, Any]]:
    for number, step in enumerate(steps, 1):
        text, owner = clipped(step["text"], ROW_TEXT), clipped(step["owner"], 40) or "no owner yet"
        yield {
            "number": number,
            "text": text,
            "owner": owner,
            "due": short_date(step["due"]) or "no date yet",
            "height": row_height([(text, STEP_COLUMN), (owner, 34)]),
        }
