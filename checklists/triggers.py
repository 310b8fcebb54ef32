"""Triggers that hold what must not change, on both databases, installed afresh after every migration.

They are not part of a migration: on SQLite one later alteration of a table silently drops its triggers (tried). A
system check compares what is installed with what stands here.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Guard:
    """One table that must not change. `unless` is SQL over OLD and NEW under which an UPDATE is permitted.

    `only_when` limits the guard to some rows (SQL over OLD); deleting them is refused too.
    """

    table: str
    what: str
    unless: str = ""
    only_when: str = ""


PUBLISHED = "(SELECT state FROM checklists_questionnaireversion v WHERE v.id = OLD.version_id) = 'published'"
SAME = "NEW.{0} = OLD.{0}"
KEPT = "COALESCE(CAST(NEW.{0} AS VARCHAR), '') = COALESCE(CAST(OLD.{0} AS VARCHAR), '')"
OF_DONE_EVALUATION = "(SELECT state FROM checklists_evaluation e WHERE e.id = OLD.evaluation_id) = 'done'"
OF_AN_EDITION = "OLD.edition_id IS NOT NULL"

GUARDS = (
    Guard("checklists_event", "an event never changes"),
    Guard(
        "checklists_eventbody",
        "the body of an event may only be erased",
        "NEW.text IS NULL AND NEW.event_id = OLD.event_id",
    ),
    Guard("checklists_answerrevision", "a revision of an answer never changes"),
    Guard("checklists_judgementrevision", "a reviewer's judgement is kept as it was"),
    Guard("checklists_decision", "a decision never changes"),
    Guard("checklists_ownscale", "a scale never changes: a later one takes its place"),
    Guard("checklists_question", "a published questionnaire never changes", only_when=PUBLISHED),
    Guard("checklists_section", "a published questionnaire never changes", only_when=PUBLISHED),
    Guard(
        "checklists_questionnaireversion",
        "a published questionnaire never changes",
        only_when="OLD.state = 'published'",
    ),
    Guard("checklists_editionitem", "an edition of the catalogue never changes"),
    *(
        Guard(f"checklists_{table}", "an edition of the catalogue never changes", only_when=OF_AN_EDITION)
        for table in ("modelrecord", "alias", "derivation", "publishedfigure", "thirdpartyclaim")
    ),
    Guard(
        "checklists_condition",
        "a condition of a decision never changes, but for being met",
        " AND ".join(SAME.format(column) for column in ("decision_id", "number", "text", "due", "names")),
    ),
    Guard(
        "checklists_finding",
        "what was raised never changes, only what is done about it",
        " AND ".join(
            SAME.format(column) for column in ("model_use_id", "key", "rule", "title", "text", "severity_raised")
        ),
    ),
    Guard(
        "checklists_dossier",
        "the snapshot of a dossier never changes",
        " AND ".join(
            SAME.format(column)
            for column in ("snapshot", "envelope", "digest", "number", "template", "assessment_id", "organisation_id")
        ),
    ),
    Guard(
        "checklists_evidence",
        "stored evidence never changes",
        " AND ".join(SAME.format(column) for column in ("digest", "kind", "size", "text", "address")),
    ),
    Guard(
        "checklists_evaluation",
        "the results of a comparison never change",
        " AND ".join(
            KEPT.format(column)
            for column in (
                "model_use_id",
                "task",
                "done_by",
                "how",
                "larger",
                "cheaper",
                "measured_on",
                "results_at",
                "blind",
                "left_out",
                "state",
                "replaces_id",
                "evidence_id",
                "organisation_id",
            )
        ),
        "OLD.state = 'done'",
    ),
    Guard("checklists_evaluationslice", "the counts of a comparison never change", only_when=OF_DONE_EVALUATION),
    Guard(
        "checklists_owntestitem",
        "the marks of a finished test never change; its texts may be forgotten",
        " AND ".join(
            [
                *(
                    SAME.format(column)
                    for column in ("evaluation_id", "number", "slice", "cheaper_first", "larger_mark", "cheaper_mark")
                ),
                *(
                    f"(NEW.{column} = OLD.{column} OR NEW.{column} = '')"
                    for column in ("text", "larger_output", "cheaper_output")
                ),
            ]
        ),
        OF_DONE_EVALUATION,
    ),
)


def statements(vendor: str) -> dict[str, list[str]]:
    """The SQL of every trigger by its name, for "sqlite" or "postgresql": what drops it, then what makes it."""
    build = _sqlite if vendor == "sqlite" else _postgresql
    return {name: sql for guard in GUARDS for name, sql in build(guard).items()}


def _sqlite(guard: Guard) -> dict[str, list[str]]:
    made = {}
    for action in ("UPDATE", "DELETE"):
        name = f"{guard.table}_no_{action.lower()}"
        when = _when(guard, action)
        made[name] = [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {action} ON {guard.table} FOR EACH ROW{when} "
            f"BEGIN SELECT RAISE(ABORT, '{_quoted(guard.what)}'); END",
        ]
    return made


def _when(guard: Guard, action: str) -> str:
    parts = [guard.only_when] if guard.only_when else []
    if action == "UPDATE" and guard.unless:
        parts.append(f"NOT ({guard.unless})")
    return f" WHEN {' AND '.join(parts)}" if parts else ""


def _postgresql(guard: Guard) -> dict[str, list[str]]:
    name = f"{guard.table}_no_update"
    return {
        name: [_function(guard, name), *_trigger(guard, name, "UPDATE", "ROW")],
        f"{guard.table}_no_delete": [
            _function(guard, f"{guard.table}_no_delete"),
            *_trigger(guard, f"{guard.table}_no_delete", "DELETE", "ROW"),
        ],
        f"{guard.table}_no_truncate": [
            _function(guard, f"{guard.table}_no_truncate"),
            *_trigger(guard, f"{guard.table}_no_truncate", "TRUNCATE", "STATEMENT"),
        ],
    }


def _function(guard: Guard, name: str) -> str:
    """A trigger's WHEN may hold no subquery in PostgreSQL, so the test stands in the function."""
    tests = []
    if not name.endswith("truncate") and guard.only_when:
        tests.append(guard.only_when)
    if name.endswith("update") and guard.unless:
        tests.append(f"NOT ({guard.unless})")
    refuse = f"RAISE EXCEPTION '{_quoted(guard.what)}';"
    body = f"IF {' AND '.join(tests)} THEN {refuse} END IF;" if tests else refuse
    row = "NEW" if name.endswith("update") else "OLD"
    back = "NULL" if name.endswith("truncate") else row
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {body} RETURN {back}; END $$ LANGUAGE plpgsql"
    )


def _trigger(guard: Guard, name: str, action: str, each: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {name} ON {guard.table}",
        f"CREATE TRIGGER {name} BEFORE {action} ON {guard.table} FOR EACH {each} EXECUTE FUNCTION {name}()",
    ]


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def install(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger anew. Harmless when repeated."""
    with connection.cursor() as cursor:
        for sql in statements(connection.vendor).values():
            for statement in sql:
                cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger away: for tests that commit, and for nothing else."""
    with connection.cursor() as cursor:
        for guard in GUARDS:
            for action in ("update", "delete", "truncate"):
                on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.table}_no_{action}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that should be there and are not, or are not as they stand here."""
    made = statements(connection.vendor)
    wanted = {name: sql[-1] if connection.vendor == "sqlite" else _told(name, sql[0]) for name, sql in made.items()}
    installed = _installed(connection)
    return [name for name, form in wanted.items() if installed.get(name) != form]


# What PostgreSQL keeps of a trigger: 1 each row, 2 before, 8 DELETE, 16 UPDATE, 32 TRUNCATE, added up.
KINDS = {"update": 1 + 2 + 16, "delete": 1 + 2 + 8, "truncate": 2 + 32}


def _told(name: str, function: str) -> str:
    """A trigger of PostgreSQL as its tables tell it: on which table, of which kind, and what its function does."""
    table, _, action = name.rpartition("_no_")
    return f"{table} {KINDS[action]} {function.split('$$')[1]}"


def _installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(TOLD_BY[connection.vendor])
        return dict(cursor.fetchall())


TOLD_BY = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT t.tgname, c.relname || ' ' || t.tgtype || ' ' || p.prosrc FROM pg_trigger t "
    "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
    "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'",
}
