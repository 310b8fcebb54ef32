"""Try the mutants that mutmut made: a fork for each, of one process that has collected the tests once.

mutmut collects the tests anew for each mutant, which takes longer than most of them need to be noticed. This reads what
it made in `mutants/` and what it saw (which tests call which function, and how long they take), and writes its results
where `mutmut results` and `mutmut show` look for them. `make mutants` calls it there:

    python -m tests.mutants [--again] [MODULE...]      modules of checklists.rules; `money.*` and the like are patterns

A result that is there already is kept; with --again those that nobody noticed are tried once more.
"""

import argparse
import gc
import json
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from mutmut.mutation import trampoline

RULES = Path("checklists/rules")
STATS = Path("mutmut-stats.json")
NOT_NOTICED, NO_TESTS = 0, 33
SAVE_EVERY = 20
OPTIONS = ["-qq", "--capture=no", "--tb=no", "--assert=plain", "-p", "no:xdist", "-p", "no:cacheprovider"]
TESTS = ["--ignore=tests/rules/test_laws.py", "tests/rules"]


class Trial:
    """Runs in place of the tests, once they are collected."""

    def __init__(self, modules: list[str], again: bool) -> None:
        stats = json.loads(STATS.read_text())
        self.modules, self.again = modules, again
        self.tests_of: dict[str, list[str]] = stats["tests_by_mangled_function_name"]
        self.seconds: dict[str, float] = stats["duration_by_test"]
        # What noticed a mutant of a function is likely to notice the next one too.
        self.noticed_by: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.items: dict[str, pytest.Item] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        # A child that collects garbage, or counts it, copies the pages it shares with its parent.
        gc.collect()
        gc.freeze()
        gc.disable()
        for path in self.results():
            self.try_module(path)
        return True

    def results(self) -> Iterator[Path]:
        """The files of results of the modules that were asked for, in that order."""
        found = sorted(RULES.glob("**/*.meta"))
        for pattern in self.modules:
            yield from (path for path in found if fnmatch(module_of(path), pattern))

    def try_module(self, path: Path) -> None:
        results = json.loads(path.read_text())
        codes, saved = results["exit_code_by_key"], time.monotonic()
        for name, code in codes.items():
            if code is not None and not (self.again and code in (NOT_NOTICED, NO_TESTS)):
                continue
            begun = time.monotonic()
            codes[name] = self.try_mutant(name)
            results["durations_by_key"][name] = time.monotonic() - begun
            if time.monotonic() - saved > SAVE_EVERY:
                path.write_text(json.dumps(results, indent=4))
                saved = time.monotonic()
        path.write_text(json.dumps(results, indent=4))
        print(f"{module_of(path):32} {len(codes):5} mutants, {noticed(codes):5} noticed", flush=True)

    def try_mutant(self, name: str) -> int:
        """The exit code as mutmut counts it: 1 noticed, 0 not, below 0 stopped for running too long."""
        tests = self.calling(name.rpartition("__mutmut_")[0])
        if not tests:
            return NO_TESTS
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            self.run(name, tests, write)
        os.close(write)
        with os.fdopen(read) as told:
            if test := told.read():
                self.noticed_by[name.rpartition("__mutmut_")[0]][test] += 1
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def calling(self, function: str) -> list[str]:
        """The tests that call a function: those first that noticed another mutant of it, then the quickest."""
        before = self.noticed_by[function]
        tests = [test for test in self.tests_of.get(function, []) if test in self.items]
        return sorted(tests, key=lambda test: (-before[test], self.seconds.get(test, 0)))

    def run(self, name: str, tests: list[str], told: int) -> None:
        """In the child: switch the mutant on, and end with the first test that notices it."""
        sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
        trampoline.set_mutant_under_test(name)
        trampoline.get_mutant_under_test = lambda: name
        for test in tests:
            signal.setitimer(signal.ITIMER_PROF, 3 + 3 * self.seconds.get(test, 1))
            if not passes(self.items[test]):
                os.write(told, test.encode())
                os._exit(1)
        os._exit(NOT_NOTICED)


def passes(item: pytest.Item) -> bool:
    """Whether a test passes. One that needs parameters alone is called as it is; the rest go through pytest."""
    given: dict[str, Any] = item.callspec.params if hasattr(item, "callspec") else {}
    names = item._fixtureinfo.argnames  # type: ignore[attr-defined]
    if not set(names) <= set(given):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return not item.session.testsfailed
    try:
        item.obj(**{name: given[name] for name in names})  # type: ignore[attr-defined]
    except pytest.skip.Exception:
        return True
    except BaseException:  # noqa: BLE001 - whatever a mutant makes a test raise is how it was noticed
        return False
    return True


def module_of(path: Path) -> str:
    return str(path.relative_to(RULES))[: -len(".py.meta")].replace("/", ".")


def noticed(codes: dict[str, int | None]) -> int:
    return sum(code not in (None, NOT_NOTICED, NO_TESTS) for code in codes.values())


def main() -> int:
    parser = argparse.ArgumentParser(description="Try the mutants that mutmut made.")
    parser.add_argument("--again", action="store_true", help="also those that nobody noticed before")
    parser.add_argument("modules", nargs="*", default=["*"])
    asked = parser.parse_args()
    os.environ["MUTANT_UNDER_TEST"] = ""
    return pytest.main([*OPTIONS, *TESTS], plugins=[Trial(asked.modules or ["*"], asked.again)])


if __name__ == "__main__":
    sys.exit(main())
