"""What a browser may load and run: strict everywhere, looser on the admin's pages alone."""

import pytest
from django.http import HttpResponse

from procurement.content_policy import ContentPolicyMiddleware


def policy_at(rf, path: str, **marks) -> dict[str, set[str]]:
    """The policy that a page at `path` is sent with, by directive."""

    def page(request):
        response = HttpResponse()
        for name, value in marks.items():
            setattr(response, name, value)
        return response

    header = ContentPolicyMiddleware(page)(rf.get(path))["Content-Security-Policy"]
    return {words.split()[0]: set(words.split()[1:]) for words in header.split(";")}


@pytest.mark.parametrize("path", ["/", "/api/v1/vendors/", "/setup/x/", "/adminx/", "/portal/", "/healthz"])
def test_no_page_but_the_admins_may_run_inline_code_or_build_code_from_text(rf, path):
    policy = policy_at(rf, path)
    assert policy["default-src"] == {"'none'"}
    assert policy["script-src"] == policy["style-src"] == {"'self'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == {"'none'"}
    assert not {"'unsafe-inline'", "'unsafe-eval'"} & set.union(*policy.values())


def test_the_admin_may_build_code_from_text_and_set_styles_and_nothing_more(rf):
    admin, others = policy_at(rf, "/admin/checklists/vendor/"), policy_at(rf, "/")
    assert admin["script-src"] == {"'self'", "'unsafe-eval'"}
    assert admin["style-src"] == {"'self'", "'unsafe-inline'"}
    assert {name: words for name, words in admin.items() if name not in {"script-src", "style-src"}} == {
        name: words for name, words in others.items() if name not in {"script-src", "style-src"}
    }


def test_a_view_that_sets_a_policy_of_its_own_keeps_it(rf):
    sandbox = {"default-src": ["'none'"], "sandbox": [""]}
    assert policy_at(rf, "/admin/evidence/", _csp_config=sandbox) == {"default-src": {"'none'"}, "sandbox": set()}


@pytest.mark.django_db
def test_every_answer_has_the_headers_that_keep_it_in_its_place(client):
    answer = client.get("/healthz")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "Content-Security-Policy" in client.get("/no-such-page/")
