"""How a sheet looks: few colours, wide cells, and a frame round everything that is to be filled in."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

ACCENT, WASH, LINE, EDGE, SOFT = "#0B5D62", "#E9F3F3", "#E1E4E8", "#7B8491", "#4B5563"
WRAPPED = {"text_wrap": True, "valign": "top", "font_name": "Calibri", "font_size": 11}
MAY = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}


class Styles:
    """The formats of one workbook. `field` and `day` are the only ones that are not locked."""

    def __init__(self, book: Workbook):
        def style(**more: Any) -> Any:
            return book.add_format({**WRAPPED, **more})

        framed = {"locked": False, "border": 1, "border_color": EDGE, "bg_color": "#FFFFFF"}
        ruled = {"bottom": 1, "bottom_color": LINE}
        self.title = style(bold=True, font_size=16, font_color=ACCENT, text_wrap=False)
        self.plain = style(text_wrap=False)
        self.prose = style()
        self.label = style(bold=True)
        self.heading = style(bold=True, font_color="#FFFFFF", bg_color=ACCENT, border=1, border_color=ACCENT)
        self.band = style(bold=True, font_size=12, bg_color=WASH, font_color=ACCENT, text_wrap=False)
        self.number = style(font_color=SOFT, num_format="@", **ruled)
        self.question = style(bold=True, **ruled)
        self.locked = style(**ruled)
        self.help = style(font_color=SOFT, **ruled)
        self.closed = style(font_color=SOFT, italic=True, bg_color="#F3F4F6", **ruled)
        self.field = style(num_format="@", **framed)
        self.day = style(num_format="d mmmm yyyy", align="left", **framed)


def protect(page: Worksheet) -> None:
    """Against slips, not against people: there is no password, and columns, rows and filters may be changed."""
    page.protect("", MAY)
