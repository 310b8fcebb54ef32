"""What your tools rest on: every figure links to the models in use behind it, and home says what carries over half."""

from urllib.parse import parse_qs, urlsplit

from checklists.models import Organisation
from tests import makers
from tests.admin.staff import Staff, text_of


def fill() -> None:
    for key in ("llama-3.2-1b-instruct", "llama-3.1-8b-instruct", "llama-3.2-1b", ""):
        makers.make_use(model=key)


def test_the_page_tells_what_is_shared_what_is_not_and_what_nobody_knows(
    viewer: Staff, organisation: Organisation
) -> None:
    fill()
    page = text_of(viewer.see("admin:resting"))
    assert "3 of 4 models in use rest on Llama 3.1 8B." in page
    assert "Of 1 model in use nobody knows what it rests on" in page
    assert "3 of your 4 models in use rest on Llama 3.1 8B." in page


def test_behind_each_figure_stand_its_models_in_use(viewer: Staff, organisation: Organisation) -> None:
    fill()
    page = viewer.see("admin:resting")
    links = {part.split('"')[0].replace("&amp;", "&") for part in page.split('href="')[1:] if "kind=" in part}
    assert len(links) > 8
    for link in links:
        query = {key: values[0] for key, values in parse_qs(urlsplit(link).query, keep_blank_values=True).items()}
        assert "/change/" in viewer.see("admin:resting", **query)


def test_a_figure_that_is_not_there_is_not_found(viewer: Staff, organisation: Organisation) -> None:
    for query in ({"kind": "moon"}, {"kind": "model", "key": "nothing"}, {"kind": "model"}):
        assert viewer.get("admin:resting", **query).status_code == 404


def test_home_says_what_carries_more_than_half(assessor: Staff, organisation: Organisation) -> None:
    assert "What your tools rest on" not in text_of(assessor.see("admin:index")).split("Is there AI")[1]
    fill()
    assert "3 of your 4 models in use rest on Llama 3.1 8B." in text_of(assessor.see("admin:index"))


def test_with_nothing_in_use_the_page_says_how_to_begin(assessor: Staff, organisation: Organisation) -> None:
    assert "No model in use yet. Check an AI tool to begin." in text_of(assessor.see("admin:resting"))
