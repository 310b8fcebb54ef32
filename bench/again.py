"""The firm, the workers and the killing that bench/rejudge.py measures. Imported once Django is set up."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

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

CHANGED = ("questions/ncsc.yaml", "text: What can it do without a person approving?", "text: What does it do unasked?")
FACTS = {"task_criticality": "routine", "hosting": "vendor_cloud", "processes_personal_data": True, "sector": "legal"}
ANSWERED = 20
ONE_IN = 10
KILLED_AT = 0.3


def newer_edition(folder: Path) -> Path:
    """The shipped catalogue as a newer edition in which one question of agents reads differently."""
    copy = Path(shutil.copytree(HERE, folder / "newer", ignore=shutil.ignore_patterns("*.py", "__pycache__")))
    now = Edition.objects.get(is_current=True).version
    month, _, count = now.rpartition(".")
    later = ("edition.yaml", f"version: '{now}'", f"version: '{month}.{int(count) + 1}'")
    for name, find, put in (later, CHANGED):
        text = (copy / name).read_text("utf-8")
        assert find in text, f"{name} has no {find!r}"
        (copy / name).write_text(text.replace(find, put, 1), "utf-8")
    return copy


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

    organisation = fill(number)
    bare = bare_judgement(organisation)
    call_command("load_catalogue", folder=newer_edition(folder), stdout=StringIO())
    begun = time.perf_counter()
    with scope(organisation=organisation):
        rows = begin_rejudging(to_edition=Edition.objects.get(is_current=True), by=BY, at=timezone.now())
        workers = [worker(row) for row in rows]
        killed = kill_on_the_way(workers[0], rows[0])
        lost = time.perf_counter()
        ended = [each.communicate()[0].strip() for each in workers[1:]]
        while Rejudging.objects.get(pk=rows[0].pk).state != "done":
            if any(key == rows[0].pk for _, key in waiting(timezone.now())):
                ended.append(worker(rows[0]).communicate()[0].strip())
            time.sleep(0.2)
        seconds = time.perf_counter() - begun
        changed, told = Change.objects.count(), Event.objects.filter(kind="judgement_changed").count()
        distinct = Change.objects.values("assessment").distinct().count()
        judged = sum(Rejudging.objects.values_list("judged", flat=True))
    expected = -(-number // ONE_IN)
    print(f"{number} assessments, {machine()}; database {connection.vendor}")
    print(f"{seconds:.0f} s with one of two workers killed at {killed} done; lease {REJUDGING_LEASE.seconds} s, "
          f"resumed {time.perf_counter() - lost:.0f} s later at the latest; workers said {ended}")  # fmt: skip
    print(f"judged {judged}, rows {changed} of {distinct} assessments, events {told}; expected {expected} each")
    print(f"a bare judge(): {bare:.2f} ms of processor; two for each: {2 * bare * number / 1000:.0f} s of one core")


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
