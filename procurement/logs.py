"""Logs as JSON lines on standard output: ids and numbers, never bodies, tokens or answers.

Every line carries the request id or the task id that it belongs to, bound by the middleware or by the task's signal.
"""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

SECRET_NAMES = re.compile(
    r"(?i)(password|passwd|secret|token|authori[sz]ation|cookie|api_?key|session|csrf|body|answer)"
)
# Candour's own keys and anything that follows the word Bearer, wherever in a line a library may have put them.
SECRET_TEXT = re.compile(r"(?i)\b(cnd_[a-z0-9]+_)[\w-]+|(bearer\s+)\S+|(://[^:/@\s]*:)[^@\s]+(?=@)")
HIDDEN = "[hidden]"


def hide_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Blank the values of names that could hold a secret, and known forms of secrets inside any text."""
    for name, value in event.items():
        if SECRET_NAMES.search(name):
            event[name] = HIDDEN
        elif isinstance(value, str):
            event[name] = SECRET_TEXT.sub(lambda found: next(filter(None, found.groups()), "") + HIDDEN, value)
    return event


BEFORE: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(allow=["status", "task_name", "task_id"]),
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    structlog.processors.format_exc_info,
]
LAST: list[Any] = [
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    hide_secrets,
    structlog.processors.JSONRenderer(sort_keys=True),
]


def logging_config(level: str = "INFO") -> dict[str, Any]:
    """The configuration for `logging.config.dictConfig`: one handler, one format, for our lines and the libraries'."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": BEFORE,
                "processors": LAST,
            }
        },
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {
            # Their handlers would print a second copy; their access lines would hold paths, and so tokens.
            "django": {"level": level},
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "propagate": False},
            "gunicorn.error": {"handlers": [], "propagate": True, "level": level},
            "gunicorn.access": {"handlers": [], "propagate": False},
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "WARNING"},
        },
    }


structlog.configure(
    processors=[*BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
