"""Run calls at the same moment, each in a thread and on a connection of its own, and see what each came to."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection
from django_scopes import scope

from checklists.errors import Refused
from checklists.models import Organisation


def race(organisation: Organisation, *calls: Callable[[], Any]) -> list[Any]:
    """What each call gave, or the Refused that it met, in the order of the calls. Any other error is raised."""
    start = threading.Barrier(len(calls))
    results: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            with scope(organisation=organisation):
                start.wait()
                results[place] = call()
        except Refused as error:
            results[place] = error
        except BaseException as error:  # noqa: BLE001 - raised again below, in the test's own thread
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, Refused):
            raise result
    return results


def refusals(results: list[Any]) -> list[Refused]:
    return [result for result in results if isinstance(result, Refused)]
