"""What every test may ask for. Data makers are in tests/makers.py."""

import gc
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from django_scopes import scope
from hypothesis import settings as hypothesis_settings

from checklists.models import Organisation
from procurement.serving.broker import broker_program, make_socket_folder, wait_for
from procurement.serving.child import Child
from procurement.serving.data_folder import make_folder
from tests import database, makers, scheduling

# For the tests of mutants: the same few examples every time. What only the hundredth example meets is not worth hours.
hypothesis_settings.register_profile("mutants", max_examples=8, derandomize=True, database=None, deadline=None)
if os.environ.get("FEW_EXAMPLES"):
    hypothesis_settings.load_profile("mutants")


def pytest_runtest_setup() -> None:
    """Forget what the rules remember: a mutant runs in a fork, and would be handed what the rule itself worked out.

    Before each test, as mutmut runs against a mutant only the tests that it saw call the changed function.
    """
    if not os.environ.get("FEW_EXAMPLES"):
        return
    for name in [name for name in sys.modules if name.startswith("checklists.rules.")]:
        for value in vars(sys.modules[name]).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove this process's data folder; it was made by tests/settings.py."""
    folder = Path(os.environ.get("CANDOUR_DATA", ""))
    if folder.name.startswith("candour-test-"):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ONLY_WHAT_USES=services, leave out what neither database nor broker can make a difference to."""
    if os.environ.get("ONLY_WHAT_USES") == "services":
        kept = [item for item in items if uses_database(item) or "embedded_broker" in fixtures_of(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


@pytest.hookimpl(optionalhook=True)  # not known where one process runs the tests without pytest-xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> scheduling.Scheduling | None:
    return scheduling.scheduler_for(config, log)


def pytest_collection_finish() -> None:
    """Set what was imported and collected aside: it stays to the end, and the collector need not walk it each time."""
    gc.collect()
    gc.freeze()


def fixtures_of(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def uses_database(item: pytest.Item) -> bool:
    return bool({"db", "transactional_db", "live_server"} & fixtures_of(item)) or bool(
        item.get_closest_marker("django_db")
    )


@pytest.fixture(scope="session")
def embedded_broker() -> Iterator[str]:
    """The address of a broker for this test process: the product's own, started once, or the one of BROKER_URL."""
    if not settings.BROKER_IS_EMBEDDED:
        yield settings.CELERY_BROKER_URL
        return
    make_folder(settings.DATA)
    make_socket_folder(settings.BROKER_SOCKET)
    broker = Child(broker_program(settings.DATA, settings.BROKER_SOCKET))
    broker.start()
    assert wait_for(settings.BROKER_SOCKET, True, seconds=20), broker.last_words()
    yield settings.CELERY_BROKER_URL
    broker.ask_to_stop(signal.SIGTERM)
    broker.wait(5)
    shutil.rmtree(settings.BROKER_SOCKET.parent, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The catalogue is installed once and stays; tests that commit remove everything else after themselves."""
    with django_db_blocker.unblock():
        call_command("load_catalogue", verbosity=0, stdout=StringIO())
    TransactionTestCase._fixture_teardown = lambda self: database.remove_what_was_committed()  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _watch_writes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test does, a tenant row that is written past the services fails it."""
    if not uses_database(request.node):
        yield
        return
    with connection.execute_wrapper(database.watch_writes):
        yield


@pytest.fixture
def organisation(db: None) -> Iterator[Organisation]:
    """An organisation in scope for the length of the test."""
    made = makers.make_organisation("Harbour Accountants")
    with scope(organisation=made):
        yield made


@pytest.fixture
def other_organisation(db: None) -> Organisation:
    """Somebody else's organisation, not in scope."""
    return makers.make_organisation("Quite Another Firm")
