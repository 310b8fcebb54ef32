"""Refusals of the domain, put on the form that was sent; what no other input would mend gets a page of its own."""

from django import forms

from checklists.errors import NotAllowed, NotFound, Refused
from procurement.answering.problems import say_on


def put_on(form: forms.Form, refused: Refused) -> None:
    """Say on the form what was refused. Raises NotAllowed and NotFound again."""
    if isinstance(refused, (NotAllowed, NotFound)):
        raise refused
    say_on(form, refused)
