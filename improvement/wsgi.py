"""The web process. A demonstration that could be reached from elsewhere refuses to start."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "improvement.settings")
application = get_wsgi_application()

from improvement.demonstration import refuse_exposure  # noqa: E402 - needs the applications loaded

refuse_exposure()
