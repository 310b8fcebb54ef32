"""The settings of the tests: the product's own, on a temporary data folder and with a fast password hash.

The database is `DATABASE_URL` where it is given, else SQLite in a file with the very options that `serve` runs on.
"""

import os
import tempfile
from pathlib import Path

# Always a new folder, also where a parent process (the xdist controller) has set one: workers must not share state.
TEST_DATA = Path(tempfile.mkdtemp(prefix="candour-test-"))
os.environ["CANDOUR_DATA"] = str(TEST_DATA)
os.environ.setdefault("SECRET_KEY", "only-the-tests-use-this-key-and-it-guards-nothing-at-all")

from procurement.settings import *  # noqa: E402, F403
from procurement.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: WAL, locks and the timeout are then those of the product.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DATA / "test.sqlite3")}
