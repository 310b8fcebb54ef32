"""The ONE model admin of this site. Whatever is registered inherits from it (the site refuses anything else).

Rows come from the scoped manager, the organisation is never a field, and nothing is saved here: values go to a service.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.forms import BaseModelFormSet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.admin import ModelAdmin, StackedInline
from unfold.views import ChangeList
from unfold.widgets import UnfoldAdminURLInputWidget

from checklists.errors import NotAllowed, NotFound, Refused
from checklists.models import Membership
from checklists.models.base import Written
from procurement.admin.fields import DayField, DayInput
from procurement.admin.forms import RegisterForm
from procurement.admin.labels import labelled
from procurement.admin.pages import refusal_page
from procurement.admin.rendered_for import OtherOrganisation, ensure_rendered_for

NEVER_FIELDS = ("organisation", "version", *(field.name for field in Written._meta.get_fields()))
View = Callable[..., HttpResponse]


class ScopedRows:
    """Rows and choices of the organisation in scope, for a model admin and for its inlines."""

    model: type[models.Model]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Made anew for each request, by the manager that knows the scope."""
        return self.model._default_manager.all()

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Only rows of this organisation, or shared ones, can be chosen; of people, only those still here."""
        rows = db_field.related_model._default_manager.all()
        if db_field.related_model is Membership:
            rows = rows.filter(is_active=True).select_related("user").order_by("user__name")
        kwargs.setdefault("queryset", rows)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_choice_field(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        """The keys of a column in words."""
        blank = [("", "Not said")] if db_field.blank else []
        kwargs.setdefault("choices", [*blank, *((key, labelled(str(key))) for key, _ in db_field.choices or ())])
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the pop-up windows in which related rows would be added or changed."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class OwnPages(ChangeList):
    """A list whose rows lead to a page of ours where the record has one."""

    def url_for_result(self, result: Any) -> str:
        return self.model_admin.address_of(result) or super().url_for_result(result)


class ScopedAdmin(ScopedRows, ModelAdmin):
    """What a noun adds: its columns, its fields, and the services that create, change and remove it."""

    form: type[RegisterForm] = RegisterForm
    actions = None
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    view_on_site = False
    exclude = NEVER_FIELDS
    formfield_overrides = {
        models.DateField: {"form_class": DayField, "widget": DayInput},
        models.URLField: {"assume_scheme": "https", "widget": UnfoldAdminURLInputWidget},
    }
    save_as = False
    change_list_template = "admin/register_list.html"
    change_form_template = add_form_template = "admin/register_form.html"
    delete_confirmation_template = "admin/register_delete.html"

    def create(self, request: HttpRequest, values: dict[str, Any]) -> models.Model:
        """Hand the values of a new record to its service. A noun that has none here refuses."""
        raise NotAllowed(f"A {self.opts.verbose_name} is not added here.")

    def change(self, request: HttpRequest, row: models.Model, version: int | None, values: dict[str, Any]) -> None:
        """Hand changed values to the record's service, with the version they were made from."""
        raise NotAllowed(f"A {self.opts.verbose_name} is not changed here.")

    def remove(self, request: HttpRequest, row: models.Model) -> None:
        """Hand a record that is no longer wanted to its service."""
        raise NotAllowed(f"A {self.opts.verbose_name} is not deleted here.")

    def values_of(self, form: RegisterForm, formsets: list[BaseModelFormSet]) -> dict[str, Any]:
        """What is sent to the service: the form's fields; a noun with lines below adds those."""
        return {name: value for name, value in form.cleaned_data.items() if name != "version"}

    def links(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        """Where one can go from a record, as (title, address)."""
        return []

    def address_of(self, row: Any) -> str:
        """The page of ours on which a record is shown; "" where that is its form."""
        return ""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return OwnPages

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"request": request})

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Catch a refusal outside the transaction, and run the form again so that it shows the refusal."""
        try:
            _ensure(request)
            return super().changeform_view(request, object_id, form_url, extra_context)
        except OtherOrganisation as refused:
            return refusal_page(request, refused).render()  # type: ignore[attr-defined]
        except NotFound as refused:
            raise Http404(refused.message) from refused
        except Refused as refused:
            request.refusal = refused  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add where one can go from here."""
        row = context.get("original")
        links = [*self.links(request, row), ("History", reverse("admin:history", args=[row.pk]))] if row else []
        changelist = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        title = str(self.opts.verbose_name_plural)
        crumbs = [(title[:1].upper() + title[1:], changelist)]
        context |= {"links": links, "crumbs": crumbs, "title": str(row) if row else context["title"]}
        return super().render_change_form(request, context, *args, **kwargs)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """A refusal sends back to the record, with its words."""
        try:
            _ensure(request)
            return super().delete_view(request, object_id, extra_context)
        except OtherOrganisation as refused:
            return refusal_page(request, refused).render()  # type: ignore[attr-defined]
        except Refused as refused:
            messages.error(request, refused.message)
            opts = self.opts
            return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[object_id]))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Lists are read only here: nothing is written in bulk past the services."""
        if request.method == "POST":
            raise Http404
        title = str(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title[:1].upper() + title[1:], **(extra_context or {})})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The history of a record is the organisation's own log, not Django's."""
        return HttpResponseRedirect(reverse("admin:history", args=[object_id]))

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """What is not there and what is somebody else's are the same 404."""
        raise Http404(f"There is no such {opts.verbose_name} here.")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list[str], dict, set, list]:
        """Whether it may go is for the service to say; nothing is looked up past the scope to guess it."""
        return [str(row) for row in objs], {}, set(), []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing yet: the service gets the record and its lines together."""

    def save_related(self, request: HttpRequest, form: Any, formsets: list[Any], change: bool) -> None:
        """Send everything to the service. On a change it gets the row as it stands, not as the form has filled it."""
        values = self.values_of(form, formsets)
        if change:
            row = self.get_queryset(request).get(pk=form.instance.pk)
            self.change(request, row, form.cleaned_data.get("version"), values)
        else:
            made = self.create(request, values)
            form.instance.__dict__.update(made.__dict__)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.remove(request, obj)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> str:
        """What changed stands in the service's event."""
        return ""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The service has recorded the event; Django's log is not used."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """As `log_addition`."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """As `log_addition`."""


class ReadOnlyAdmin(ScopedAdmin):
    """What is looked at here and written elsewhere: by pages of our own, or by the catalogue."""

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form's address leads to the page of ours on which the record is shown."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404(f"There is no such {self.opts.verbose_name} here.")
        return HttpResponseRedirect(self.address_of(row))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ScopedInline(ScopedRows, StackedInline):
    """Lines below a record. They are sent to the record's service with it, never saved by themselves."""

    extra = 1


def _ensure(request: HttpRequest) -> None:
    if request.method == "POST":
        ensure_rendered_for(request)
