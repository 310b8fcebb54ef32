"""The menu of the admin: what stands in it, in which order, and where a page belongs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from checklists.models.people import Role
from procurement.admin.acting import member_of


@dataclass(frozen=True)
class Link:
    """One entry. `views` are beginnings of the names of the views that belong under it; `needs` who is offered it."""

    title: str
    to: str
    views: tuple[str, ...] = ()
    needs: Role = Role.VIEWER


@dataclass(frozen=True)
class Group:
    """Entries under one heading; the first group has none."""

    title: str
    links: tuple[Link, ...]


GROUPS = (
    Group("", (Link("Home", "index"), Link("Check an AI tool", "check_tool", needs=Role.ASSESSOR))),
    Group(
        "Register",
        (
            Link("Vendors", "checklists_vendor_changelist", ("checklists_vendor_",)),
            Link("Products", "checklists_product_changelist", ("checklists_product_",)),
            Link("Models in use", "checklists_modeluse_changelist", ("checklists_modeluse_", "facts", "comparison")),
            Link("AI models", "checklists_aimodel_changelist", ("checklists_aimodel_", "ai_model", "derivation")),
            Link("What your tools rest on", "resting"),
        ),
    ),
    Group(
        "Work",
        (
            Link(
                "Assessments",
                "checklists_assessment_changelist",
                ("checklists_assessment_", "assessment", "answers", "review", "decide", "gate"),
            ),
            Link("Findings", "findings", ("finding",)),
            Link("Duties and own records", "duties", ("use_duties", "own_record")),
            Link("Dossiers", "checklists_dossier_changelist", ("checklists_dossier_", "dossier")),
        ),
    ),
    Group(
        "Set-up",
        (
            Link("Questionnaires", "questionnaires", ("questionnaire",)),
            Link("Catalogue", "catalogue", ("catalogue",)),
            Link("People", "people", ("people", "member", "api_key", "settings", "scale")),
            Link("Mail", "mail", ("mail",), needs=Role.OWNER),
            Link("History", "whole_history", ("history",)),
        ),
    ),
)


def menu_for(request: HttpRequest) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
    """What the member may open, as (heading, [(title, address, whether the page belongs there)])."""
    match, member = request.resolver_match, member_of(request)
    here = match.url_name or "" if match else ""
    for group in GROUPS:
        links = [link for link in group.links if member.may(link.needs)]
        yield group.title, [(link.title, reverse(f"admin:{link.to}"), _is_here(link, here)) for link in links]


def _is_here(link: Link, here: str) -> bool:
    return here == link.to or (bool(link.views) and here.startswith(link.views))
