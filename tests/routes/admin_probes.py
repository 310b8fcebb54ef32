"""The admin's part of the route inventory: every page and method, with every place where a foreign id can stand.

A page that is not listed here fails the inventory. What a form can carry is read from the form itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from checklists.models.people import Role
from procurement.admin.site import REGISTERED
from tests.routes.world import PASSWORD, World

UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f-]{27}$")
# {address: {place: kind of row, or =word}}. The pages of the registered tables are added from the registry.
LISTED: dict[str, dict[str, str]] = {
    "admin/": {},
    "admin/check/": {},
    "admin/organisation/": {},
    "admin/you/": {},
    "admin/models-in-use/<uuid:use_id>/facts/": {"use_id": "use"},
    "admin/models-in-use/<uuid:use_id>/prices/": {"use_id": "use"},
    "admin/prices/<uuid:price_id>/withdraw/": {"price_id": "price"},
    "admin/models-in-use/<uuid:use_id>/comparisons/": {"use_id": "use"},
    "admin/models-in-use/<uuid:use_id>/comparisons/new/": {"use_id": "use"},
    "admin/comparisons/<uuid:evaluation_id>/": {"evaluation_id": "own_test"},
    "admin/comparisons/<uuid:evaluation_id>/tolerance/": {"evaluation_id": "evaluation"},
    "admin/comparisons/<uuid:evaluation_id>/delete/": {"evaluation_id": "evaluation"},
    "admin/comparisons/<uuid:evaluation_id>/counts/": {"evaluation_id": "evaluation"},
    "admin/comparisons/<uuid:evaluation_id>/file/": {"evaluation_id": "evaluation"},
    "admin/comparisons/<uuid:evaluation_id>/items/": {"evaluation_id": "own_test"},
    "admin/comparisons/<uuid:evaluation_id>/outputs/<int:number>/": {"evaluation_id": "own_test", "number": "=1"},
    "admin/comparisons/<uuid:evaluation_id>/marks/<int:number>/": {"evaluation_id": "own_test", "number": "=1"},
    "admin/comparisons/<uuid:evaluation_id>/sheet/": {"evaluation_id": "own_test"},
    "admin/comparisons/<uuid:evaluation_id>/finish/": {"evaluation_id": "own_test"},
    "admin/comparisons/<uuid:evaluation_id>/forget/": {"evaluation_id": "own_test"},
    "admin/models-in-use/<uuid:use_id>/changes/": {"use_id": "changed_use"},
    "admin/models-in-use/<uuid:use_id>/changes/look/": {"use_id": "changed_use"},
    "admin/models-in-use/<uuid:use_id>/changes/again/": {"use_id": "changed_use"},
    "admin/models-in-use/<uuid:use_id>/changes/<uuid:change_id>/dismiss/": {
        "use_id": "changed_use",
        "change_id": "change",
    },
    "admin/ai-models/<uuid:model_id>/": {"model_id": "ai_model"},
    "admin/ai-models/steps/<uuid:step_id>/remove/": {"step_id": "derivation"},
    "admin/assessments/<uuid:assessment_id>/": {"assessment_id": "assessment"},
    "admin/assessments/<uuid:assessment_id>/answers/<slug:section>/": {
        "assessment_id": "assessment",
        "section": "=distillation",
    },
    "admin/assessments/<uuid:assessment_id>/review/<slug:section>/": {
        "assessment_id": "in_review",
        "section": "=distillation",
    },
    "admin/assessments/<uuid:assessment_id>/judgement/": {"assessment_id": "in_review"},
    "admin/assessments/<uuid:assessment_id>/findings/take-up/": {"assessment_id": "in_review"},
    "admin/assessments/<uuid:assessment_id>/findings/new/": {"assessment_id": "in_review"},
    "admin/findings/": {},
    "admin/findings/<uuid:finding_id>/": {"finding_id": "finding"},
    "admin/assessments/<uuid:assessment_id>/decide/": {"assessment_id": "in_review"},
    "admin/assessments/<uuid:assessment_id>/gates/<slug:question>/": {
        "assessment_id": "in_review",
        "question": "=training_on_our_inputs",
    },
    "admin/assessments/<uuid:assessment_id>/sheet/": {"assessment_id": "assessment"},
    "admin/assessments/<uuid:assessment_id>/sheet/download/": {"assessment_id": "assessment"},
    "admin/assessments/<uuid:assessment_id>/sheet/look/": {"assessment_id": "assessment"},
    "admin/assessments/<uuid:assessment_id>/sheet/take/": {"assessment_id": "assessment"},
    "admin/assessments/<uuid:assessment_id>/ask/": {"assessment_id": "assessment"},
    "admin/requests/<uuid:request_id>/link/": {"request_id": "request"},
    "admin/requests/<uuid:request_id>/time/": {"request_id": "request"},
    "admin/requests/<uuid:request_id>/withdraw/": {"request_id": "request"},
    "admin/assessments/<uuid:assessment_id>/submit/": {"assessment_id": "assessment"},
    "admin/assessments/<uuid:assessment_id>/reopen/": {"assessment_id": "in_review"},
    "admin/assessments/<uuid:assessment_id>/export/": {"assessment_id": "in_review"},
    "admin/conditions/<uuid:condition_id>/met/": {"condition_id": "condition"},
    "admin/rests-on/": {},
    "admin/duties/": {},
    "admin/duties/<uuid:use_id>/": {"use_id": "use"},
    "admin/duties/<uuid:use_id>/<slug:obligation>/<slug:item>/": {
        "use_id": "use",
        "obligation": "=ico_lawful_basis",
        "item": "=basis_for_use",
    },
    "admin/duties/<uuid:use_id>/<slug:obligation>/<slug:item>/plan/": {
        "use_id": "use",
        "obligation": "=ico_lawful_basis",
        "item": "=basis_for_use",
    },
    "admin/dossiers/<uuid:dossier_id>/": {"dossier_id": "dossier"},
    "admin/dossiers/<uuid:dossier_id>/pdf/": {"dossier_id": "dossier"},
    "admin/dossiers/<uuid:dossier_id>/json/": {"dossier_id": "dossier"},
    "admin/dossiers/<uuid:dossier_id>/replay/": {"dossier_id": "dossier"},
    "admin/evidence/<uuid:evidence_id>/": {"evidence_id": "evidence"},
    "admin/history/": {},
    "admin/history/<uuid:subject_id>/": {"subject_id": "vendor"},
    "admin/questionnaires/": {},
    "admin/questionnaires/<uuid:version_id>/": {"version_id": "questionnaire_version"},
    "admin/catalogue/": {},
    "admin/catalogue/duties/": {},
    "admin/catalogue/sources/": {},
    "admin/mail/": {},
    "admin/mail/test/": {},
    "admin/mail/test/<slug:token>/": {"token": "=nonsense"},
    "admin/mail/<uuid:message_id>/again/": {"message_id": "mail"},
    "admin/people/": {},
    "admin/people/invite/": {},
    "admin/people/invitations/<uuid:invitation_id>/link/": {"invitation_id": "invitation"},
    "admin/people/invitations/<uuid:invitation_id>/withdraw/": {"invitation_id": "invitation"},
    "admin/people/settings/": {},
    "admin/people/scale/": {},
    "admin/people/<uuid:member_id>/": {"member_id": "member"},
    "admin/people/keys/new/": {},
    "admin/people/keys/<uuid:key_id>/revoke/": {"key_id": "api_key"},
    "admin/login/": {},
    "admin/logout/": {},
    "admin/password_change/": {},
    "admin/password_change/done/": {},
    "admin/autocomplete/": {},
    "admin/jsi18n/": {},
    "admin/r/<path:content_type_id>/<path:object_id>/": {"content_type_id": "=1", "object_id": "vendor"},
    "admin/^(?P<app_label>checklists)/$": {},
    "admin/(?P<url>.*)$": {},
}
KINDS = {
    "vendor": "vendor",
    "product": "product",
    "modeluse": "use",
    "aimodel": "ai_model",
    "assessment": "assessment",
    "dossier": "dossier",
}
# What anybody may open, by what it is: signing in, the one-time links, and what only says that the service is well.
OPEN = {"", "setup/<str:token>/", "join/<str:token>/", "healthz", "readyz", "admin/login/", "admin/jsi18n/"}
REDIRECTS_HOME = {"admin/^(?P<app_label>checklists)/$", "admin/(?P<url>.*)$"}


def listed() -> dict[str, dict[str, str]]:
    """LISTED with the pages of every registered table."""
    pages = dict(LISTED)
    for model, _ in REGISTERED:
        base = f"admin/checklists/{model._meta.model_name}/"
        pages |= {base: {}, f"{base}add/": {}}
        for tail in ("history/", "delete/", "change/", ""):
            pages[f"{base}<path:object_id>/{tail}"] = {"object_id": KINDS[str(model._meta.model_name)]}
    return pages


def addresses() -> set[str]:
    """Every address of the site; those of the API and the portal have inventories of their own."""
    apart = ("api/", "answer/")
    return {address for address in _walk(get_resolver().url_patterns, "") if not address.startswith(apart)}


def _walk(patterns: list[Any], before: str) -> Iterator[str]:
    for one in patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, address)
        elif isinstance(one, URLPattern):
            yield address


def path_of(address: str, world: World, instead: dict[str, str]) -> str:
    """The address with an id, or a word, in each place."""
    path = address
    for name, kind in listed()[address].items():
        word = kind[1:] if kind.startswith("=") else world.id_of(kind)
        path = re.sub(rf"<\w+:{name}>", instead.get(name, word), path)
    return "/" + path


def signed_in(world: World, role: Role) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    assert client.login(username=world.members[role].user.email, password=PASSWORD)
    return client


@dataclass(frozen=True)
class Field:
    """One control of a form: its name, what it holds, and the ids that can be chosen in it."""

    name: str
    value: str
    ids: tuple[str, ...] = ()


class Forms(HTMLParser):
    """The controls of every POST form of a page, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[Field]]] = []
        self.inside = False
        self.select: tuple[str, list[str], str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("method", "").lower() == "post"
            if self.inside:
                self.forms.append({})
        elif self.inside and tag == "input" and given.get("name"):
            self._input(given, dict(attrs))
        elif self.inside and tag == "select" and given.get("name"):
            self.select = (given["name"], [], "")
        elif tag == "option" and self.select:
            name, values, chosen = self.select
            values.append(given.get("value", ""))
            self.select = (name, values, given.get("value", "") if "selected" in given else chosen)
        elif self.inside and tag == "textarea" and given.get("name"):
            self._add(Field(given["name"], "Probe"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "select" and self.select:
            name, values, chosen = self.select
            self._add(Field(name, chosen, tuple(value for value in values if UUID.match(value))))
            self.select = None

    def _input(self, given: dict[str, str], attrs: dict[str, Any]) -> None:
        kind, value = given.get("type", "text"), given.get("value", "")
        ids = (value,) if UUID.match(value) else ()
        if kind in ("radio", "checkbox") and "checked" not in attrs:
            if ids:
                self._add(Field(given["name"], "", ids))
            return
        if kind not in ("submit", "file", "button"):
            self._add(Field(given["name"], value, ids))

    def _add(self, one: Field) -> None:
        self.forms[-1].setdefault(one.name, []).append(one)


def forms_of(html: str) -> list[dict[str, list[Field]]]:
    parser = Forms()
    parser.feed(html)
    return parser.forms


def as_sent(form: dict[str, list[Field]], instead: dict[str, str]) -> dict[str, Any]:
    """What a browser would send, with another value in one place."""
    sent = {name: [one.value for one in fields if one.value] for name, fields in form.items()}
    return sent | {name: [value] for name, value in instead.items()}


def places_for_ids(form: dict[str, list[Field]]) -> list[str]:
    """The controls in which an id is chosen."""
    return [name for name, fields in form.items() if any(one.ids for one in fields)]


def nobody() -> str:
    return str(uuid4())
