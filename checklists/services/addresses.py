"""Addresses on the web: those that a person can open, and no other kind."""

import re

from checklists.errors import Detail, Invalid

WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def check_address(text: str, pointer: str) -> None:
    """Raises Invalid for what does not begin like an address on the web."""
    if not WEB.fullmatch(text):
        sentence = "An address begins with https:// or http://."
        raise Invalid(sentence, [Detail(pointer, "address", sentence)])
