"""The items of an own test from a file: what holds no item is told so, and never a fault of ours."""

import pytest

from checklists.errors import Invalid
from checklists.formats.own_items import items_of_file


@pytest.mark.parametrize("content", [b",,\n,,\n", b'"",""\n', b"sep=;\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf,\n"])
@pytest.mark.parametrize("filename", ["items.csv", "items.CSV"])
def test_a_sheet_whose_cells_are_all_empty_has_no_item(content, filename):
    with pytest.raises(Invalid, match="There is no item"):
        items_of_file(filename, content)
