"""How many statements a page costs at 10, 200 and 10,000 rows, and one answer: python -m bench.statements

Counted: SELECT, INSERT, UPDATE, DELETE. The same number at every size is what matters.
"""

import json
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django_scopes import scope

from bench.scratch import machine, scratch

SIZES = (10, 200, 10_000)


def main() -> None:
    with scratch():
        from bench.rows import Firm  # noqa: PLC0415 - models can be imported once Django is set up

        firm = Firm()
        client = Client(SERVER_NAME="127.0.0.1", headers={"authorization": f"Bearer {firm.secret}"})
        print(machine())
        print("| page of 50 | " + " | ".join(f"{size:,} rows" for size in SIZES) + " |\n| --- | --- | --- | --- |")
        counts: dict[str, list[int]] = {}
        for size in SIZES:
            firm.grow(size)
            for name, path in firm.pages().items():
                client.get(path)  # what is read once per process is read here
                counts.setdefault(name, []).append(counted(firm, lambda path=path: client.get(path)))
        for name, row in counts.items():
            print(f"| {name} | " + " | ".join(map(str, row)) + " |")
        plain = counted(firm, lambda: put(client, firm, "no", "1"))
        keyed = counted(firm, lambda: put(client, firm, "yes", "2", "key-1"))
        print(f"| one answer written | {plain} | | |\n| the same with an idempotency key | {keyed} | | |")


def put(client: Client, firm: Any, value: str, version: str, key: str = "") -> Any:
    headers = {"if-match": f'"{version}"'} | ({"idempotency-key": key} if key else {})
    body = json.dumps({"state": "answered", "value": value})
    return client.put(f"{firm.answer_path}is_this_distilled/", body, content_type="application/json", headers=headers)


def counted(firm: Any, call: Callable[[], Any]) -> int:
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().split(" ", 1)[0].upper() in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        response = call()
    if response.status_code != 200:
        raise SystemExit(f"{response.status_code}: {response.content[:300]!r}")
    with scope(organisation=firm.organisation):
        return len(seen)


if __name__ == "__main__":
    main()
