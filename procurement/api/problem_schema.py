"""Problems in the schema: their shape, and which of them an operation may answer with."""

from http import HTTPStatus
from typing import Any

from procurement.api import shapes, trade_off_shapes
from procurement.api.catalogue import TITLES
from procurement.api.money_shapes import MONEY_COMPONENTS
from procurement.api.operations import Operation
from procurement.api.problems import MEDIA_TYPE, TYPE

EXAMPLE = {
    "type": TYPE + "invalid",
    "title": TITLES["invalid"],
    "status": 400,
    "detail": "Nothing was written. /legal_name: This field is required.",
    "errors": [{"pointer": "/legal_name", "code": "required", "detail": "This field is required."}],
}
PROBLEM = {
    "type": "object",
    "description": "Why it was refused (RFC 9457), in words for a person and with a pointer to each part.",
    "required": ["type", "title", "status", "detail", "errors"],
    "examples": [EXAMPLE],
    "properties": {
        "type": {"type": "string", "enum": [TYPE + code for code in sorted(TITLES)]},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "What was refused, why, and what to do next."},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemPart"}},
        "current": {"description": "With `stale`: what stands now."},
        "sent": {"description": "With `stale`: what was sent, to be held beside it."},
    },
}
PART = {
    "type": "object",
    "required": ["pointer", "code", "detail"],
    "properties": {
        "pointer": {
            "type": "string",
            "description": "A JSON pointer into the body; `?name` for a query parameter; a header's name.",
        },
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
}
WORDS = {
    400: "What was sent is not right; nothing was written.",
    401: "No live key was sent.",
    403: "The key, or the member behind it, may not do this.",
    404: "There is no such thing in your organisation.",
    406: "The answer is JSON alone.",
    409: "Refused as things stand: the detail says what is missing.",
    411: "The body has no length.",
    412: "Somebody was faster; `current` holds what stands now.",
    413: "The body is too large.",
    415: "The body has a form that is not read here.",
    422: "This idempotency key was sent before with another request.",
    428: "Name the version that is changed.",
    500: "A fault on our side.",
    503: "Something that is needed does not answer; try again.",
}
NAMES = {status: HTTPStatus(status).phrase.title().replace(" ", "") for status in WORDS}


def problem_responses(method: str, operation: Operation, *, in_path: bool) -> dict[str, Any]:
    """The problems that an operation may answer with, by status."""
    found = {400, 401, 403, 500, 503}
    if in_path:
        found.add(404)
    if not operation.media:
        found.add(406)
    if method != "GET":
        found |= {409, 411, 413, 415, 422}
    elif operation.media:
        found.add(409)
    if operation.match == "may":
        found.add(412)
    elif operation.match:
        found |= {412, 428}
    return {str(status): {"$ref": f"#/components/responses/{NAMES[status]}"} for status in sorted(found)}


def either(part: Any) -> Any:
    """The same with anyOf for oneOf: what may be null or empty may well fit the other form too."""
    if isinstance(part, dict):
        return {"anyOf" if name == "oneOf" else name: either(inner) for name, inner in part.items()}
    return [either(inner) for inner in part] if isinstance(part, list) else part


def add_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """The generator's hook: the components that every refusal refers to."""
    components = either(result["components"])
    ours = {**shapes.COMPONENTS, **trade_off_shapes.COMPONENTS, **MONEY_COMPONENTS}
    components["schemas"] |= {"Problem": PROBLEM, "ProblemPart": PART, **ours}
    schema = {"$ref": "#/components/schemas/Problem"}
    result["components"] = components
    components["responses"] = {
        NAMES[status]: {"description": words, "content": {MEDIA_TYPE: {"schema": schema}}}
        for status, words in WORDS.items()
    }
    return result
