"""The queue. Rows are the truth of every job and the broker only rings the bell: all of this may fail, nothing is lost.

The one place, beside the tasks, that knows Celery. Tasks are named `candour.<queue>.<verb>`; `pdf` has its own worker.
"""

import logging.config
import os
from typing import Any

import structlog
from celery import Celery
from celery.signals import setup_logging, task_prerun
from django.conf import settings
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procurement.settings")

app = Celery("candour")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["checklists.dossier", "procurement"])


@setup_logging.connect
def log_as_the_site_does(**_: Any) -> None:
    """JSON lines from the worker too; that this listens keeps Celery from setting up its own."""
    logging.config.dictConfig(settings.LOGGING)


@task_prerun.connect
def name_the_task_in_every_line(task_id: str = "", task: Any = None, **_: Any) -> None:
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(task_id=task_id, task_name=getattr(task, "name", ""))


# What sending raises when the broker is gone; callers in the site catch this name.
BrokerDown = OperationalError


def broker_answers() -> bool:
    """Whether the broker takes a connection and answers a ping, within a few seconds."""
    try:
        with app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=3)
    except (BrokerDown, OSError):
        return False
    return True


def answering_workers(timeout: float = 2.0) -> set[str]:
    """The queues' workers that answer within `timeout` seconds, by the name before the @: `pdf`, `default`."""
    try:
        answers = app.control.inspect(timeout=timeout).ping() or {}
    except (BrokerDown, OSError):
        return set()
    return {node.partition("@")[0] for node in answers}
