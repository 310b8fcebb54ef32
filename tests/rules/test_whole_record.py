"""One record in full, compared with the one on file: no part is lost, renamed or filled with another's."""

import json

from tests.rules.whole_record import ON_FILE, whole_record, written


def test_the_record_of_a_case_with_something_in_every_part_is_the_one_on_file() -> None:
    on_file = json.loads(ON_FILE.read_text(encoding="utf-8"))
    record = whole_record()
    assert record.keys() == on_file.keys()
    for part in on_file:
        assert record[part] == on_file[part], f"{part} differs from {ON_FILE.name}"


def test_the_record_keeps_its_order_and_survives_being_written() -> None:
    assert written(whole_record()) == ON_FILE.read_text(encoding="utf-8")


def test_the_case_of_the_record_on_file_leaves_no_part_of_it_empty() -> None:
    empty = {part for part, held in whole_record().items() if held in ([], None, "")}
    assert empty == {"blocking"}
