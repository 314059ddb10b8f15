"""Settings, read from the environment (docs/operating.md lists the variables), safe when nothing is set."""

import os
from pathlib import Path

from archive.claims import unwritable
from archive.databases import UnknownDatabase, database
from archive.secret import installation_key

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, default: bool = False) -> bool:
    """Whether the environment variable `name` says yes: 1, true, yes or on."""
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated values of the environment variable `name`."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


DATA_DIR = Path(os.environ.get("ARCHIVE_DATA") or BASE_DIR / "var").resolve()
DEBUG = flag("ARCHIVE_DEBUG")
try:
    SECRET_KEY = os.environ.get("ARCHIVE_SECRET_KEY") or installation_key(DATA_DIR)
except OSError as error:
    raise SystemExit(unwritable(DATA_DIR, error)) from error
ALLOWED_HOSTS = words("ARCHIVE_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("ARCHIVE_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "search",  # before haystack, whose index commands it replaces
    "haystack",
    "ninja",
    "axes",
    "django_tasks",
    "archive.background.BackgroundWork",  # django_tasks_db
    "articles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.compression.CompressedPages",
    "archive.open_data.OpenData",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "archive.languages.InterfaceLanguage",
    "archive.errors.ErrorPages",
    "archive.conditional.ConditionalPages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it answers for logins that were refused
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "archive.context.site",
            ],
        },
    },
]

try:
    DATABASES = {"default": database(os.environ.get("DATABASE_URL") or "", DATA_DIR)}
except UnknownDatabase as error:
    raise SystemExit(str(error)) from error
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# SILENTLY_FAIL is off: an engine that is down must never look like "0 results".
HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "search.engine.ArchiveEngine",
        "PATH": str(DATA_DIR / "index"),
        "SILENTLY_FAIL": False,
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_CLIENT_IP_CALLABLE = "archive.clients.client_address"
LOGIN_URL = "admin:login"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "中文")]
LOCALE_PATHS = [BASE_DIR / "archive" / "locale"]
FORMAT_MODULE_PATH = "archive.formats"
TIME_ZONE = os.environ.get("ARCHIVE_TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "articles.kept_files.KeptFiles"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Where the public finds the archive, for addresses in files that commands write.
ARCHIVE_URL = os.environ.get("ARCHIVE_URL") or "http://localhost:8000/"
# The mail address of whoever runs the archive, for harvesters; the usual one of its host if there is none.
ARCHIVE_CONTACT = os.environ.get("ARCHIVE_CONTACT") or ""

# The largest issue that an editor may upload, in bytes.
UPLOAD_LIMIT = int(os.environ.get("ARCHIVE_UPLOAD_LIMIT") or 20 * 1024 * 1024)
# The largest archive of many issues, likewise.
BATCH_LIMIT = int(os.environ.get("ARCHIVE_BATCH_LIMIT") or 500 * 1024 * 1024)
# The review of an issue has some ten fields an article.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

HTTPS = flag("ARCHIVE_HTTPS")
# How many proxies of our own stand between the archive and its readers (archive/clients.py).
PROXIES = int(os.environ.get("ARCHIVE_PROXIES") or HTTPS)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(health|ready)z$"]  # whoever watches over the archive asks it directly
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOG_LEVEL = os.environ.get("ARCHIVE_LOG_LEVEL", "WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "level": LOG_LEVEL},
        "errors": {"class": "logging.StreamHandler", "formatter": "line", "level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # The worker warns whenever it is asked to stop, which is nothing to warn of.
    "loggers": {"django_tasks_db": {"handlers": ["errors"], "propagate": False}},
}
