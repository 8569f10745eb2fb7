"""Settings of the yardstick: what a deployment would have, and nothing for development. BENCH_DRF says where the database is."""

import json
import os

_database = json.loads(os.environ["BENCH_DRF"])["database"]

SECRET_KEY = "of a benchmark, which signs nothing"
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "rest_framework", "recordings"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "recordings.urls"
APPEND_SLASH = False
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database["name"],
        "HOST": _database["host"],
        "PORT": _database["port"],
        "USER": _database["user"],
        "PASSWORD": _database["password"],
        "OPTIONS": {"options": "-c search_path=drf"},
        # A connection is kept for as long as it works.
        "CONN_MAX_AGE": None,
    }
}
# Tables are made as the models are.
MIGRATION_MODULES = {"auth": None, "contenttypes": None}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 << 20
LOGGING_CONFIG = None
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["recordings.access.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
    "PAGE_SIZE": 100,
}
