"""What the catalogue says on no source that was read is allowed, and listed."""

from pathlib import Path

from checklists.catalogue.load import read_edition
from checklists.catalogue.unverified import TITLES, Gap, format_unverified, unverified
from tests.catalogue.editions import copy_of_small, small_edition


def changed(folder: Path, name: str, find: str, put: str):
    """The small edition with one text of one file changed."""
    target = copy_of_small(folder) / name
    target.write_text(target.read_text("utf-8").replace(find, put), "utf-8")
    return read_edition(folder / "edition")


def test_every_gap_of_the_small_edition_is_listed():
    assert unverified(small_edition()) == (
        Gap("source_without_address", "explainer"),
        Gap("source_without_address", "hearsay"),
        Gap("source_not_read", "hearsay", "secondary_account"),
        Gap("source_without_day", "explainer"),
        Gap("source_without_day", "hearsay"),
        Gap("source_not_used", "hearsay"),
        *(Gap("question_without_source", key) for key in ("what_for", "notice_days", "last_tested")),
        *(Gap("question_without_source", f"first_{number}") for number in range(1, 16)),
        Gap("terms_not_read", "acme-large"),
        Gap("terms_not_read", "acme-lite"),
        Gap("maker_has_not_said", "acme-large"),
        Gap("particulars_not_known", "acme-lite", "released, licence, parameters"),
    )


def test_a_duty_that_rests_on_hearsay_alone_is_listed(tmp_path: Path):
    files = changed(tmp_path, "obligations/ico.yaml", "sources: [uk_gdpr]", "sources: [hearsay]")
    assert Gap("obligation_not_checked", "lawful_basis", "hearsay") in unverified(files)


def test_a_duty_that_rests_on_one_source_that_was_read_is_not_listed(tmp_path: Path):
    files = changed(tmp_path, "obligations/ico.yaml", "sources: [uk_gdpr]", "sources: [hearsay, uk_gdpr]")
    assert not [gap for gap in unverified(files) if gap.kind.startswith("obligation")]


def test_a_duty_without_a_source_is_listed(tmp_path: Path):
    files = changed(tmp_path, "obligations/ico.yaml", "sources: [uk_gdpr]", "sources: []")
    assert Gap("obligation_without_source", "lawful_basis") in unverified(files)


def test_our_own_reading_of_a_duty_is_listed(tmp_path: Path):
    files = changed(tmp_path, "obligations/ico.yaml", "our_reading: false", "our_reading: true")
    assert Gap("our_reading", "lawful_basis") in unverified(files)


def test_a_question_that_rests_on_hearsay_alone_is_listed(tmp_path: Path):
    files = changed(tmp_path, "questions/intake.yaml", "sources: []", "sources: [hearsay]")
    assert Gap("question_not_checked", "what_for", "hearsay") in unverified(files)


def test_a_step_of_lineage_that_nobody_read_is_listed(tmp_path: Path):
    files = changed(tmp_path, "known_models/acme.yaml", "    verified: true\n", "    verified: false\n")
    assert Gap("step_not_read", "acme-lite", "acme-large") in unverified(files)
    assert Gap("figure_not_read", "acme-lite", "accuracy") in unverified(files)


def test_a_step_of_lineage_without_a_source_is_listed(tmp_path: Path):
    read, hearsay = "source: https://example.org/acme-lite\n    confidence", "source: null\n    confidence"
    files = changed(tmp_path, "known_models/acme.yaml", read, hearsay)
    assert Gap("step_without_source", "acme-lite", "acme-large") in unverified(files)


def test_the_list_has_a_heading_with_a_number_for_each_kind():
    lines = format_unverified(unverified(small_edition())).splitlines()
    assert lines[0] == "Sources of which no address is certain: 2"
    assert lines[1:3] == ["    explainer", "    hearsay"]
    assert "    acme-lite: released, licence, parameters" in lines


def test_nothing_to_list_is_said_in_words():
    assert format_unverified(()) == "Everything rests on a source that was read."


def test_every_kind_of_gap_has_a_heading():
    assert {gap.kind for gap in unverified(read_edition())} <= set(TITLES)
