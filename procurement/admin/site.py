"""Our own admin site: what is registered, who gets in, and the pages of ours beside it.

Being our own instance it shows nothing that other packages register. Django's log of admin actions is not used.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from unfold.sites import UnfoldAdminSite

from checklists.models import AIModel, Assessment, Dossier, ModelUse, Product, Vendor
from procurement.admin import dashboard, urls
from procurement.admin.ai_models import AIModelAdmin
from procurement.admin.assessments import AssessmentAdmin
from procurement.admin.base import ScopedAdmin
from procurement.admin.dossiers import DossierAdmin
from procurement.admin.late_forms import carried_by, comes_late, go_on, sign_in_page
from procurement.admin.model_uses import ModelUseAdmin
from procurement.admin.products import ProductAdmin
from procurement.admin.signing_in import OwnPasswordForm, SignInForm
from procurement.admin.vendors import VendorAdmin
from procurement.tenancy import begin_work

View = Callable[..., Any]
REGISTERED: tuple[tuple[type[models.Model], type[ScopedAdmin]], ...] = (
    (Vendor, VendorAdmin),
    (Product, ProductAdmin),
    (ModelUse, ModelUseAdmin),
    (AIModel, AIModelAdmin),
    (Assessment, AssessmentAdmin),
    (Dossier, DossierAdmin),
)


class CandourSite(UnfoldAdminSite):
    """The site of the buyer's staff."""

    site_title = site_header = "Candour"
    index_title = "Home"
    login_form = SignInForm
    login_template = "admin/login.html"
    logout_template = "admin/signed_out.html"
    password_change_template = "admin/password_change.html"
    password_change_done_template = "admin/password_changed.html"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Refuse every class that does not stand on the one scoped base: it would show other organisations' rows."""
        if admin_class is None or not issubclass(admin_class, ScopedAdmin):
            raise ImproperlyConfigured(f"{admin_class} must inherit from procurement.admin.base.ScopedAdmin.")
        super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff with a membership; without one there is no organisation in scope, and nothing to be seen."""
        return super().has_permission(request) and getattr(request, "member", None) is not None

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Our pages first. The theme's search, which would look through names past our lists, is left out."""
        return [*urls.own_pages(self.admin_view), *super(UnfoldAdminSite, self).get_urls()]

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return dashboard.home(request)

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> HttpResponse:
        """The list of an app's tables says nothing to anybody: home says more."""
        return HttpResponseRedirect(reverse("admin:index"))

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """A form that comes back after its session has ended is not thrown away: it waits behind the sign-in."""
        inside = super().admin_view(view, cacheable)

        @wraps(inside)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return sign_in_page(request) if comes_late(request) else inside(request, *args, **kwargs)

        return run

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        late = carried_by(request)
        response = super().login(request, {"title": "Sign in", "late": late, **(extra_context or {})})
        is_in = response.status_code == 302 and request.user.is_authenticated
        if is_in and request.method == "POST":
            begin_work(request)
        return go_on(request, late) if late and is_in else response

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """As Django does it, but written by our service. The session goes on; the person's others end."""
        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done"),
            template_name=self.password_change_template,
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return cast(HttpResponse, view(request))


site = CandourSite(name="admin")
for model, admin_class in REGISTERED:
    site.register(model, admin_class)
