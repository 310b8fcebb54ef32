"""The content security policy: strict everywhere, with the few exceptions that settings name by path."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class ContentPolicyMiddleware(CSPMiddleware):
    """Adds to the policy of a path what `CONTENT_POLICY_OF` allows there; a view may set a stricter one itself."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        for prefix, allowed in settings.CONTENT_POLICY_OF.items():
            if request.path_info.startswith(prefix) and parts.config is None:
                parts.update = {**allowed, **(parts.update or {})}
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return super().process_response(request, response)
