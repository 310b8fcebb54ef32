"""What a body may be: JSON in UTF-8, strictly, or a form with one file. Nothing is repaired and nothing is guessed.

Text that no database could keep (U+0000, half a surrogate pair) is refused wherever it stands, with its pointer.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from django.utils.http import parse_header_parameters
from rest_framework.parsers import BaseParser, MultiPartParser

from checklists.errors import Detail, Invalid
from checklists.services.rows import bad_character
from procurement.api.problems import Refusal, step

MOST_BYTES = 2 * 1024 * 1024
MOST_FILE_BYTES = 25 * 1024 * 1024
FORM_ROOM = 64 * 1024  # the fields around a file, and its boundaries
DEEPEST = 40


def check_length(request: Any, most: int) -> None:
    """Refuse a body that is too long by what it says of itself, before a byte of it is read."""
    meta = request.META
    if "chunked" in meta.get("HTTP_TRANSFER_ENCODING", "").lower() and not meta.get("CONTENT_LENGTH"):
        raise Refusal(411, "length_required", "Send the body whole, with its Content-Length.")
    if int(meta.get("CONTENT_LENGTH") or 0) > most:
        raise Refusal(413, "too_large", f"At most {most:,} bytes are taken here.")


class JSONParser(BaseParser):
    """application/json."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        charset = parse_header_parameters(media_type or "")[1].get("charset", "utf-8")
        if charset.lower() not in ("utf-8", "utf8"):
            raise Refusal(415, "media_type", "JSON is sent in UTF-8.")
        return read_json(stream.read())


def read_json(content: bytes) -> Any:
    """The data of a JSON text. Raises Invalid with a pointer to what cannot be taken."""
    try:
        data = json.loads(content.decode("utf-8"), parse_constant=_no_number, object_pairs_hook=_Object)
    except UnicodeDecodeError as error:
        raise _unread(f"The body is not UTF-8 (byte {error.start}).") from error
    except json.JSONDecodeError as error:
        raise _unread(f"The body is not JSON: {error.msg}, line {error.lineno}, column {error.colno}.") from error
    except (ValueError, RecursionError) as error:
        raise _unread("The body nests too deeply, or holds a number that is too long.") from error
    wrong = list(problems_in(data))
    if wrong:
        raise Invalid(f"Nothing was written. {wrong[0].pointer}: {wrong[0].detail}", wrong)
    return data


def problems_in(data: Any, pointer: str = "") -> Iterator[Detail]:
    """Texts that cannot be kept, names that stand twice, numbers with a fraction, and nesting that no form has."""
    if pointer.count("/") > DEEPEST:
        yield Detail(pointer, "too_deep", f"At most {DEEPEST} levels.")
    elif isinstance(data, str):
        yield from _text(data, pointer)
    elif isinstance(data, float):
        yield Detail(pointer, "decimal_as_text", 'Decimals travel as text, such as "5.40", so that none is rounded.')
    elif isinstance(data, list):
        for place, inner in enumerate(data):
            yield from problems_in(inner, f"{pointer}/{place}")
    elif isinstance(data, dict):
        for name in getattr(data, "twice", ()):
            yield Detail(f"{pointer}/{_shown(name)}", "twice", "This name stands twice in one object.")
        for name, inner in data.items():
            yield from _text(name, f"{pointer}/{_shown(name)}")
            yield from problems_in(inner, f"{pointer}/{_shown(name)}")


def _text(text: str, pointer: str) -> Iterator[Detail]:
    if bad := bad_character(text):
        yield Detail(pointer, "character", f"Holds a character that cannot be kept: {bad}.")


def _shown(name: str) -> str:
    """A name as a step of a pointer, without what could not be printed."""
    return step("".join("\ufffd" if bad_character(one) else one for one in name))


class _Object(dict[str, Any]):
    """An object as it is read, which does not know yet where it stands; `twice` are the names that it has again."""

    def __init__(self, pairs: list[tuple[str, Any]]):
        super().__init__(pairs)
        counted = Counter(name for name, _ in pairs)
        self.twice = [name for name, times in counted.items() if times > 1]


def _no_number(word: str) -> NoReturn:
    raise _unread(f"{word} is not JSON.")


def _unread(sentence: str) -> Invalid:
    return Invalid(sentence, [Detail("", "malformed", sentence)])


class FormParser(MultiPartParser):
    """multipart/form-data with one value a field. Gives fields and files in one plain dict."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        parsed = super().parse(stream, media_type, parser_context)
        form: dict[str, Any] = {}
        for part in (parsed.data, parsed.files):
            for name, values in part.lists():
                if name in form or len(values) > 1:
                    raise Invalid(
                        f"{_shown(name)} stands twice in the form.", [Detail(f"/{_shown(name)}", "twice", "Once.")]
                    )
                form[name] = values[0]
        wrong = list(problems_in({name: value for name, value in form.items() if isinstance(value, str)}))
        if wrong:
            raise Invalid(f"Nothing was written. {wrong[0].pointer}: {wrong[0].detail}", wrong)
        return form
