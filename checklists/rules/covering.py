"""What else may stand in for an answer: the buyer's own test, or what the maker itself published."""

from collections.abc import Callable, Mapping
from datetime import date

from checklists.rules.answers import Answer
from checklists.rules.case import Case
from checklists.rules.content import TradeOffBounds
from checklists.rules.lineage import MAKER_SAYS, Lineage, Step, own_steps
from checklists.rules.matching import is_maker
from checklists.rules.questions import Question
from checklists.rules.trade_off.weighing import stands_in

OWN_TEST = "Covered by your own test."
MAKERS_DOCUMENT = 'Covered by a document of the maker: "{title}".'
MAKERS_STATEMENT = "Covered by what the maker published, as read by us: {source}."


def covered_by(question: Question, answer: Answer | None, lineage: Lineage, case: Case, bounds: TradeOffBounds) -> str:
    """What covers a question, in words; empty where nothing does or where the question allows nothing else.

    A test of the buyer's own does from so many items on as `bounds` say.
    """
    if "evaluation" in question.met_also_by and any(stands_in(each, bounds) for each in case.evaluations):
        return OWN_TEST
    if "maker_document" not in question.met_also_by:
        return ""
    return _document(answer, lineage, case.judged_on) or _statement(question, lineage)


def _document(answer: Answer | None, lineage: Lineage, on: date) -> str:
    """A document tied to the question, issued by the model's developer and not expired."""
    model = lineage.models.get(lineage.subject or "")
    for document in answer.documents if answer is not None and model is not None else ():
        current = document.expires_on is None or document.expires_on >= on
        if model is not None and current and is_maker(document.issuer, model.developer):
            return MAKERS_DOCUMENT.format(title=document.title)
    return ""


def _statement(question: Question, lineage: Lineage) -> str:
    """A verified statement of the maker on record that says what the question asks."""
    says = STATEMENTS.get(question.key)
    for step in own_steps(lineage) if says else ():
        if says and step.verified and step.says in MAKER_SAYS and step.source and says(step, lineage):
            return MAKERS_STATEMENT.format(source=step.source)
    return ""


def _distilled(step: Step, lineage: Lineage) -> bool:
    return step.method == "distillation"


def _teacher_named(step: Step, lineage: Lineage) -> bool:
    parent = lineage.models.get(step.parent)
    return step.method == "distillation" and parent is not None and parent.role != "placeholder"


def _way_told(step: Step, lineage: Lineage) -> bool:
    return step.method == "distillation" and step.variant not in ("", "unspecified")


# Only where a step on record says in itself what the question asks; anything else needs a document.
STATEMENTS: Mapping[str, Callable[[Step, Lineage], bool]] = {
    "is_this_distilled": _distilled,
    "teacher_model_identity": _teacher_named,
    "distillation_method": _way_told,
}
