"""The web server's entry."""

import multiprocessing
import os
import signal

from django.core.wsgi import get_wsgi_application

from preceptor.config.supervisor import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "preceptor.config.settings")
_parent = multiprocessing.parent_process()
if _parent is not None and _parent.pid is not None:  # a web process of the server: it must not outlive a killed server
    die_with_parent(_parent.pid, signal.SIGKILL)
application = get_wsgi_application()
