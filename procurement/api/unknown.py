"""Every path under /api/ that is none of ours: the same problem as for a thing that is not there, never a redirect."""

from django.http import HttpRequest, JsonResponse
from django.urls import resolve
from django.views.decorators.csrf import csrf_exempt

from procurement.api.problems import MEDIA_TYPE, Problem


@csrf_exempt
def unknown_path(request: HttpRequest) -> JsonResponse:
    """404, and a hint where only the slash at the end is missing."""
    sentence = "There is no such path. The paths are listed at /api/v1/schema/."
    if not request.path_info.endswith("/") and _is_ours(f"{request.path_info}/"):
        sentence = "Paths end in a slash."
    return JsonResponse(Problem(404, "not_found", sentence).as_data(), status=404, content_type=MEDIA_TYPE)


def _is_ours(path: str) -> bool:
    return resolve(path).func is not unknown_path
