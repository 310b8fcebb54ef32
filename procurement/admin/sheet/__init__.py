"""The answer sheet, on which staff spend their hours: one section a page, one card a question."""
