"""The one settings file: everything that differs between a laptop and a server comes from the environment.

`CANDOUR_DATA` is the folder that holds all state of the embedded default; `.env.example` lists every name.
"""

import hashlib
import os
from pathlib import Path

from environs import Env

ROOT = Path(__file__).resolve().parent.parent
env = Env()

DATA = Path(env.str("CANDOUR_DATA", "data")).expanduser()
DATA = DATA if DATA.is_absolute() else ROOT / DATA
DEBUG = env.bool("DEBUG", False)
SECRET_FILE = DATA / "secret_key"


def secret_key() -> str:
    """The key from the environment, else the one that `serve` made in the data folder, else one for checks alone."""
    given = env.str("SECRET_KEY", "")
    if given:
        return given
    return SECRET_FILE.read_text().strip() if SECRET_FILE.exists() else "unset-no-server-may-start-with-this"


SECRET_KEY = secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
PUBLIC_URL = env.str("PUBLIC_URL", f"http://127.0.0.1:{env.str('PORT', '8000')}")
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
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "procurement.tenancy.OrganisationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
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

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;",
}


def database() -> dict:
    """PostgreSQL or another address by DATABASE_URL; SQLite in the data folder, tuned as docs/reliability.md says."""
    given = env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA / 'candour.sqlite3'}")
    if given["ENGINE"].endswith("sqlite3"):
        return {**given, "OPTIONS": {**given.get("OPTIONS", {}), **SQLITE_OPTIONS}, "ATOMIC_REQUESTS": False}
    return {**given, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "checklists.User"
AUTHENTICATION_BACKENDS = ["procurement.tenancy.MembershipBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = ROOT / "staticfiles"
EVIDENCE_ROOT = DATA / "evidence"
DOSSIER_ROOT = DATA / "dossiers"


def socket_folder() -> Path:
    """Where the embedded broker listens: a short path, as a Unix socket's address holds at most 107 bytes."""
    mark = hashlib.sha256(str(DATA.resolve()).encode()).hexdigest()[:12]
    return Path(f"/tmp/candour-{os.getuid()}-{mark}")


BROKER_SOCKET = socket_folder() / "broker.sock"
CELERY_BROKER_URL = env.str("BROKER_URL", f"redis+socket://{BROKER_SOCKET}?virtual_host=0")
