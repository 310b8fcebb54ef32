"""What one method of one path takes and gives. Read by the base view set, which holds requests to it, and by the schema."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from procurement.api.bodies import Body
from procurement.api.parameters import Parameter

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Operation:
    """`takes` may differ by media type. `match`: whether a version must be named (`row`: If-Match; `put`: that, or

    If-None-Match: * for a first one; `may`: If-Match is heeded). `computed` has a weak ETag and answers 304. `paged`
    gives a page of `gives`. `list_of`: a plain list goes in, and one comes out. `media` is a file's type.
    """

    gives: type[Body] | Mapping[str, Any] | None = None
    takes: type[Body] | Mapping[str, type[Body]] | None = None
    status: int = 200
    others: tuple[int, ...] = ()
    paged: bool = False
    list_of: bool = False
    query: tuple[Parameter, ...] = ()
    match: Literal["", "row", "put", "may"] = ""
    scope: str = ""
    computed: bool = False
    media: str = ""
    refuses: bool = True


NOTHING = Operation()


def operation(**what: Any) -> Callable[[Function], Function]:
    """Mark a method of a view set with what it takes and gives."""

    def mark(function: Function) -> Function:
        function.operation = Operation(**what)  # type: ignore[attr-defined]
        return function

    return mark
