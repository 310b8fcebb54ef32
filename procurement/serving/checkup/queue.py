"""The queue: the broker, the two workers, and the socket folder of the embedded default."""

from collections.abc import Iterator

from django.conf import settings

from procurement.celery import answering_workers, broker_answers
from procurement.clock import LONGEST_SILENCE, seconds_since_beat
from procurement.serving.broker import find_server, look_at_socket_path
from procurement.serving.checkup.finding import Finding, judged, note, ok, problem
from procurement.serving.data_lock import holder
from procurement.serving.trouble import CannotStart

WORKERS = ("pdf", "default")


def broker_server() -> Iterator[Finding]:
    if not settings.BROKER_IS_EMBEDDED:
        yield ok("broker", "another one, by BROKER_URL")
        return
    try:
        look_at_socket_path(settings.BROKER_SOCKET)
        yield ok("broker", f"{find_server().name}, on {settings.BROKER_SOCKET}")
    except CannotStart as trouble:
        yield problem("broker", trouble.message, trouble.cure)


def broker_and_workers() -> Iterator[Finding]:
    """Asked only where something should run: nothing is wrong with an installation that is switched off."""
    if settings.BROKER_IS_EMBEDDED and holder(settings.DATA) is None:
        yield note("workers", "not asked, as `serve` does not run")
        return
    if not broker_answers():
        cure = "See logs/broker.log" if settings.BROKER_IS_EMBEDDED else "Check BROKER_URL and that the server runs."
        yield problem("broker", "does not answer: dossiers wait until it does", cure)
        return
    yield ok("broker", "answers")
    answering = answering_workers()
    for name in WORKERS:
        cure = f"See logs/worker-{name}.log, or start one: celery -A procurement.celery worker -Q {name} -c 1"
        there = name in answering
        yield judged(f"worker {name}", there, "answers" if there else "does not answer", cure)


def clock() -> Iterator[Finding]:
    if settings.BROKER_IS_EMBEDDED and holder(settings.DATA) is None:
        return
    silence = seconds_since_beat()
    alive = silence is not None and silence <= LONGEST_SILENCE
    said = "never went round" if silence is None else f"went round {silence:.0f} s ago"
    yield judged("clock", alive, said, "See logs/clock.log, or start it: python manage.py clock")


EXAMINATIONS = [broker_server, broker_and_workers, clock]
