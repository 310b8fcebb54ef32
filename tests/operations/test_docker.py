"""The image and the compose file, without an engine: what they copy exists, and what they start runs as they start it.

Every command runs from a copy of what the image copies, as a user without rights, with the code read-only and only the
data folder writable.
"""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from procurement.serving import broker

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
# Of root's rights it keeps the one to read: the interpreter of the machine that tests may lie in root's own folder.
AS_NOBODY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs"]
AS_NOBODY += ["--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"]
if os.getuid() != 0:
    AS_NOBODY = []  # whoever runs the tests has no rights over the copy either: it is read-only


def dockerfile() -> list[tuple[str, str]]:
    """The instructions, as pairs of word and rest, with continued lines joined."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text())
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    return [(line.split()[0], line.partition(" ")[2].strip()) for line in lines]


def stages() -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = []
    for word, rest in dockerfile():
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest))
    return found


def copied() -> list[str]:
    """What COPY takes from the build context."""
    lines = [shlex.split(rest) for word, rest in dockerfile() if word == "COPY" and "--from=" not in rest]
    return [source for words in lines for source in words[:-1]]


def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text())


OURS = ("prepare", "web", "worker-pdf", "worker-default", "clock")


def test_what_the_image_copies_exists_and_is_not_left_out_of_the_build():
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert ignored[1] == "*" or "*" in ignored
    for source in copied():
        assert (ROOT / source).exists(), source
        assert f"!{source.removeprefix('./')}" in ignored, source
        assert not any(fnmatch(source, line) for line in ignored if line.startswith("**")), source


def test_the_image_has_a_building_stage_and_runs_as_nobody_in_particular():
    build, final = stages()
    assert build[0][1].endswith("AS build")
    users = [rest for word, rest in final if word == "USER"]
    assert users and all(not user.startswith(("0", "root")) for user in users)
    assert [rest for word, rest in final if word == "RUN" and "pip" in rest] == [], "no installer in what ships"
    assert ("VOLUME", "/data") in final
    assert any(word == "HEALTHCHECK" for word, _ in final)


def test_packages_are_installed_by_their_hashes():
    installs = [rest for word, rest in dockerfile() if word == "RUN" and "pip install" in rest]
    assert installs and all("--require-hashes -r requirements.txt" in line for line in installs)


def test_the_images_base_has_the_python_that_the_lock_was_made_for():
    assert {rest.split()[0] for word, rest in dockerfile() if word == "FROM"} == {"python:3.11-slim-bookworm"}


def test_compose_has_every_part_with_health_limits_and_nothing_open_to_the_world():
    services = compose()["services"]
    assert set(services) == {*OURS, "database", "broker"}
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name
        if name not in {"web", "prepare"}:  # the image's own serves web; prepare ends by itself
            assert service["healthcheck"]["test"], name
    for name in OURS:
        assert services[name]["cap_drop"] == ["ALL"], name
    for name in set(OURS) - {"prepare"}:
        assert services[name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}, name


def test_compose_has_no_secret_of_its_own_and_refuses_to_start_without_ours():
    text = (ROOT / "compose.yaml").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "PUBLIC_URL", "ALLOWED_HOSTS"):
        used = re.findall(r"\$\{" + name + r"[^}]*\}", text)
        assert used and all(":?" in use for use in used), name


def test_every_name_that_compose_passes_on_is_explained_in_the_example():
    example = (ROOT / ".env.example").read_text()
    for name in set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text())):
        assert re.search(rf"^#? ?{name}=", example, re.MULTILINE), name


def test_every_name_that_the_code_reads_is_explained_in_the_example():
    example = (ROOT / ".env.example").read_text()
    code = [ROOT / "procurement" / name for name in ("settings.py", "web_server.py")]
    read = {
        name
        for path in code
        for name in re.findall(r"(?:env(?:iron)?\.\w+|yes_or_no|number)\(\s*[\"']([A-Z_]+)[\"']", path.read_text())
    }
    assert {"SECRET_KEY", "DATABASE_URL", "WEB_WORKERS", "PORT"} <= read
    assert sorted(name for name in read if not re.search(rf"^#? ?{name}=", example, re.MULTILINE)) == []


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


class Image:
    """What the image holds, laid out in a folder, with the environment that compose gives it."""

    def __init__(self, folder: Path, broker_port: int, database: str):
        self.app, self.data = folder / "app", folder / "data"
        self.port = free_port()
        self.environment = {
            **{word.split("=", 1)[0]: word.split("=", 1)[1] for word in self._env()},
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "CANDOUR_DATA": str(self.data),
            "STATIC_ROOT": str(self.app / "staticfiles"),
            "BIND": f"127.0.0.1:{self.port}",
            "SECRET_KEY": "a-key-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
            "PUBLIC_URL": "https://candour.example.org",
            "ALLOWED_HOSTS": "candour.example.org",
            "CANDOUR_DEMO": "no",
            "DATABASE_URL": database,
            "BROKER_URL": f"redis://127.0.0.1:{broker_port}/0",
        }

    @staticmethod
    def _env() -> list[str]:
        return [word for name, rest in stages()[-1] if name == "ENV" for word in shlex.split(rest)]

    def lay_out(self) -> None:
        """Copy what COPY copies, run the building stage's last command, then take every right to write away."""
        self.app.mkdir(parents=True)
        self.data.mkdir()
        for source in copied():
            origin, target = ROOT / source, self.app / Path(source).name
            if origin.is_dir():
                shutil.copytree(origin, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(origin, target)
        subprocess.run(self._collect(), cwd=self.app, env=self.environment, check=True, capture_output=True)
        subprocess.run(["chmod", "-R", "a-w,a+rX", str(self.app)], check=True)
        if AS_NOBODY:
            os.chown(self.data, NOBODY, NOBODY)

    def _collect(self) -> list[str]:
        (line,) = [rest for word, rest in stages()[0] if word == "RUN" and "collectstatic" in rest]
        words = [word for word in shlex.split(line) if "=" not in word]
        assert words[0] == "/venv/bin/python"
        return [sys.executable, *words[1:]]

    def start(self, command: list[str], **more: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*AS_NOBODY, *command],
            cwd=self.app,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **more,
        )

    def run(self, command: list[str], seconds: float = 60) -> str:
        process = self.start(command)
        said, _ = process.communicate(timeout=seconds)
        assert process.returncode == 0, said
        return said


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> Iterator[Image]:
    folder = tmp_path_factory.mktemp("image")
    for part in (folder, *folder.parents):
        if part.name.startswith("pytest-of-"):
            part.chmod(0o711)
            break
        part.chmod(0o711)
    port = free_port()
    command = [
        str(broker.find_server()),
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--dir",
        str(folder),
    ]
    queue = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    made = Image(folder, port, f"sqlite:///{folder}/data/candour.sqlite3")
    made.lay_out()
    try:
        made.run(compose()["services"]["prepare"]["command"])
        yield made
    finally:
        queue.kill()
        queue.wait()


@pytest.fixture
def running(image: Image) -> Iterator[Any]:
    """Start a command of the image; it is stopped after the test, with all that it started."""
    started: list[subprocess.Popen[str]] = []

    def start(command: list[str]) -> subprocess.Popen[str]:
        started.append(image.start(command))
        return started[-1]

    yield start
    for process in started:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=20)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def eventually(true: Any, seconds: float = 40.0) -> bool:
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def final_command(word: str) -> list[str]:
    (rest,) = [rest for name, rest in stages()[-1] if name == word]
    return yaml.safe_load(rest[rest.index("[") :])


def health_command(service: dict[str, Any]) -> list[str]:
    how, *words = service["healthcheck"]["test"]
    return ["sh", "-c", words[0].replace("$$", "$")] if how == "CMD-SHELL" else words


def succeeds(image: Image, command: list[str]) -> bool:
    process = image.start(command)
    process.communicate(timeout=30)
    return process.returncode == 0


def test_nothing_but_the_data_folder_can_be_written_to(image):
    write = "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()"
    if AS_NOBODY:
        assert (
            image.run([sys.executable, "-c", "import os; print(os.getuid(), os.geteuid())"]) == f"{NOBODY} {NOBODY}\n"
        )
    for place in (
        image.app,
        image.app / "procurement",
        image.app / "staticfiles",
        image.app / "checklists" / "dossier",
    ):
        assert not succeeds(image, [sys.executable, "-c", write, str(place / "new")]), place
    assert succeeds(image, [sys.executable, "-c", write, str(image.data / "new")])


def test_the_web_server_answers_and_its_health_is_asked_as_the_image_asks_it(image, running):
    health = final_command("HEALTHCHECK")
    assert not succeeds(image, health), "nothing runs yet"
    running(final_command("CMD"))
    assert eventually(lambda: succeeds(image, health))
    with urllib.request.urlopen(f"http://127.0.0.1:{image.port}/readyz", timeout=10) as answer:
        assert answer.status == 200
    asked = urllib.request.Request(
        f"http://127.0.0.1:{image.port}/static/staticfiles.json", headers={"Host": "candour.example.org"}
    )
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.status == 200, "static files are in the image"


@pytest.mark.parametrize("name", ["worker-pdf", "worker-default"])
def test_a_worker_answers_when_its_health_is_asked(image, running, name):
    service = compose()["services"][name]
    health = health_command(service)
    assert not succeeds(image, health)
    running(service["command"])
    assert eventually(lambda: succeeds(image, health))
    others = compose()["services"]["worker-default" if name == "worker-pdf" else "worker-pdf"]
    assert not succeeds(image, health_command(others)), "one worker does not answer for the other"


def test_the_clock_goes_round_and_says_so(image, running):
    service = compose()["services"]["clock"]
    health = health_command(service)
    assert not succeeds(image, health)
    running(service["command"])
    assert eventually(lambda: succeeds(image, health))


def test_preparing_again_is_harmless_and_the_doctor_finds_the_image_well(image):
    image.run(compose()["services"]["prepare"]["command"])
    said = image.run(["python", "manage.py", "check", "--database", "default"])
    assert "no issues" in said
