"""Whether an answer that came in on a sheet could be written, and what is wrong with it where not."""

from datetime import date

from checklists.errors import Detail
from checklists.rules.answers import Answer, Rung, State
from checklists.rules.questions import Questionnaire
from checklists.services.given import Given, wrong_with


def given_from(answer: Answer, **more: object) -> Given:
    """An answer in the form in which it is written, as the vendor's own words."""
    same = ("question", "value", "follow_up", "reason", "note", "date_asked")
    named = {name: getattr(answer, name) for name in same}
    rung = Rung.VENDOR_SAYS.value if answer.state is State.ANSWERED else ""
    given = {"state": answer.state.value, "who_may_see": answer.who_may_see.value, "rung": rung, "said_by": "vendor"}
    return Given(**{**named, **given, **more})


def problems_with(answer: Answer, questionnaire: Questionnaire, today: date) -> list[Detail]:
    """Everything that is wrong with it; nothing where it can be written. No model is picked on a sheet, only named."""
    question = questionnaire.by_key.get(answer.question)
    return wrong_with(given_from(answer), questionnaire, question, (), today)
