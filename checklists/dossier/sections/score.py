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
WEIGHT, BAND = "weight {weight} counts {counts}", "{label} from {at_least}"
FIGURES = (
    "What an answer counts, of the weight of its question: {points}; what is open, {open_lower} at least and "
    "{open_upper} at most. Weights of the questions: {weights}. Bands of the score: {bands}."
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
        "scale": scale_in_words(score),
        "held": HELD if any(withheld(question["answer"]) for question in reading.questions) else "",
        "open": counted(sum(_missing(line) > 0 for line in lines), "question") + " could still raise the lower bound.",
    }


def scale_in_words(score: Data) -> dict[str, str]:
    """Whose scale it was, and its figures; what was frozen before there was a choice says nothing of it."""
    scale = score.get("scale")
    if not scale:
        return {}
    points = [f"{_quoted(each['kind'])} {each['counts']}" for each in scale["points"]]
    parts = {
        "points": "; ".join(points),
        "weights": "; ".join(WEIGHT.format(**each) for each in scale["weights"]),
        "bands": "; ".join(BAND.format(**each) for each in scale["bands"]),
    }
    return {"text": scale["text"], "figures": FIGURES.format(**scale | parts)}


def _quoted(kind: str) -> str:
    return f'"{why(kind).rstrip(".")}"'


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
        "raises": what_raises(line["why"], in_full=not _missing(line)),
    }
