"""Inside: answering, with and without script, with colleagues; checking, attesting, the receipt."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from checklists.models import Answer, AnswerRequest, Evidence
from checklists.services import coming_in
from tests.makers import make_answer
from tests.request_makers import say

PART = "answers/part/distillation/"
KNOWN = "is_this_distilled"


def card(key: str, picked: str = "", version: int = 0, **fields: str) -> dict[str, str]:
    return {key: picked, f"{key}--version": str(version), **{f"{key}--{name}": value for name, value in fields.items()}}


def test_a_part_is_saved_as_a_whole_without_script(sent, inside):
    response = inside.post(PART, card(KNOWN, "answered:no"))
    assert response.status_code == 302
    answer = Answer.objects.get(question=KNOWN)
    assert (answer.value, answer.said_by, answer.said_by_name, answer.by_kind) == (
        "no",
        "vendor",
        "Jo Field",
        "respondent",
    )


def test_a_card_is_saved_by_itself_with_script(sent, inside):
    response = inside.post(PART, card(KNOWN, "answered:no"), headers={"X-Requested-With": "candour-card"})
    saved = response.json()["saved"][KNOWN]
    assert saved["version"] == 1
    assert "Saved" in saved["mark"]


@pytest.mark.parametrize(
    ("picked", "fields", "state", "reason"),
    [
        ("does_not_know", {"why_unknown": "maker_does_not_say", "asked_on": "12 November 2026"}, "does_not_know",
         "maker_does_not_say"),
        ("confidential", {"how_confidential": "on_a_call"}, "confidential", "on_a_call"),
        ("refuses", {}, "refuses", ""),
        ("not_applicable", {"words": "We sell no model."}, "not_applicable", ""),
    ],
)  # fmt: skip
def test_every_complete_answer_is_one_and_page_says_so(sent, inside, picked, fields, state, reason):
    inside.post(PART, card(KNOWN, picked, **fields))
    answer = Answer.objects.get(question=KNOWN)
    assert (answer.state, answer.reason) == (state, reason)
    assert "That is a complete answer" in inside.get(PART).content.decode()


def test_what_is_wrong_stays_on_its_card_and_the_rest_is_saved(sent, inside):
    data = card(KNOWN, "does_not_know", why_unknown="maker_does_not_say", asked_on="someday")
    response = inside.post(PART, data)
    page = response.content.decode()
    assert response.status_code == 200
    assert "12 November 2026 or 12/11/2026" in page
    assert "someday" in page
    assert not Answer.objects.exists()


def test_two_at_once_see_both_texts(sent, inside):
    say(sent.request, KNOWN, "yes", at=timezone.now())
    page = inside.post(PART, card(KNOWN, "answered:no", version=0)).content.decode()
    assert "saved a different answer while you were writing" in page
    assert Answer.objects.get(question=KNOWN).value == "yes"


def test_a_file_goes_with_its_answer_and_is_seen_by_who_handed_it_in(sent, inside):
    file = SimpleUploadedFile("card.txt", b"our model card")
    inside.post(PART, {**card(KNOWN, "answered:no"), f"{KNOWN}--file": file})
    assert Evidence.objects.get().title == "card.txt"
    assert "card.txt" in inside.get(PART).content.decode()


def test_what_the_buyer_wrote_down_is_not_shown_and_not_lost(sent, inside):
    make_answer(sent.request.assessment, KNOWN, "no", note="Sounded unsure.", said_by_name="Pat on the phone")
    page = inside.get(PART).content.decode()
    assert "has written something down here already" in page
    for words in ("Sounded unsure", "Pat on the phone", "checked><span>No"):
        assert words not in page
    inside.post(PART, card(KNOWN, "answered:yes", version=1))
    answer = Answer.objects.get(question=KNOWN)
    assert (answer.value, answer.revisions.count()) == ("yes", 2)


def test_leaving_a_hidden_card_alone_changes_nothing(sent, inside):
    make_answer(sent.request.assessment, KNOWN, "no")
    inside.post(PART, card(KNOWN, "", version=1))
    assert Answer.objects.get(question=KNOWN).value == "no"


def test_no_other_part_than_those_asked_is_there(sent, inside):
    assert inside.get("answers/part/no_such_part/").status_code == 404


def test_a_question_goes_to_a_colleague_who_sees_it_alone(sent, inside, another):
    say(sent.request, "model_card_supplied", state="does_not_know", reason="not_recorded", at=timezone.now())
    inside.post("answers/hand-on/", {"question": KNOWN, "email": "sam@vendor.example", "name": "Sam"})
    part = AnswerRequest.objects.get(email="sam@vendor.example")
    assert "With s…@vendor.example" in inside.get(PART).content.decode()
    colleague = another()
    colleague.client.cookies["candour_respondent"] = _session(part)
    page = colleague.get("answers/").content.decode()
    assert "0 of 1" in page
    colleague.post(PART, card(KNOWN, "answered:no"))
    assert Answer.objects.get(question=KNOWN).said_by_name == "Sam"
    assert colleague.get("answers/part/base_model/").status_code == 404
    assert colleague.post("answers/check/").status_code == 302
    assert "Your part is done" in colleague.get("answers/receipt/").content.decode()


def _session(request: AnswerRequest) -> str:
    by, at = coming_in.respondent(request), timezone.now()
    code = coming_in.send_code(request, by=by, at=at)
    return coming_in.come_in(request, code=code, tried=coming_in.count_try(request, at), by=by, at=at)


def test_a_question_is_taken_back_from_a_colleague(sent, inside):
    inside.post("answers/hand-on/", {"question": KNOWN, "email": "sam@vendor.example", "name": "Sam"})
    part = AnswerRequest.objects.get(email="sam@vendor.example")
    inside.post("answers/take-back/", {"part": str(part.pk)})
    part.refresh_from_db()
    assert part.state == "withdrawn"


@pytest.mark.parametrize("part", ["", "nobody", "01934f3a-0000-7000-8000-000000000001"])
def test_what_is_no_ones_is_not_taken_back(sent, inside, part):
    assert inside.post("answers/take-back/", {"part": part}).status_code == 404


def test_handing_in_asks_for_a_name_a_role_and_a_yes(sent, inside):
    inside.post(PART, card(KNOWN, "answered:no"))
    response = inside.post("answers/check/", {"name": "", "role": "", "agreed": ""})
    page = response.content.decode()
    assert response.status_code == 409
    for words in ("Write your name.", "Write what you do there", "Tick that you say so"):
        assert words in page


def test_whoever_hands_in_gets_a_receipt_of_their_own_words(sent, inside):
    inside.post(PART, card(KNOWN, "answered:no"))
    signed = {"name": "Jo Field", "role": "Product manager", "agreed": "yes"}
    assert inside.post("answers/check/", signed)["Location"] == "/answer/answers/receipt/"
    page = inside.get("answers/receipt/").content.decode()
    sent.request.refresh_from_db()
    assert sent.request.receipt_digest in page
    receipt = json.loads(inside.get("answers/receipt.json").content)
    assert receipt["answers"][0]["value"] == "no"
    assert receipt["respondent"]["role"] == "Product manager"


def test_before_handing_in_there_is_no_receipt(sent, inside):
    assert inside.get("answers/receipt.json").status_code == 404
    assert inside.get("answers/receipt/")["Location"] == "/answer/answers/check/"


def test_a_mistake_is_mended_after_handing_in(sent, inside):
    inside.post(PART, card(KNOWN, "answered:no"))
    inside.post("answers/check/", {"name": "Jo Field", "role": "Product manager", "agreed": "yes"})
    version = Answer.objects.get(question=KNOWN).version
    inside.post(PART, card(KNOWN, "answered:yes", version=version))
    answer = Answer.objects.get(question=KNOWN)
    assert (answer.value, answer.attested, answer.revisions.count()) == ("yes", True, 3)
