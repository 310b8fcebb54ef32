"""gunicorn's configuration, for `serve` and for the container alike: gunicorn -c python:procurement.web_server"""

import os

from procurement.logs import logging_config

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
wsgi_app = "procurement.wsgi:application"

# Loaded once and forked: two processes for two cores, their memory shared. Threads wait for the database and the disk.
preload_app = True
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))

timeout = 60
graceful_timeout = 10
keepalive = 5
control_socket_disable = True

# Our own middleware writes the access line, by route; gunicorn's would hold addresses, and so tokens.
accesslog = None
logconfig_dict = logging_config(os.environ.get("LOG_LEVEL", "INFO"))
