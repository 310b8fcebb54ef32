"""The machine: Python, the libraries and fonts that dossiers need, the clock and the disk."""

import ctypes
import shutil
import sys
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings

from procurement.checks import renderer_is_locked
from procurement.serving.checkup.finding import Finding, judged, note, ok, problem

OLDEST_PYTHON = (3, 11)
# What WeasyPrint loads, with the names on Linux and macOS and the Debian package that brings each.
LIBRARIES = {
    "Pango": (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0.0.dylib"), "libpango-1.0-0"),
    "PangoFT2": (("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0.0.dylib"), "libpangoft2-1.0-0"),
    "HarfBuzz subset": (
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset.0.dylib"),
        "libharfbuzz-subset0",
    ),
}
FONTS = settings.ROOT / "checklists" / "dossier" / "fonts"
NOTO = Path("/usr/share/fonts/truetype/noto")
LEAST_FREE_BYTES = 1024**3
# Editions, leases and certificates all go by the date; no Candour was built before this one.
BUILT = time.mktime((2026, 11, 1, 0, 0, 0, 0, 0, 0))


def python() -> Iterator[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    yield judged("Python", sys.version_info >= OLDEST_PYTHON, found, "Install Python 3.11 or newer, then: make run")


def loads(names: tuple[str, ...]) -> bool:
    """Whether the linker finds one of them. Asked directly: find_library would want a compiler."""
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def libraries() -> Iterator[Finding]:
    for what, (names, package) in LIBRARIES.items():
        found = loads(names)
        yield judged(what, found, "found" if found else "missing", f"Type, as root: apt-get install {package}")


def renderer() -> Iterator[Finding]:
    """By its metadata: importing WeasyPrint here would cost seconds and prove little."""
    try:
        found = version("weasyprint")
    except PackageNotFoundError:
        found = "not installed"
    messages = renderer_is_locked(None)
    if not messages:
        yield ok("WeasyPrint", found)
    for message in messages:
        yield problem("WeasyPrint", str(message.msg), message.hint or "")


def fonts() -> Iterator[Finding]:
    """The two faces that dossiers are set in come with Candour; other scripts need Noto."""
    own = sorted(path.name for path in FONTS.rglob("*.ttf"))
    yield judged("fonts", len(own) >= 2, f"{len(own)} of Candour's own", "The checkout is incomplete: git checkout .")
    if not NOTO.exists():
        cure = "Type, as root: apt-get install fonts-noto-core"
        yield note(
            "fonts", "no Noto: letters outside Latin, Greek and Cyrillic print as their code, such as U+4E2D", cure
        )


def disk() -> Iterator[Finding]:
    folder = next(path for path in (settings.DATA, *settings.DATA.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    said = f"{free / 1024**3:.1f} GiB free under {folder}"
    yield judged("disk", free > LEAST_FREE_BYTES, said, "Make room, or move the data folder: CANDOUR_DATA=other-folder")


def machine_clock() -> Iterator[Finding]:
    now = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    yield judged("date", time.time() > BUILT, now, "Set the machine's date: timedatectl set-ntp true")


EXAMINATIONS = [python, libraries, renderer, fonts, disk, machine_clock]
