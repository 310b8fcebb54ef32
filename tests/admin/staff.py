"""One member at a browser: asks for pages, fills in their forms, and sends them as a browser would."""

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from checklists.models import Membership
from procurement.tenancy import SESSION_KEY

FIELD = re.compile(r"<(input|textarea|select)\b([^>]*)>(.*?)(?=<(?:input|textarea|select|/form)\b|$)", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


class Staff:
    """`see` gives a page's text; `send` posts a form with what the page had in it and what was changed."""

    def __init__(self, member: Membership):
        self.member = member
        self.client = Client()
        self.client.force_login(member.user)
        self.work_in(member)

    def work_in(self, member: Membership) -> None:
        """Put another organisation of the person's own in scope."""
        session = self.client.session
        session[SESSION_KEY] = str(member.organisation_id)
        session.save()

    def get(self, name: str, /, *args: Any, **query: Any) -> HttpResponse:
        return self.client.get(address(name, *args), query)

    def see(self, name: str, /, *args: Any, **query: Any) -> str:
        response = self.get(name, *args, **query)
        assert response.status_code == 200, f"{name}: {response.status_code}"
        return response.content.decode()

    def form(self, page: str) -> dict[str, Any]:
        """What a browser would send of a page's forms if nothing were touched."""
        return fields_of(page)

    def send(
        self, name: str, /, *args: Any, page: str | None = None, files: Any = None, **changed: Any
    ) -> HttpResponse:
        """Ask for the page (unless it is given), change some fields, send it. None takes a field out."""
        shown = page if page is not None else self.see(name, *args)
        return self.post(name, *args, data={**self.form(shown), **changed}, **(files or {}))

    def post(self, name: str, /, *args: Any, data: dict[str, Any], **files: Any) -> HttpResponse:
        kept = {key: value for key, value in {**data, **files}.items() if value is not None}
        return self.client.post(address(name, *args), kept)

    def token(self) -> str:
        """The mark of a form that this member has open now."""
        return self.form(self.see("admin:you"))["rendered_for"]

    def press(self, name: str, /, *args: Any, **data: Any) -> HttpResponse:
        """Press a button whose form has nothing but itself."""
        return self.post(name, *args, data={"rendered_for": self.token(), **data})


def address(name: str, *args: Any) -> str:
    return reverse(name, args=args) if ":" in name else name


def fields_of(page: str) -> dict[str, Any]:
    """Names and values of all fields: ticked and picked ones, chosen options, texts."""
    found: dict[str, Any] = {}
    for kind, raw, rest in FIELD.findall(page):
        attributes = {key: html.unescape(value) for key, value in ATTRIBUTE.findall(raw)}
        name, value = attributes.get("name", ""), attributes.get("value", "")
        sort = attributes.get("type", "text")
        if not name or sort in ("file", "submit", "button"):
            continue
        if kind == "textarea":
            found[name] = html.unescape(rest.split("</textarea>")[0]).removeprefix("\n")
        elif kind == "select":
            found[name] = _chosen(rest)
        elif sort in ("radio", "checkbox"):
            if "checked" in attributes:
                found[name] = [*found.get(name, []), value] if sort == "checkbox" else value
        else:
            found[name] = value
    return found


def _chosen(options: str) -> str:
    chosen = re.search(r'<option value="([^"]*)"[^>]*\bselected', options)
    first = re.search(r'<option value="([^"]*)"', options)
    found = chosen or first
    return html.unescape(found[1]) if found else ""


def text_of(page: str) -> str:
    """A page without its markup, for reading what it says."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
