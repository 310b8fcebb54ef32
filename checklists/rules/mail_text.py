"""What may stand in a message: a subject of one line, and text in lines that every mail program shows whole."""

import re
import textwrap
import unicodedata

WIDTH = 76
# Where a secret goes when a message is sent. What is kept, and shown in the list of messages, has these words.
LINK, CODE = "[link]", "[code]"
LONGEST_NAME = 120
# Everything that ends a line for somebody, controls, and marks that turn the direction of writing.
NOT_PRINTED = ("Cc", "Cf", "Cs", "Zl", "Zp")


def has_line_break(text: str) -> bool:
    """Whether `text` would be more than one line of a header, for any reader."""
    return any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in text)


def one_line(text: str, most: int = LONGEST_NAME) -> str:
    """Words that somebody typed, as they may stand in a message: on one line, without controls, not too long."""
    plain = "".join(" " if unicodedata.category(letter) in NOT_PRINTED else letter for letter in text)
    plain = " ".join(plain.split())
    return plain if len(plain) <= most else plain[: most - 3].rstrip() + "..."


def with_secret(text: str, secret: str) -> str:
    """The text as it leaves, with the secret in its place."""
    return text.replace(LINK, secret).replace(CODE, secret) if secret else text


def subject_and_text(rendered: str) -> tuple[str, str]:
    """A rendered template taken apart: its first line is the subject, the rest the text in lines of at most 76.

    An address stands on a line of its own and is never broken.
    """
    first, _, rest = rendered.strip().partition("\n")
    paragraphs = re.split(r"\n\s*\n", rest.strip())
    return one_line(first, 200), "\n\n".join(_paragraph(one) for one in paragraphs) + "\n"


def _paragraph(text: str) -> str:
    return "\n".join(_filled(line) for line in _joined(text.splitlines()))


def _joined(lines: list[str]) -> list[str]:
    """The lines of a paragraph as one, but for items of a list and addresses, which stay lines of their own."""
    found: list[str] = []
    for line in filter(str.strip, lines):
        if not found or line.lstrip().startswith("- ") or _is_address(line) or _is_address(found[-1]):
            found.append(line.rstrip())
        else:
            found[-1] = f"{found[-1]} {line.strip()}"
    return found


def _is_address(line: str) -> bool:
    """An address alone on its line."""
    word = line.strip()
    return " " not in word and (word == LINK or "://" in word)


def _filled(line: str) -> str:
    if _is_address(line):
        return line
    indent = re.match(r"\s*(- )?", line)
    hang = " " * len(indent[0]) if indent else ""
    return textwrap.fill(line, WIDTH, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
