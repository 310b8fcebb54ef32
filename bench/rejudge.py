"""Judge 10,000 assessments again under a newer edition with two workers, then under another while one is killed.

    python -m bench.rejudge [number]

Beside it stands what one bare `judge()` costs in the same run, since absolute figures are the machine's.
"""

import sys
import tempfile
from pathlib import Path

import django

from bench.scratch import scratch


def main(number: int) -> None:
    with scratch() as data:
        from bench import again  # noqa: PLC0415 - models can be imported once Django is set up

        again.measure(number, Path(tempfile.mkdtemp(dir=data)))


def one_worker(organisation: str, batch: str) -> None:
    """A process of its own, on the data folder of the measurement."""
    django.setup()
    from bench import again  # noqa: PLC0415 - as above

    again.work(organisation, batch)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        one_worker(*sys.argv[2:])
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
