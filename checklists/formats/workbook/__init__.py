"""The offline sheet: a workbook with a vendor's questions, written, and read again when it comes back filled in."""
