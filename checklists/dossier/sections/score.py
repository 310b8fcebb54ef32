"""The score question by question: what each counts at least and at most of its weight, why, and what would raise it."""

from decimal import Decimal
from typing import Any

from checklists.dossier.reading import Data, Reading, withheld
from checklists.dossier.words import counted
from checklists.rules.labels import STATES
from checklists.rules.score_words import what_raises, why

TITLE = "The score, question by question"
NOTHING = "Nothing is counted yet, so there is no score."
BOUNDS = (
    "Between {lower} and {upper} out of 100. At least {lower}, on what has been answered and judged; at most {upper}, "
    "if everything still open turned out well. It says how well the questions are answered, not how good the vendor is."
)
HELD = "A question whose answer was given in confidence counts in both bounds and is not listed here."


def context(reading: Reading) -> dict[str, Any]:
    score = reading.record["score"]
    lines = sorted(score["lines"], key=_missing, reverse=True)
    texts = {question["key"]: question["text"] for question in reading.questions}
    return {
        "lead": NOTHING if score["lower"] is None else BOUNDS.format(**score),
        "states": [(words, score["states"].get(state.value, 0)) for state, words in STATES.items()],
        "rows": [_row(line, texts[line["question"]], reading) for line in lines if line["question"] in texts],
        "held": HELD if any(withheld(question["answer"]) for question in reading.questions) else "",
        "open": counted(sum(_missing(line) > 0 for line in lines), "question") + " could still raise the lower bound.",
    }


def _missing(line: Data) -> Decimal:
    """How much of its weight a question does not count yet."""
    return Decimal(line["weight"]) - Decimal(line["lower"])


def _row(line: Data, text: str, reading: Reading) -> dict[str, Any]:
    return {
        "ref": reading.asked[line["question"]],
        "text": text,
        "weight": line["weight"],
        "lower": line["lower"],
        "upper": line["upper"],
        "why": why(line["why"]),
        "raises": what_raises(line["why"]),
    }
