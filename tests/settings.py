"""The settings of the tests: the product's own, on a temporary data folder and with a fast password hash.

The database is `DATABASE_URL` where it is given, else SQLite in a file with the very options that `serve` runs on.
"""

import os
import re
import tempfile
from pathlib import Path

# Always a new folder, also where a parent process (the xdist controller) has set one: workers must not share state.
TEST_DATA = Path(tempfile.mkdtemp(prefix="candour-test-"))
(TEST_DATA / "static").mkdir()
os.environ["CANDOUR_DATA"] = str(TEST_DATA)
os.environ.setdefault("SECRET_KEY", "only-the-tests-use-this-key-and-it-guards-nothing-at-all")

# Nor may they share the queues of a Redis that is given: each takes a database of its own, counting down.
if worker := re.fullmatch(r"gw(\d+)", os.environ.get("PYTEST_XDIST_WORKER", "")):
    numbered = re.fullmatch(r"(redis://.+/)(\d+)", os.environ.get("BROKER_URL", ""))
    if numbered:
        os.environ["BROKER_URL"] = f"{numbered[1]}{int(numbered[2]) - int(worker[1])}"

from procurement.settings import *  # noqa: E402, F403
from procurement.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: WAL, locks and the timeout are then those of the product.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DATA / "test.sqlite3")}
