"""From what a browser sent to the cards of a section: their fields, files and buttons."""

from django.http import HttpRequest

from checklists.rules.questions import Question
from procurement.admin.sheet.section import Sheet, section_in
from procurement.answering.days import read_number
from procurement.answering.inputs import inputs_from_post
from procurement.answering.saving import Sent


def sent_cards(request: HttpRequest, sheet: Sheet, key: str) -> list[Sent]:
    """The cards that were sent, in the section's order: also of a question that has ceased to apply meanwhile."""
    goes_to = {line["key"]: line["asked_of"] for line in section_in(sheet, key)["questions"]}
    return [
        _sent(request, sheet, question, goes_to.get(question.key, question.asked_of))
        for question in sheet.content.questionnaire.questions
        if question.section == key and f"{question.key}--version" in request.POST
    ]


def _sent(request: HttpRequest, sheet: Sheet, question: Question, asked_of: str) -> Sent:
    data, key = request.POST, question.key
    return Sent(
        question=question,
        asked_of=asked_of,
        inputs=inputs_from_post(question, sheet.content.questionnaire, asked_of, data),
        version=read_number(data.get(f"{key}--version", "")) or 0,
        against=read_number(data.get(f"{key}--against", "")),
        pick=data.get(f"{key}--pick", ""),
        clear=data.get("clear") == key,
        files=request.FILES.getlist(f"{key}--file"),
        address=data.get(f"{key}--address", ""),
        page_text=data.get(f"{key}--page_text", ""),
    )
