"""The two questions of a supervisor and a load balancer."""

import pytest
from django.db import DatabaseError, connections

from procurement import health

pytestmark = pytest.mark.django_db


def test_healthz_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})
    assert "no-store" in answer["Cache-Control"]


def test_readyz_is_ready_when_everything_answers(client, embedded_broker):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "parts": {"database": "ok", "schema": "ok", "broker": "ok", "disk": "ok"},
    }


def test_without_a_broker_pages_still_work_and_readyz_says_degraded(client, monkeypatch):
    monkeypatch.setitem(health.WANTED, "broker", lambda: False)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["parts"]["broker"] == "problem"


@pytest.mark.parametrize("part", ["database", "schema"])
def test_without_its_tables_it_is_not_ready(client, monkeypatch, part):
    monkeypatch.setitem(health.NEEDED, part, lambda: False)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "not_ready")


def test_a_database_that_is_gone_is_a_no_and_not_an_error(monkeypatch):
    def gone(*_):
        raise DatabaseError("server closed the connection, password=hunter2")

    monkeypatch.setattr(connections["default"], "cursor", gone)
    monkeypatch.setattr(health, "pending_migrations", gone)
    assert not health.database_answers()
    assert not health.schema_is_current()


def test_a_full_disk_is_a_problem(monkeypatch, settings, tmp_path):
    settings.DATA = tmp_path
    assert health.disk_has_room()
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**60)
    assert not health.disk_has_room()
    settings.DATA = tmp_path / "gone"
    assert not health.disk_has_room()


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_only_read(client, path):
    assert client.post(path).status_code == 405
