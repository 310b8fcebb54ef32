"""The one settings file: everything that differs between a laptop and a server comes from the environment.

`CANDOUR_DATA` is the folder that holds all state of the embedded default; `.env.example` lists every name.
"""

import hashlib
import logging
import os
from pathlib import Path
from typing import Any

from environs import Env

from procurement.api import framework
from procurement.environment import names_a_broker, not_understood, read
from procurement.logs import logging_config
from procurement.mail_settings import read_mail

ROOT = Path(__file__).resolve().parent.parent
env = Env()
PLACEHOLDER_KEY = "unset-no-server-may-start-with-this"


def yes_or_no(name: str, default: bool) -> bool:
    return read(env.bool, name, default, "yes or no", "yes")


def number(name: str, default: int) -> int:
    return read(env.int, name, default, "a whole number", str(default))


DATA = Path(env.str("CANDOUR_DATA", "data")).expanduser()
DATA = DATA if DATA.is_absolute() else ROOT / DATA
DEBUG = yes_or_no("DEBUG", False)
WITH_DEMO = yes_or_no("CANDOUR_DEMO", True)
SECRET_FILE = DATA / "secret_key"


def secret_key() -> str:
    """The key from the environment, else the one that `serve` made in the data folder, else one for checks alone."""
    given = env.str("SECRET_KEY", "")
    if given:
        return given
    try:
        return SECRET_FILE.read_text().strip()
    except (OSError, UnicodeDecodeError):  # `serve` and the doctor say what is wrong with it
        return PLACEHOLDER_KEY


SECRET_KEY = secret_key()
# The machine's own names are always among them: health is asked by those.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", []), "127.0.0.1", "localhost", "[::1]"]
PUBLIC_URL = env.str("PUBLIC_URL", f"http://127.0.0.1:{env.str('PORT', '8000')}").rstrip("/")
IS_HTTPS = PUBLIC_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [PUBLIC_URL])

INSTALLED_APPS = [
    "unfold",
    "procurement.apps.ProcurementConfig",
    "checklists.apps.ChecklistsConfig",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "procurement.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "procurement.content_policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "procurement.session_limits.SessionLimitMiddleware",
    "procurement.tenancy.OrganisationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "procurement.urls"
WSGI_APPLICATION = "procurement.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# With Django's defaults a third and more of concurrent writes fail; with these none does (docs/reliability.md).
SQLITE_PRAGMAS = {"journal_mode": "WAL", "synchronous": "FULL", "foreign_keys": "ON", "recursive_triggers": "ON"}
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "".join(f"PRAGMA {name}={value};" for name, value in SQLITE_PRAGMAS.items()),
}


def database() -> dict:
    """PostgreSQL or another SQLite by DATABASE_URL; SQLite in the data folder, tuned as docs/reliability.md says."""
    wanted = ("the address of a PostgreSQL database", "postgres://user:password@host:5432/candour")
    if not env.str("DATABASE_URL", ""):
        given: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA / "candour.sqlite3")}
    else:
        given = read(env.dj_db_url, "DATABASE_URL", None, *wanted)
    if given["ENGINE"].endswith("sqlite3"):
        return {**given, "OPTIONS": {**given.get("OPTIONS", {}), **SQLITE_OPTIONS}, "ATOMIC_REQUESTS": False}
    if not given["ENGINE"].endswith("postgresql"):
        raise not_understood("DATABASE_URL", *wanted)
    return {**given, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "checklists.User"
AUTHENTICATION_BACKENDS = ["procurement.tenancy.MembershipBackend"]
# Where signing in leads when the page that was asked for is not ours: never to another site, and not to a 404.
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(DATA / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names carry a digest, so browsers may keep them for ever; `serve` and the image collect them.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
EVIDENCE_ROOT = DATA / "evidence"
DOSSIER_ROOT = DATA / "dossiers"


def socket_folder() -> Path:
    """Where the embedded broker listens: a short path, as a Unix socket's address holds at most 107 bytes."""
    mark = hashlib.sha256(str(DATA.resolve()).encode()).hexdigest()[:12]
    return Path(f"/tmp/candour-{os.getuid()}-{mark}")  # noqa: S108 # nosec B108 - serving/broker.py checks it


BROKER_SOCKET = socket_folder() / "broker.sock"
BROKER_IS_EMBEDDED = not env.str("BROKER_URL", "")


def broker_address() -> str:
    """The embedded broker's, or the one that BROKER_URL names."""
    given = env.str("BROKER_URL", "") or f"redis+socket://{BROKER_SOCKET}?virtual_host=0"
    if not names_a_broker(given):
        raise not_understood("BROKER_URL", "the address of a Redis or Valkey server", "redis://host:6379/0")
    return given


CELERY_BROKER_URL = broker_address()

# The broker is a doorbell: rows hold the jobs (docs/reliability.md). Redelivery after a killed worker takes
# visibility_timeout plus restore_interval; kombu's defaults would make that minutes.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 3,
    "retry_on_timeout": False,
}
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A web request rings once more and then goes on: the sweeper publishes what could not be published.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.1}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = CELERY_EVENT_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600  # below visibility_timeout, so that nothing running is handed out again
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"candour.pdf.*": {"queue": "pdf"}}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_DETECT_QUORUM_QUEUES = False

MAIL = read_mail(env.str, PUBLIC_URL, DATA)  # into files, until a mail server is named
globals().update(MAIL.for_django())

# Sessions end after a time without use, and after a time however much they are used.
SESSION_IDLE_SECONDS = number("SESSION_IDLE_SECONDS", 2 * 60 * 60)
SESSION_TOTAL_SECONDS = number("SESSION_TOTAL_SECONDS", 12 * 60 * 60)
SESSION_COOKIE_AGE = SESSION_TOTAL_SECONDS
SESSION_COOKIE_NAME = "candour_session"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_NAME = "candour_csrf"

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 31_536_000 if IS_HTTPS else 0)
# Only behind a proxy that always sets this header itself; otherwise a client could claim https.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if yes_or_no("TRUST_PROXY", False) else None

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **{key: ["'none'"] for key in ("default-src", "frame-ancestors", "base-uri")},
        **{key: ["'self'"] for key in ("script-src", "style-src", "font-src", "connect-src", "form-action")},
        "img-src": ["'self'", "data:"],
    }
}
# The admin's Alpine builds functions from strings and its components set style attributes; nothing else may.
CONTENT_POLICY_OF = {"/admin/": {"script-src": ["'unsafe-eval'"], "style-src": ["'unsafe-inline'"]}}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a section of an answer sheet has more fields than Django's 1000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
if LOG_LEVEL not in logging.getLevelNamesMapping():
    raise not_understood("LOG_LEVEL", "a level of logging", "INFO")
LOGGING = logging_config(LOG_LEVEL)

REST_FRAMEWORK = framework.REST_FRAMEWORK
SPECTACULAR_SETTINGS = framework.SPECTACULAR
