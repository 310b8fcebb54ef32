"""Which tests share a worker when several run side by side: those of each place below; others go where there is time.

pytest 9.2 passes over the groups of pytest-xdist 3.8 (its issue 1386): `xdist_group` marks do nothing, without a word.
"""

from typing import Any

from xdist.scheduler import LoadScopeScheduling

# Places whose tests share what is dear to make: a running installation, which each worker would start and recover for
# itself, or the example's PDFs. Installations wait more than they work; other workers have the processor meanwhile.
TOGETHER = ("tests/faults/", "tests/services_real/", "tests/dossier/test_pdf.py::")


def group_of(nodeid: str) -> str:
    """The place, where a test belongs to one of TOGETHER; else its own name, and any worker may take it."""
    return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


class Scheduling(LoadScopeScheduling):
    """Hands out one group at a time, the largest first: what takes longest begins at once and nobody waits for it."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def scheduler_for(config: Any, log: Any) -> Scheduling | None:
    """Ours where `--dist loadgroup` is asked for; any other way of handing out is left as it is."""
    return Scheduling(config, log) if config.getoption("dist") == "loadgroup" else None
