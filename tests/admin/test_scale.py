"""The scale's page: everybody sees what holds, an owner sets another after a look at what it would do."""

from typing import Any

import pytest

from checklists.models import OwnScale
from tests import makers
from tests.admin.staff import Staff, text_of
from tests.database import statements
from tests.scale_makers import make_own_scale


def typed(owner: Staff, do: str = "write", **changed: Any) -> Any:
    """The page sent with one of its two buttons."""
    return owner.send("admin:scale", do=do, **{"reason": "The partners want it", **changed})


def dashed(**fields: str) -> dict[str, str]:
    return {name.replace("_", "-", 1): value for name, value in fields.items()}


def test_an_owner_sets_a_scale_and_it_stands_beside_every_score(owner: Staff) -> None:
    assessment = makers.make_assessment()
    typed(owner, **dashed(points_closed_good="0.8"))
    said = "By the organisation's own scale, in force from"
    for name in ("admin:assessment_judgement", "admin:decide"):
        page = text_of(owner.see(name, assessment.pk))
        assert said in page
        assert "The partners want it. Written by Olu Own on" in page
    page = text_of(owner.see("admin:scale"))
    assert said in page
    assert "A good answer, by the rules 0.8" in page


def test_without_one_the_catalogue_s_is_named_with_its_edition(viewer: Staff) -> None:
    page = text_of(viewer.see("admin:assessment_judgement", makers.make_assessment().pk))
    assert "By the catalogue's scale, edition 20" in page
    assert "By the catalogue's scale, edition 20" in text_of(viewer.see("admin:scale"))


def test_a_look_shows_every_open_score_before_and_after_and_writes_nothing(owner: Staff) -> None:
    makers.make_answer(makers.make_assessment(), "is_this_distilled", "no")
    page = typed(owner, do="preview", reason="", **{"points-closed_good": "0.5", "points-amber": "0.5"})
    text = text_of(page.content.decode())
    assert "What it would do Nothing is written yet." in text
    assert not OwnScale.objects.exists()
    assert owner.form(page.content.decode())["points-closed_good"] == "0.5"


def test_what_cannot_be_is_said_beside_its_field_and_all_that_was_typed_is_kept(owner: Staff) -> None:
    wrong = {"points-amber": "a lot", "bands-0-label": "", "bands-5-label": "Last", "holds_from": "25/12/2026"}
    page = typed(owner, **wrong).content.decode()
    text = text_of(page)
    assert "Nothing was written." in text
    assert "&#x27;a lot&#x27; is no figure that counts here." in page
    assert "Give the band a name." in text
    assert not OwnScale.objects.exists()
    kept = owner.form(page)
    assert (kept["points-amber"], kept["holds_from"], kept["reason"]) == ("a lot", "25/12/2026", "The partners want it")
    assert "Last" in kept.values()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "Say from which day it holds."),
        ("soon", "Write a date such as"),
        ("1 January 2020", "That day is over."),
        ("1 January 2190", "more than two years ahead"),
    ],
)
def test_a_day_that_cannot_be_is_said_beside_it(owner: Staff, day: str, said: str) -> None:
    assert said in text_of(typed(owner, holds_from=day).content.decode())
    assert not OwnScale.objects.exists()


def test_an_owner_goes_back_to_the_catalogue_s_and_the_list_keeps_both(owner: Staff) -> None:
    typed(owner)
    typed(owner, whose="catalogue", reason="It was a trial", **{"points-amber": "left as it is"})
    page = text_of(owner.see("admin:scale"))
    assert "All scales that were set: 2" in page
    assert "The catalogue's again. It was a trial" in page
    assert "By the catalogue's scale, edition" in page


def test_whoever_has_an_old_page_open_overwrites_nothing(owner: Staff) -> None:
    old = owner.see("admin:scale")
    typed(owner, reason="The first")
    page = owner.send("admin:scale", page=old, do="write", reason="The second").content.decode()
    assert "Somebody wrote a scale in between." in text_of(page)
    assert owner.form(page)["reason"] == "The second"
    assert [row.reason for row in OwnScale.objects.all()] == ["The first"]
    owner.send("admin:scale", page=page, do="write")
    assert OwnScale.objects.count() == 2


def test_others_see_the_scale_and_no_form_and_are_refused(approver: Staff, viewer: Staff) -> None:
    make_own_scale()
    for member in (approver, viewer):
        page = member.see("admin:scale")
        assert "An owner sets a scale of your own." in text_of(page)
        assert "points-amber" not in page
        assert member.press("admin:scale", do="write").status_code == 403
        assert member.press("admin:scale", do="preview").status_code == 403
    assert OwnScale.objects.count() == 1


def test_a_form_with_nothing_in_it_is_refused_in_words(owner: Staff) -> None:
    answer = owner.press("admin:scale")
    assert answer.status_code == 200
    assert "Give a figure." in text_of(answer.content.decode())


def test_a_form_with_what_no_page_has_is_refused_in_words(owner: Staff) -> None:
    odd = {"points-amber": "\x00", "bands-0-label": "A\x00", "reason": "B\x00", "seen": "x", "whose": "both"}
    assert typed(owner, **odd).status_code == 200
    assert not OwnScale.objects.exists()


def test_the_page_costs_the_same_for_one_scale_and_for_many(owner: Staff) -> None:
    make_own_scale()
    owner.see("admin:scale")
    with statements() as few:
        owner.see("admin:scale")
    for number in range(9):
        make_own_scale(reason=f"Number {number}")
    with statements() as many:
        owner.see("admin:scale")
    assert len(many) == len(few) <= 12
