"""What the templates say: plain lines that anybody can read, and to a vendor nothing that is the buyer's own."""

import re

import pytest
from django.conf import settings

from checklists.rules.mail_times import MailKind
from checklists.services.mail_rows import written

FIRM = {"firm": "Harbour & Co's", "name": "Sam <Ng>"}
USE = {
    "use": "Sorter",
    "product": "Fell Assistant",
    "vendor": "Beck & Fell",
    "who": "Ash Osei",
    "link": "https://c.example.org/a/1/",
}
ASKED = {"product": "Fell Assistant", "due": "1 December 2026"}
WORDS = {
    MailKind.INVITATION: FIRM | {"inviter": "Olu Own", "role": "an owner", "until": "1 December 2026"},
    MailKind.TEST: FIRM | {"address": "https://c.example.org", "way": "smtp"},
    MailKind.REQUEST: FIRM | ASKED | {"questions": 9, "minutes": 20},
    MailKind.CODE: FIRM | {"minutes": 10},
    MailKind.REMINDER: FIRM | ASKED | {"late": False, "left": 3, "sent": "20 November 2026", "asker": "Ash Osei"},
    MailKind.SUBMITTED: FIRM | USE,
    MailKind.DECIDED: FIRM | USE | {"outcome": "on hold", "valid_until": "", "conditions": 0},
    MailKind.DIGEST: FIRM
    | {"count": 1, "home": "https://c.example.org/", "choices": "https://c.example.org/y/", "groups": []},
}
TO_VENDORS = (MailKind.REQUEST, MailKind.CODE, MailKind.REMINDER)
OURS_ALONE = re.compile(
    r"red flag|good answer|weight|judge|score|finding|recommend|why we ask|assess|approv|reject|fail|suspect",
    re.IGNORECASE,
)


def made(kind: MailKind, **changed):
    return written(kind, "sam@example.org", WORDS[kind] | changed)


def test_every_kind_of_mail_has_a_template_and_every_template_a_kind():
    files = {path.stem for path in (settings.ROOT / "templates" / "mail").iterdir()}
    assert files == {kind.value for kind in MailKind} == {kind.value for kind in WORDS}


@pytest.mark.parametrize("kind", MailKind)
def test_a_mail_is_plain_text_in_short_lines(kind):
    letter = made(kind)
    lines = letter.text.splitlines()
    assert all(len(line) < 78 for line in lines if "://" not in line), [line for line in lines if len(line) > 77]
    assert not re.search(r"</?[a-z]+[ >]|&[a-z#0-9]+;|{[{%]|%}|}}", letter.text)
    assert "Hello Sam <Ng>," in letter.text, "nothing is escaped: it is no page"
    assert ("\n\n\n" not in letter.text and letter.text.endswith(".\n")) or "://" in lines[-1]
    assert 0 < len(letter.subject) <= 120 and "\n" not in letter.subject


@pytest.mark.parametrize("kind", MailKind)
def test_a_mail_with_a_secret_has_its_place_once_and_others_have_none(kind):
    with_link = {MailKind.INVITATION, MailKind.TEST, MailKind.REQUEST}
    assert made(kind).text.count("\n[link]\n") == (1 if kind in with_link else 0)
    assert made(kind).text.count("\n    [code]\n") == (1 if kind is MailKind.CODE else 0)


@pytest.mark.parametrize("kind", TO_VENDORS)
def test_a_vendor_reads_nothing_of_what_the_buyer_thinks_and_is_accused_of_nothing(kind):
    for changed in ({}, {"late": True, "left": 0}):
        letter = made(kind, **changed)
        assert not OURS_ALONE.search(letter.subject + letter.text)


@pytest.mark.parametrize("kind", TO_VENDORS)
def test_a_vendor_s_mail_takes_no_more_words_than_its_template_names(kind):
    """Whatever else a caller hands in is not said."""
    assert "Canary7f3a" not in made(kind, red_flag="Canary7f3a", why="Canary7f3a", use="Canary7f3a").text


@pytest.mark.parametrize("kind", [MailKind.REQUEST, MailKind.REMINDER])
def test_a_vendor_is_told_that_not_knowing_and_not_saying_are_complete_answers(kind):
    words = " ".join(made(kind).text.split())
    assert '"We do not know" is a complete answer, and so is "we would rather not say".' in words


@pytest.mark.parametrize(
    ("late", "left", "says"),
    [
        (False, 3, "would like your answers about Fell Assistant by 1 December 2026. 3 questions are left."),
        (False, 1, "by 1 December 2026. 1 question is left."),
        (True, 3, "had hoped for your answers about Fell Assistant by 1 December 2026. They still help"),
        (True, 0, "all that is left is to send them."),
    ],
)
def test_a_reminder_says_how_it_stands_and_never_scolds(late, left, says):
    assert says in " ".join(made(MailKind.REMINDER, late=late, left=left).text.split())


@pytest.mark.parametrize(
    ("conditions", "valid_until", "says"),
    [
        (0, "", "on hold. The reasons,"),
        (1, "", "1 condition goes with it. The reasons,"),
        (2, "1 May 2027", "2 conditions go with it. It holds until 1 May 2027. The reasons,"),
    ],
)
def test_a_decision_is_told_with_what_goes_with_it(conditions, valid_until, says):
    text = " ".join(made(MailKind.DECIDED, conditions=conditions, valid_until=valid_until).text.split())
    assert says in text
