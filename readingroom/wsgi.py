from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from readingroom.serving.proxy import ForwardedHeaders

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "readingroom.settings")
application = ForwardedHeaders(get_wsgi_application(), settings.ENVIRONMENT.trusted_proxy)
