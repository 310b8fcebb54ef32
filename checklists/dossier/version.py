"""Which template made a dossier: a digest of everything on our side that its pages depend on."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
TEMPLATES = HERE.parents[1] / "templates" / "dossier"
ENGINE = ("weasyprint", "pydyf", "fonttools")


@cache
def template_version() -> str:
    """For example dossier-1.3f9a2c417b80: the schema's number and a digest of templates, code, fonts and engine."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in ENGINE:
        digest.update(f"{name} {version(name)}\0".encode())
    return f"dossier-1.{digest.hexdigest()[:12]}"


def _files() -> list[Path]:
    code = [*HERE.glob("*.py"), *HERE.glob("sections/*.py"), *HERE.glob("figures/*.py"), *HERE.glob("fonts/*.*")]
    return sorted([*code, *TEMPLATES.glob("*")], key=lambda path: path.relative_to(HERE.parents[1]).as_posix())
