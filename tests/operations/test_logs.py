"""Logs are JSON lines that name routes and ids, and never hold what must stay secret."""

import io
import json
import logging
import logging.config

import pytest
import structlog
from django.http import HttpResponse

from procurement.logs import HIDDEN, hide_secrets, logging_config
from procurement.request_log import RequestLogMiddleware


@pytest.fixture
def lines(settings):
    """What is logged inside the test, as a function that gives the lines read back from JSON."""
    stream = io.StringIO()
    config = logging_config("INFO")
    config["handlers"]["lines"]["stream"] = stream
    logging.config.dictConfig(config)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.config.dictConfig(settings.LOGGING)


def test_our_lines_and_the_libraries_have_one_form(lines):
    structlog.get_logger("candour.test").info("dossier_ready", dossier="0193")
    logging.getLogger("somebody.else").warning("took %d s", 3)
    ours, theirs = lines()
    assert (ours["event"], ours["dossier"], ours["level"], ours["logger"]) == (
        "dossier_ready",
        "0193",
        "info",
        "candour.test",
    )
    assert (theirs["event"], theirs["level"]) == ("took 3 s", "warning")
    assert ours["at"].endswith("Z")


def test_an_error_is_one_line_with_its_traceback(lines):
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        logging.getLogger("candour.test").exception("it broke")
    (line,) = lines()
    assert "ZeroDivisionError" in line["exception"]


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "api_key",
        "Authorization",
        "cookie",
        "sessionid",
        "csrftoken",
        "body",
        "answer",
        "link_token",
        "secret_key",
    ],
)
def test_names_that_could_hold_a_secret_are_blanked(name):
    assert hide_secrets(None, "info", {name: "hunter2", "id": "7"}) == {name: HIDDEN, "id": "7"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sent Authorization: Bearer abc.def", f"sent Authorization: Bearer {HIDDEN}"),
        ("key cnd_1f2e3d_s3cr3t-value used", f"key cnd_1f2e3d_{HIDDEN} used"),
        ("redis://:hunter2@127.0.0.1:6379/0", f"redis://:{HIDDEN}@127.0.0.1:6379/0"),
        ("postgres://candour:hunter2@db/candour", f"postgres://candour:{HIDDEN}@db/candour"),
        ("nothing to hide at http://127.0.0.1:8000/", "nothing to hide at http://127.0.0.1:8000/"),
    ],
)
def test_known_forms_of_secrets_are_hidden_in_any_text(text, shown):
    assert hide_secrets(None, "info", {"event": text})["event"] == shown


def test_a_request_is_one_line_with_its_route_and_without_its_address(client, lines):
    answer = client.get("/healthz/?token=s3cret", headers={"X-Request-ID": "buyer-7-request"})
    assert answer["X-Request-ID"] == "buyer-7-request"
    (line,) = [line for line in lines() if line["event"] == "request"]
    assert (line["method"], line["status"], line["request_id"]) == ("GET", 404, "buyer-7-request")
    assert line["route"] == "(no route)"
    assert isinstance(line["ms"], int)
    assert "s3cret" not in json.dumps(lines())


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "line\nbreak-in-it", "<script>alert(1)</script>"])
def test_a_request_id_that_is_harmful_to_repeat_is_replaced(rf, given):
    from_client = {"HTTP_X_REQUEST_ID": given} if given else {}
    answer = answer_to(rf.get("/", **from_client))
    assert answer["X-Request-ID"] != given
    assert len(answer["X-Request-ID"]) == 32


def answer_to(request):
    request.resolver_match = None
    return RequestLogMiddleware(lambda request: HttpResponse())(request)


def test_health_questions_are_answered_without_a_line(client, lines):
    client.get("/healthz")
    assert [line for line in lines() if line["event"] == "request"] == []
