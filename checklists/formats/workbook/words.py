"""The words on a sheet, and from these words back to keys."""

from collections.abc import Iterable, Mapping

from checklists.rules.answers import State, WhoMaySee
from checklists.rules.facts import Choice
from checklists.rules.questions import YES_NO, Question, Questionnaire

START, QUESTIONS, CHOICES = "Start here", "Questions", "Choices"
LINES = "Lines {number}"
HEADINGS = {
    "number": "No.",
    "question": "Question",
    "help": "Help, and how to answer",
    "answer": "Your answer",
    "state": "Answered, or why not",
    "note": "Reason or note, in your words",
    "asked_on": "Asked on",
    "may_see": "Who may see it",
    "who_knows": "Who usually knows",
}
YES = "Yes"
BELOW, ON_PAGE = "Below, a line each", "On the page "
STATES = {
    State.ANSWERED: "Answered",
    State.DOES_NOT_KNOW: "We do not know",
    State.NOT_APPLICABLE: "This does not apply",
    State.CONFIDENTIAL: "Confidential",
    State.REFUSES: "We would rather not say",
}
MAY_SEE = {
    WhoMaySee.IN_DOSSIER: "It may stand in your report",
    WhoMaySee.BUYER_TEAM: "Your team only",
    WhoMaySee.REGULATOR_OR_AUDITOR: "A regulator or auditor only",
}
WHO_KNOWS = {
    "owner": "Who runs the business",
    "engineer": "An engineer",
    "contracts": "Contracts or sales",
    "security": "Security",
}
ATTEST = "Yes: I answer to the best of my knowledge on this day, on behalf of {vendor}. This is not a warranty."
HOW_TO = {
    "yes_no": "Pick from the list.",
    "choice": "Pick from the list.",
    "multi_choice": "Pick Yes on each line below that applies.",
    "number": "Write a number.",
    "percent": "Write a percentage, from 0 to 100.",
    "money": "Write an amount with its currency, such as 5.40 GBP.",
    "date": "Write a date, such as 12 November 2026.",
    "ai_model": "Write the model's name and version as its maker does.",
}
# What the rules say of an answer, as a person with a spreadsheet needs it.
IN_WORDS = {
    ("reason_missing", State.DOES_NOT_KNOW): "Pick why it is not known.",
    ("reason_missing", State.CONFIDENTIAL): "Pick how the answer could be seen.",
    ("reason_missing", State.NOT_APPLICABLE): "A sentence is missing that says why this does not apply.",
    ("date_missing", State.DOES_NOT_KNOW): "The date is missing on which the maker was asked.",
    ("missing", State.ANSWERED): "It is marked as answered, and no answer stands here.",
    ("not_rows", State.ANSWERED): "It is marked as answered, and no line is filled in.",
    ("not_a_list", State.ANSWERED): "It is marked as answered, and Yes is picked on no line.",
    ("not_a_currency", State.ANSWERED): "There is no such currency. Write its three capitals, such as 5.40 GBP.",
}


def state_words(questionnaire: Questionnaire) -> dict[str, tuple[str, str]]:
    """Every state that can be picked, with its reason: {words: (state, reason)}, in order."""
    found = {}
    for state, words in STATES.items():
        reasons = questionnaire.reasons.get(state, ())
        for reason in reasons:
            found[f"{words}: {reason.label[:1].lower()}{reason.label[1:]}"] = (state.value, reason.value)
        if not reasons:
            found[words] = (state.value, "")
    return found


def words_of_state(questionnaire: Questionnaire, state: str, reason: str) -> str:
    """The words for a state with its reason; the bare state where the reason is none that is offered."""
    pairs = {pair: words for words, pair in state_words(questionnaire).items()}
    return pairs.get((state, reason)) or STATES.get(State(state), "")


def choices_of(question: Question) -> tuple[Choice, ...]:
    """What may be picked, in order."""
    yes_no = tuple(Choice(key, key.title()) for key in YES_NO) if question.answer_type == "yes_no" else ()
    return question.choices or yes_no


def column_choices(keys: Iterable[str]) -> tuple[Choice, ...]:
    """The choices of a column, whose keys are words already."""
    return tuple(Choice(key, key.replace("_", " ").capitalize()) for key in keys)


def how_to(question: Question, lines: str = "") -> str:
    """How the answer is written, in a sentence. `lines` is the name of the page for a table."""
    if lines and question.with_table:
        return f"Pick from the list. What is behind it goes on the page {lines}, a line each."
    if lines:
        return f"Fill in the page {lines}, a line each."
    said = HOW_TO.get(question.answer_type, "")
    if question.unit and question.answer_type in ("number", "percent", "money"):
        said = f"{said.rstrip('.')} ({question.unit})."
    instead = [choice.label for choice in question.choices] if question.answer_type in WITH_WORDS_TOO else []
    return f"{said} Or write: {'; '.join(instead)}." if instead else said


WITH_WORDS_TOO = ("number", "percent", "money", "date")


def folded(text: str) -> str:
    """A text as it is compared with words on a list: its letter case and its spaces do not count."""
    return " ".join(text.split()).casefold().rstrip(".")


def key_of(text: str, choices: Iterable[Choice]) -> str | None:
    """The key of the choice whose label, or key, stands there."""
    wanted = folded(text)
    return next((one.value for one in choices if wanted in (folded(one.label), folded(one.value))), None)


def pair_of(text: str, words: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """The state and the reason that stand there; a bare state has no reason yet."""
    wanted = folded(text)
    bare = {label: (state.value, "") for state, label in STATES.items()}
    return next((pair for label, pair in {**bare, **words}.items() if folded(label) == wanted), None)


def in_words(code: str, state: str, detail: str) -> str:
    """What a rule says of an answer, for a person; its own words where there are no better ones."""
    return IN_WORDS.get((code, State(state)), detail)
