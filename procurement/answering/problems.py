"""What a service refuses, in a lay person's words: each sentence once, beside its field or above all."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from django import forms

from checklists.errors import Detail, Invalid, Refused


@dataclass(frozen=True)
class Problems:
    """`beside` has a sentence by the name of its field; `above` what belongs to none."""

    above: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.above or self.beside)


def first_part(detail: Detail) -> str:
    """The field that a pointer names: its first part."""
    return detail.pointer.strip("/").split("/")[0]


def problems_of(
    refused: Refused | None,
    fields: Collection[str],
    *,
    words: Mapping[tuple[str, str], str] | None = None,
    name_of: Callable[[Detail], str] = first_part,
) -> Problems:
    """What is malformed, beside its field; any other refusal is one sentence above.

    `words` says it better, by field and code, where the service speaks to programs too.
    """
    if refused is None:
        return Problems()
    if not isinstance(refused, Invalid) or not refused.details:
        return Problems((refused.message,))
    beside: dict[str, str] = {}
    above: list[str] = []
    for detail in refused.details:
        name = name_of(detail)
        sentence = (words or {}).get((name.partition("-")[0], detail.code), detail.detail)
        if name in fields:
            beside.setdefault(name, sentence)
        elif sentence not in above:
            above.append(sentence)
    return Problems(tuple(above), beside)


def say_on(form: forms.BaseForm, refused: Refused) -> None:
    """Put what was refused on a form of Django's."""
    found = problems_of(refused, form.fields)
    for name, sentence in found.beside.items():
        form.add_error(name, sentence)
    for sentence in found.above:
        form.add_error(None, sentence)
