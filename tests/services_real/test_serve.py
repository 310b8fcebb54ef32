"""`serve` with a database and a broker that run elsewhere: it starts neither, and everything works all the same."""

import os
import uuid
from contextlib import closing

import psycopg
import pytest
from django.conf import settings

from tests.faults.installation import Installation, eventually

pytestmark = pytest.mark.services


@pytest.fixture
def database():
    """A PostgreSQL database of this test's own, beside the one of DATABASE_URL."""
    name = f"candour_{uuid.uuid4().hex[:12]}"
    known = settings.DATABASES["default"]
    where = {"host": known["HOST"], "port": known["PORT"] or 5432, "user": known["USER"]}
    with closing(psycopg.connect(**where, password=known["PASSWORD"], dbname="postgres", autocommit=True)) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        given = f"{known['USER']}:{known['PASSWORD']}" if known["PASSWORD"] else known["USER"]
        yield f"postgres://{given}@{where['host']}:{where['port']}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_serve_starts_no_database_and_no_broker_where_others_are_named(database, tmp_path):
    installation = Installation(tmp_path / "data", DATABASE_URL=database, BROKER_URL=os.environ["BROKER_URL"])
    try:
        installation.start()
        assert "migrations applied (PostgreSQL)" in installation.said()
        assert eventually(lambda: '"status": "ready"' in installation.page("/readyz")[1], 20)
        assert installation.pids("broker") == []
        assert not (installation.data / "candour.sqlite3").exists()
        assert eventually(lambda: installation.runs("doctor").returncode == 0, 40), installation.runs("doctor").stdout
        (dossier,) = installation.order(1)
        with closing(psycopg.connect(database, autocommit=True)) as connection:
            state = "SELECT state FROM checklists_dossier WHERE id = %s"
            assert eventually(lambda: connection.execute(state, [dossier]).fetchone() == ("ready",), 60)
        started = installation.descendants()
        assert installation.stop() == 0
        assert started and installation.said().endswith("Candour has stopped.\n")
    finally:
        installation.end()
