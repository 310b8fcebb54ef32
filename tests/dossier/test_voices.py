"""Who is speaking: a vendor's words are told apart from ours, and nothing of ours is put into its mouth."""

import pytest

from checklists.dossier.reading import read
from checklists.dossier.voices import LONG, Words, support, voice
from tests.dossier.makers import (
    DIGEST,
    make_answer,
    make_document,
    make_envelope,
    make_evidence,
    make_question,
    make_silence,
    make_snapshot,
)

BY_VENDOR = {"said_by": "vendor", "said_by_name": "Priya Shah", "rung": "vendor_says", "rung_label": "The vendor says"}


def heard(**changes):
    """The voice of one question's answer."""
    question = make_question(**changes)
    reading = read(make_snapshot(question), make_envelope())
    return voice(reading.questions[0], reading)


def test_a_vendors_own_words_are_quoted():
    said = heard(
        answer_type="text", answer=make_answer(**BY_VENDOR, attested=True, value="Never.", value_label="Never.")
    )
    assert said.tag == "The vendor says, attested, Priya Shah, 10 Nov 2026"
    assert said.words == (Words("Never.", theirs=True, quoted=True),)


@pytest.mark.parametrize("kind", ["yes_no", "choice", "multi_choice", "number", "percent", "date", "money"])
def test_a_choice_or_a_figure_is_the_vendors_and_no_quotation(kind):
    (said,) = heard(answer_type=kind, answer=make_answer(**BY_VENDOR)).words
    assert (said.theirs, said.quoted) == (True, False)


def test_a_model_that_was_typed_is_quoted_and_one_that_was_picked_is_not():
    typed = make_answer(**BY_VENDOR, value={"name": "our own AI"}, value_label="our own AI")
    picked = make_answer(**BY_VENDOR, value={"ai_model": "m1"}, value_label="DistilBERT")
    assert heard(answer_type="ai_model", answer=typed).words[0].quoted is True
    assert heard(answer_type="ai_model", answer=picked).words[0].quoted is False


def test_a_table_of_the_vendors_is_no_quotation():
    table = make_answer(**BY_VENDOR, value=[{"part": "model"}], value_label="Part: model")
    assert heard(answer_type="responsibility_table", answer=table).words[0].quoted is False


def test_what_we_say_is_never_set_as_theirs():
    said = heard(answer_type="text", answer=make_answer(value="Ours.", value_label="Ours.", note="A note."))
    assert said.tag == "We say, Operations lead, 10 Nov 2026"
    assert said.words == (Words("Ours."), Words("A note."))


def test_what_we_looked_up_has_their_line_and_our_words():
    answer = make_answer(rung="published_by_vendor", value="Apache-2.0", value_label="Apache-2.0", note="Read by us.")
    said = heard(answer_type="text", answer=answer)
    assert said.tag.startswith("Published, looked up by us")
    assert said.words == (Words("Apache-2.0", reported=True), Words("Read by us."))


def test_what_we_tested_is_ours_whoever_typed_it():
    said = heard(answer=make_answer(**BY_VENDOR | {"rung": "buyer_tested"}))
    assert said.tag.startswith("Tested by us")
    assert said.words[0].theirs is False


def test_a_written_follow_up_is_quoted_and_a_ticked_one_is_not():
    written = make_answer(**BY_VENDOR, follow_up="Until 2027.", follow_up_label="Until 2027.")
    ticked = make_answer(**BY_VENDOR, follow_up="uk", follow_up_label="United Kingdom")
    assert heard(answer=written).words[1] == Words("Until 2027.", theirs=True, quoted=True)
    assert heard(answer=ticked).words[1] == Words("United Kingdom", theirs=True, quoted=False)


@pytest.mark.parametrize(
    ("answer", "tag", "words"),
    [
        (make_silence("refuses", said_by="vendor"), "The vendor declines to say", "The date was not recorded."),
        (make_silence("refuses"), "We decline to say", "The date was not recorded."),
        (
            make_silence("does_not_know", reason="maker_does_not_say", reason_label="The maker does not say")
            | {"date_asked": "2026-11-12"},
            "The maker does not say",
            "Asked on 12 November 2026.",
        ),
        (
            make_silence("does_not_know", "Does not know") | {"said_on": "2026-11-12", "said_by_name": "Sam"},
            "Does not know",
            "Sam, 12 November 2026.",
        ),
    ],
)
def test_a_silence_is_a_broken_box_with_its_reason_and_date(answer, tag, words):
    said = heard(answer=answer)
    assert said.silent is True
    assert said.tag == tag
    assert said.words[0].text == words


@pytest.mark.parametrize(
    ("by", "tag"),
    [("vendor", "Does not apply, says the vendor, not attested"), ("buyer", "Does not apply, we say")],
)
def test_an_answer_that_does_not_apply_has_its_reason(by, tag):
    answer = make_silence("not_applicable", said_by=by, note="There is no end date.")
    said = heard(answer=answer)
    assert said.tag.startswith(tag)
    assert said.words[0].text == "There is no end date."
    assert heard(answer=answer | {"note": ""}).words[0].text == "No reason was given."


@pytest.mark.parametrize(
    "answer",
    [
        make_answer(
            state="confidential",
            reason="under_nda",
            reason_label="Under an agreement",
            value_label="CANARY",
            note="CANARY",
        ),
        make_answer(
            who_may_see="buyer_team", who_may_see_label="The buyer's team", value_label="CANARY", note="CANARY"
        ),
        make_answer(who_may_see="regulator_or_auditor", who_may_see_label="A regulator", value_label="CANARY"),
    ],
)
def test_what_was_given_in_confidence_is_named_and_not_printed(answer):
    question = make_question(answer=answer | {"withheld": DIGEST, "documents": [make_document(title="CANARY")]})
    reading = read(make_snapshot(question, evidence=[make_evidence()]), make_envelope())
    said = voice(reading.questions[0], reading)
    assert said.kept is True
    assert said.words[0].text == "Given in confidence; held by Harbour Accounts, digest 5ce4 d053 5942 846c."
    assert "CANARY" not in repr(said)
    assert support(reading.questions[0], reading)["digests"] == []


def test_a_long_answer_keeps_its_opening_in_the_row_and_stands_in_full_below():
    whole = "A long sentence of the vendor's. " * 40
    said = heard(
        answer_type="text", answer=make_answer(**BY_VENDOR, value=whole, value_label=whole, note="And a note.")
    )
    assert len(whole) > LONG
    assert said.words[0].text.endswith("…")
    assert said.in_full == (Words(whole, theirs=True, quoted=True), Words("And a note.", theirs=True, quoted=True))


def test_an_answer_of_many_lines_stands_in_full_below():
    whole = "line\n" * 12
    assert heard(answer_type="text", answer=make_answer(value=whole, value_label=whole)).in_full != ()


def test_support_names_the_rung_the_documents_and_the_day_it_was_carried_over_from():
    answer = make_answer(documents=[make_document()], reused_from="2026-02-01")
    reading = read(make_snapshot(make_question(answer=answer)), make_envelope())
    given = support(reading.questions[0], reading)
    assert given["rung"] == "Own record"
    assert [(ref.label, digest) for ref, digest in given["digests"]] == [("E1", "5ce4 d053 5942 846c")]
    assert given["reused"] == "1 February 2026"
