"""The site for a WSGI server. It does not load where Candour could not run safely; the reason is on standard error."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from procurement.checks import start_up_errors

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procurement.settings")

application = get_wsgi_application()

if problems := start_up_errors():
    sys.exit("\n".join(f"{problem.msg}\n  {problem.hint}" for problem in problems))
