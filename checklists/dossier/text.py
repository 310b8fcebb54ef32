"""Text as it may be printed: what is hidden or obeyed on a screen is spelt out, and long words can be broken.

Stored text is not changed anywhere; this is only how a dossier shows it. Pure: text in, text out.
"""

import re
import unicodedata
from collections.abc import Iterator

from checklists.dossier.failed import RenderFailed

LONGEST = 20_000
MOST_BREAKS = 500
UNBROKEN = 40
MARKS_IN_A_ROW = 4
BREAK = "\u200b"

NEW_LINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
LONG_WORD = re.compile(rf"[^ \n]{{{UNBROKEN + 1},}}")
PLAIN = re.compile(r"[\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u20a0-\u20bf]*")
# Categories that draw nothing, or do something to what stands around them: controls, formats, private use, surrogates,
# unassigned.
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn"}
JOINERS = {"\u200c", "\u200d"}
EMOJI_SELECTORS = {"\ufe0e", "\ufe0f"}


def shown(text: str) -> str:
    """`text` with everything unseen spelt out as U+XXXX; line breaks become "\\n", a tab becomes four spaces."""
    text = NEW_LINES.sub("\n", text).replace("\t", "    ")
    if PLAIN.fullmatch(text):
        return text
    return "".join(_shown(text))


def breakable(text: str) -> str:
    """`text` with a place to break after every 40 characters of a word: layout takes quadratic time without."""
    return LONG_WORD.sub(lambda word: "".join(_broken(word.group())), text)


def printable(text: str, where: str) -> str:
    """What a dossier prints for one piece of stored text. Raises RenderFailed, naming `where`, if it is too long."""
    if len(text) > LONGEST:
        raise _too_long(where, f"{len(text):,} characters", f"{LONGEST:,}")
    if (breaks := text.count("\n")) > MOST_BREAKS:
        raise _too_long(where, f"{breaks:,} line breaks", f"{MOST_BREAKS:,}")
    return breakable(shown(text))


def _shown(text: str) -> Iterator[str]:
    marks = 0
    for place, char in enumerate(text):
        marks = marks + 1 if unicodedata.combining(char) else 0
        hidden = marks > MARKS_IN_A_ROW or not _is_seen(char, text[place - 1 : place], text[place + 1 : place + 2])
        yield f"U+{ord(char):04X}" if hidden else char


def _broken(word: str) -> Iterator[str]:
    """The word in pieces of 40 or a few more: a mark stays with its letter."""
    since = 0
    for char in word:
        if since >= UNBROKEN and unicodedata.category(char)[0] != "M" and char not in JOINERS:
            yield BREAK
            since = 0
        yield char
        since += 1


def _is_seen(char: str, before: str, after: str) -> bool:
    """Joiners count as seen where a script or an emoji needs them, never between Latin letters."""
    if char in JOINERS:
        return _joins(before) and _joins(after)
    if unicodedata.name(char, "").startswith("VARIATION SELECTOR"):
        return char in EMOJI_SELECTORS and _is_symbol(before)
    return char == "\n" or unicodedata.category(char) not in UNSEEN


def _joins(char: str) -> bool:
    return char >= "\u0600" and (unicodedata.category(char)[0] in "LM" or _is_symbol(char))


def _is_symbol(char: str) -> bool:
    return char != "" and (char in EMOJI_SELECTORS or unicodedata.category(char) in {"So", "Sk", "Sm", "Po", "Nd"})


def _too_long(where: str, found: str, allowed: str) -> RenderFailed:
    return RenderFailed(
        f"{where} has {found}; a dossier prints at most {allowed} in one place.",
        "Shorten it, or attach the long text as a file and say in the answer what it shows; then export again.",
        retry=False,
    )
