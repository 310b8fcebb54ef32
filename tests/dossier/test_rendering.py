"""The renderer process: what it is told, how it is stopped, and that another takes its place."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checklists.dossier.failed import RenderFailed, broke_off, stopped_by
from checklists.dossier.rendering import ROOT, Limits, Progress, RendererProcess

META = {"identifier": "00" * 16}
SMALL = (
    "<!doctype html><html lang=en-GB><title>t</title><body><section><h1>One</h1><p>Words</p></section></body></html>"
)
# Nested flex boxes take time without end: each level lays its content out several times.
ENDLESS = f"<!doctype html><html lang=en-GB><title>t</title><body>{'<div style=display:flex>' * 22}x</body></html>"
HUGE = f"<!doctype html><html lang=en-GB><title>t</title><body>{'<p>words ' * 60_000}</body></html>"


def nothing(progress: Progress) -> None:
    """A caller that does not care how far it is."""


@pytest.fixture
def renderer():
    process = RendererProcess(limits=Limits(cpu_seconds=2))
    yield process
    process.close()


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text()


def gone(pid: int, seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_alive(pid)


def test_one_process_serves_many_renders(renderer):
    first = renderer.render(SMALL, META, nothing, 60)
    pid = renderer.pid
    assert first.startswith(b"%PDF-1.7")
    assert renderer.render(SMALL, META, nothing, 60) == first
    assert renderer.pid == pid


def test_a_renderer_is_replaced_after_its_share_of_renders():
    process = RendererProcess(limits=Limits(renders=2))
    pids = []
    for _ in range(3):
        process.render(SMALL, META, nothing, 60)
        pids.append(process.pid)
    process.close()
    assert pids[0] == pids[1] != pids[2]
    assert gone(pids[0])


def test_the_caller_hears_of_steps_and_pages_while_it_waits():
    heard: list[Progress] = []
    body = "".join(f"<section><h1>{number}</h1></section>" for number in range(400))
    patient = RendererProcess()
    patient.render(SMALL.replace("<p>Words</p></section>", f"</section>{body}"), META, heard.append, 60)
    patient.close()
    assert heard[0] == Progress()
    assert max(progress.step for progress in heard) >= 5
    assert max(progress.page for progress in heard) > 1


def test_a_render_that_uses_up_its_processor_time_is_stopped_for_good(renderer):
    renderer.render(SMALL, META, nothing, 60)
    pid = renderer.pid
    with pytest.raises(RenderFailed) as failed:
        renderer.render(ENDLESS, META, nothing, 60)
    assert failed.value.reason == "The page engine used up its processor time on this dossier."
    assert failed.value.retry is False
    assert gone(pid)
    assert renderer.render(SMALL, META, nothing, 60).startswith(b"%PDF")


def test_the_limit_counts_each_render_and_not_the_life_of_the_process():
    process = RendererProcess(limits=Limits(cpu_seconds=2))
    text = SMALL.replace("Words", "words " * 5_000)
    pids = set()
    for _ in range(10):
        process.render(text, META, nothing, 60)
        pids.add(process.pid)
    process.close()
    assert len(pids) == 1


def test_a_render_beyond_the_wall_time_is_killed_and_may_be_tried_again():
    process = RendererProcess()
    process.render(SMALL, META, nothing, 60)
    pid = process.pid
    with pytest.raises(RenderFailed) as failed:
        process.render(ENDLESS, META, nothing, 0.5)
    assert failed.value.retry is True
    assert "its time was up" in failed.value.reason
    assert gone(pid)
    process.close()


def test_a_render_beyond_the_memory_limit_is_refused_with_what_to_do():
    process = RendererProcess(limits=Limits(memory_bytes=330 * 1024**2))
    with pytest.raises(RenderFailed) as failed:
        process.render(HUGE, META, nothing, 120)
    process.close()
    assert "memory" in failed.value.reason
    assert "Shorten the longest answers" in failed.value.remedy
    assert failed.value.retry is False


def test_a_renderer_that_is_killed_from_outside_says_so_and_is_replaced(renderer):
    renderer.render(SMALL, META, nothing, 60)
    pid = renderer.pid

    def kill(progress: Progress) -> None:
        os.kill(pid, signal.SIGKILL)

    with pytest.raises(RenderFailed) as failed:
        renderer.render(ENDLESS, META, kill, 60)
    assert "SIGKILL" in failed.value.reason
    assert failed.value.retry is True
    assert renderer.render(SMALL, META, nothing, 60).startswith(b"%PDF")
    assert renderer.pid != pid


def test_a_renderer_that_breaks_off_names_the_kind_of_error_and_no_word_of_the_text():
    process = RendererProcess()
    deep = f"<!doctype html><html lang=en-GB><title>t</title><body>{'<div>' * 3000}CANARY</body></html>"
    with pytest.raises(RenderFailed) as failed:
        process.render(deep, META, nothing, 60)
    process.close()
    assert "RecursionError" in failed.value.reason
    assert "CANARY" not in failed.value.reason
    assert failed.value.retry is False


def test_what_the_caller_raises_ends_the_render_and_goes_up(renderer):
    class LostLease(Exception):
        pass

    def lose(progress: Progress) -> None:
        raise LostLease

    with pytest.raises(LostLease):
        renderer.render(ENDLESS, META, lose, 60)
    assert renderer.pid is None


def test_nothing_secret_is_in_the_environment_of_the_renderer(renderer, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "CANARY-secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://CANARY")
    renderer.render(SMALL, META, nothing, 60)
    given = Path(f"/proc/{renderer.pid}/environ").read_bytes()
    names = {entry.partition(b"=")[0] for entry in given.split(b"\0") if entry}
    assert names <= {b"PATH", b"LANG", b"FONTCONFIG_FILE", b"SOURCE_DATE_EPOCH", b"XDG_CACHE_HOME"}
    assert b"CANARY" not in given


def test_no_django_and_no_database_is_loaded_in_the_renderer(renderer):
    code = "import sys, checklists.dossier.renderer; print([m for m in sys.modules if m.split('.')[0] in BAD])"
    bad = "BAD = {'django', 'psycopg', 'sqlite3', 'celery', 'procurement'};"
    found = subprocess.run([sys.executable, "-c", bad + code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_renderer_dies_with_its_parent():
    code = (
        "import os, signal\nfrom checklists.dossier.rendering import RendererProcess\n"
        f"process = RendererProcess()\nprocess.render({SMALL!r}, {META!r}, lambda progress: None, 60)\n"
        "print(process.pid, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    parent = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert parent.returncode == -signal.SIGKILL
    assert gone(int(parent.stdout))


def test_a_closed_renderer_is_gone_and_closing_twice_is_harmless(renderer):
    renderer.render(SMALL, META, nothing, 60)
    pid = renderer.pid
    renderer.close()
    renderer.close()
    assert gone(pid)
    assert renderer.pid is None


def test_a_fork_leaves_its_parents_renderer_alone(renderer):
    renderer.render(SMALL, META, nothing, 60)
    pid = renderer.pid
    child = os.fork()
    if child == 0:
        renderer.close(at_once=True)
        os._exit(0)
    os.waitpid(child, 0)
    assert is_alive(pid)
    assert renderer.pid == pid
    assert renderer.render(SMALL, META, nothing, 60).startswith(b"%PDF")


def test_a_renderer_that_does_not_go_when_its_pipe_is_closed_is_killed(renderer):
    renderer.render(SMALL, META, nothing, 60)
    pid = renderer.pid
    os.kill(pid, signal.SIGSTOP)
    renderer.close()
    assert gone(pid)


def test_a_renderer_that_died_between_two_renders_is_replaced_unseen(renderer):
    renderer.render(SMALL, META, nothing, 60)
    pid = renderer.pid
    os.kill(pid, signal.SIGKILL)
    assert gone(pid)
    assert renderer.render(SMALL, META, nothing, 60).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("number", "word", "retry"),
    [(signal.SIGXCPU, "processor time", False), (signal.SIGSEGV, "memory", False), (signal.SIGTERM, "SIGTERM", True)],
)
def test_each_way_to_be_stopped_has_its_words(number, word, retry):
    failure = stopped_by(number)
    assert word in failure.reason
    assert failure.retry is retry
    assert failure.remedy.endswith(".")


def test_an_end_without_a_word_is_told_too():
    assert "it said nothing" in broke_off("").reason
    assert "memory" in broke_off("MemoryError").reason
