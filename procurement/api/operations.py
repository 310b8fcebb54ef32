"""What one method of one path takes and gives: the base view set holds requests to it, the schema shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from procurement.api.bodies import Body
from procurement.api.parameters import PAGED, Parameter

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Operation:
    """`takes` may differ by media type. What else there is to say:

    - `paged` gives a page of `gives`, turned by `paging`; `list_of`: a plain list goes in, and one comes out;
    - `match`: which version must be named. `row`: in If-Match; `put`: there, or If-None-Match: * for a first one;
      `may`: If-Match is heeded where it is sent;
    - `computed` has an ETag to ask again with, and answers 304;
    - `media` are the types that a file may have; `nameless`: what is made has no address of its own;
    - `example` is a body to send.
    """

    gives: type[Body] | Mapping[str, Any] | None = None
    takes: type[Body] | Mapping[str, type[Body]] | None = None
    status: int = 200
    others: tuple[int, ...] = ()
    paged: bool = False
    paging: tuple[Parameter, ...] = PAGED
    list_of: bool = False
    query: tuple[Parameter, ...] = ()
    match: Literal["", "row", "put", "may"] = ""
    scope: str = ""
    computed: bool = False
    media: tuple[str, ...] = ()
    nameless: bool = False
    example: Any = None


NOTHING = Operation()


def operation(**what: Any) -> Callable[[Function], Function]:
    """Mark a method of a view set with what it takes and gives."""

    def mark(function: Function) -> Function:
        function.operation = Operation(**what)  # type: ignore[attr-defined]
        return function

    return mark
