"""What every test may ask for. Data makers are in tests/makers.py."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from procurement.serving.broker import broker_program, make_socket_folder, wait_for
from procurement.serving.child import Child
from procurement.serving.data_folder import make_folder


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove this process's data folder; it was made by tests/settings.py."""
    folder = Path(os.environ.get("CANDOUR_DATA", ""))
    if folder.name.startswith("candour-test-"):
        shutil.rmtree(folder, ignore_errors=True)


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
