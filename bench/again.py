"""The firm, the workers and the killing that bench/rejudge.py measures. Imported once Django is set up."""

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from uuid import UUID

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_scopes import scope

from bench.rows import AT, BY, Firm
from bench.scratch import machine, middle
from checklists.catalogue.load import HERE
from checklists.models import Answer, Assessment, Change, Edition, Event, FactValue, Organisation, Rejudging
from checklists.rules.judge import judge
from checklists.services.cases_in_bulk import RELATED, CasesInBulk
from checklists.services.content import questionnaire_content
from checklists.services.judging import content_of
from checklists.services.rejudging import REJUDGING_LEASE, begin_rejudging, waiting
from procurement.tasks import rejudge_batch

CHANGED = (
    "questions/ncsc.yaml",
    r"text: What can it do without a person approving\?",
    "text: What does it do unasked?",
)
FACTS = {"task_criticality": "routine", "hosting": "vendor_cloud", "processes_personal_data": True, "sector": "legal"}
ANSWERED = 20
ONE_IN = 10
KILLED_AT = 0.3


def newer_edition(folder: Path) -> Path:
    """The shipped catalogue as an edition newer than any before, in which one question of agents reads differently."""
    now = Edition.objects.get(is_current=True).version
    copy = Path(shutil.copytree(HERE, folder / now, ignore=shutil.ignore_patterns("*.py", "__pycache__")))
    month, _, count = now.rpartition(".")
    replaced(copy / "edition.yaml", r"(?m)^version: .*$", f"version: '{month}.{int(count) + 1}'")
    replaced(copy / CHANGED[0], CHANGED[1], CHANGED[2])
    return copy


def replaced(file: Path, pattern: str, put: str) -> None:
    text, times = re.subn(pattern, put, file.read_text("utf-8"), count=1)
    assert times, f"{file.name} has no {pattern}"
    file.write_text(text, "utf-8")


def fill(number: int) -> Organisation:
    """A firm with that many assessments, each with facts and answers; one in ten acts by itself."""
    firm = Firm()
    firm.grow(number)
    with scope(organisation=firm.organisation):
        rounds = list(Assessment.objects.select_related("model_use").order_by("pk"))
        asked = questionnaire_content(rounds[0].questionnaire_version_id).questions[:ANSWERED]
        given = {"organisation": firm.organisation}
        facts = (
            FactValue(model_use=row.model_use, name=name, value=value, said_on=AT.date(), **given).stamp(BY, AT)
            for place, row in enumerate(rounds)
            for name, value in (FACTS | {"agentic": place % ONE_IN == 0}).items()
        )
        answers = (
            Answer(assessment=row, question=one.key, state="refuses", said_on=AT.date(), **given).stamp(BY, AT)
            for row in rounds[1:]
            for one in asked
        )
        for rows, kind in ((facts, FactValue), (answers, Answer)):
            for some in batches(rows, 5000):
                kind.objects.bulk_create(some)
    return firm.organisation


def batches(rows: Iterator, size: int) -> Iterator[list]:
    some = []
    for row in rows:
        some.append(row)
        if len(some) == size:
            yield some
            some = []
    yield some


def bare_judgement(organisation: Organisation) -> float:
    """The middle of what one bare call of the rules costs in ms of processor, over 200 of the same assessments."""
    with scope(organisation=organisation):
        rows = list(Assessment.objects.select_related(*RELATED).order_by("pk")[:200])
        bulk = CasesInBulk(rows)
        cases = [(content_of(row), bulk.case_of(row, content_of(row), AT.date())) for row in rows]
    taken = []
    for content, case in cases:
        begun = time.process_time()
        judge(content, case)
        taken.append((time.process_time() - begun) * 1000)
    return middle(taken)


def work(organisation: str, batch: str) -> None:
    """What a worker of the queue does; a process of its own."""

    print(rejudge_batch(organisation, batch), flush=True)


def worker(row: Rejudging) -> subprocess.Popen:
    command = [sys.executable, "-m", "bench.rejudge", "--work", str(row.organisation_id), str(row.pk)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def measure(number: int, folder: Path) -> None:
    """Two newer editions, one after the other: the first is judged undisturbed, of the second a worker is killed."""
    begun = time.perf_counter()
    organisation = fill(number)
    filled = f"database {connection.vendor}, filled in {time.perf_counter() - begun:.0f} s"
    print(f"{number} assessments, {machine()}; {filled}")
    bare = bare_judgement(organisation)
    print(f"a bare judge(): {bare:.2f} ms of processor; two for each: {2 * bare * number / 1000:.0f} s of one core")
    for killed in (False, True):
        call_command("load_catalogue", folder=newer_edition(folder), stdout=StringIO())
        with scope(organisation=organisation):
            judged_again(number, killed=killed)


def judged_again(number: int, *, killed: bool) -> None:
    """Judge all of them under the newest edition, with two workers, and count what came of it."""
    before, spent, begun = counted(), processor(), time.perf_counter()
    edition = Edition.objects.get(is_current=True)
    rows = begin_rejudging(to_edition=edition, by=BY, at=timezone.now())
    workers = {row.pk: worker(row) for row in rows}
    done = kill_on_the_way(workers.pop(rows[0].pk), rows[0]) if killed else 0
    lost, said = time.perf_counter(), finish(rows, workers)
    seconds, cost = time.perf_counter() - begun, processor() - spent
    judged = sum(Rejudging.objects.filter(to_edition=edition).values_list("judged", flat=True))
    changes, assessments, events = (now - then for now, then in zip(counted(), before, strict=True))
    what = f"one of two workers killed after {done}" if killed else "nothing killed"
    print(f"{what}: {seconds:.0f} s, {cost:.0f} s of processor, {1000 * cost / number:.1f} ms each; {machine()}")
    if killed:
        rest = time.perf_counter() - lost
        print(f"  from the kill to the end {rest:.0f} s, of which the lease is {REJUDGING_LEASE.seconds} s")
    expected = -(-number // ONE_IN)
    print(f"  judged {judged}, {changes} rows, {events} events, expected {expected} each; workers said {said}")
    assert (judged, changes, events) == (number, expected, expected), "something was lost, or done twice"
    assert assessments == (0 if killed else expected), "two rows for one assessment"


def counted() -> tuple[int, int, int]:
    """Rows of changes, the assessments that have any, and events that tell of one."""
    told = Event.objects.filter(kind="judgement_changed").count()
    return Change.objects.count(), Change.objects.values("assessment").distinct().count(), told


def processor() -> float:
    """Seconds of processor that workers took, up to those that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def finish(rows: list[Rejudging], workers: dict[UUID, subprocess.Popen]) -> list[str]:
    """Wait for the end of all parts; for one that waits, or whose worker is gone, another worker is started, as the
    clock does. Gives what the workers said."""
    said: list[str] = []
    while Rejudging.objects.filter(pk__in=[row.pk for row in rows]).exclude(state="done").exists():
        for key in [key for key, process in workers.items() if process.poll() is not None]:
            said.append(workers.pop(key).communicate()[0].strip())
        calling = {key for _, key in waiting(timezone.now())} - workers.keys()
        workers.update({row.pk: worker(row) for row in rows if row.pk in calling})
        time.sleep(0.2)
    return said + [process.communicate()[0].strip() for process in workers.values()]


def kill_on_the_way(process: subprocess.Popen, row: Rejudging) -> int:
    """kill -9 once a part of the batch is done. Gives how far it was."""
    half = Assessment.objects.count() / 2
    while True:
        done = Rejudging.objects.get(pk=row.pk).judged
        if done >= half * KILLED_AT:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            return done
        time.sleep(0.1)
