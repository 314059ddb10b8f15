"""Settings, read from the environment (docs/operating.md lists the variables), safe when nothing is set."""

import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from archive.claims import unwritable
from archive.databases import UnknownDatabase, database
from archive.logs import FORMATS, logging_settings
from archive.policies import PAGES
from archive.rates import UnknownRate, rates, seconds, store
from archive.secret import installation_key

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, default: bool = False) -> bool:
    """Whether the environment variable `name` says yes: 1, true, yes or on."""
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated values of the environment variable `name`."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def chosen(name: str, values: Sequence[str]) -> str:
    """The environment variable `name`, which is one of `values`, by default the first. Raises SystemExit."""
    value = os.environ.get(name) or values[0]
    if value not in values:
        raise SystemExit(f"{value!r} is no value for {name}. Set it to one of: {', '.join(values)}.")
    return value


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
    "axes",
    "archive.apps.Archive",
    "django_tasks",
    "archive.background.BackgroundWork",  # django_tasks_db
    "articles",
]

MIDDLEWARE = [
    "archive.request_log.RequestLog",  # first: all that happens belongs to a request
    "archive.protection.Protection",  # before all that answers
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.compression.CompressedPages",
    "archive.open_data.OpenData",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "archive.languages.InterfaceLanguage",
    "archive.time_budget.TimeBudget",
    "archive.errors.ErrorPages",
    "archive.protection.KnownMethods",
    "archive.conditional.ConditionalPages",
    "archive.limiting.Limits",
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
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
# The first keeps new passwords, and old ones from the next login on; the others read what was kept before.
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Scrypt", "PBKDF2")]
# An editor logs in once a working day, and again after the browser was closed.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
AUTHENTICATION_BACKENDS = ["archive.logins.Lock", "django.contrib.auth.backends.ModelBackend"]
# Logins that fail: archive/logins.py says what is counted.
AXES_HANDLER = "archive.logins.CountedLogins"
AXES_CLIENT_IP_CALLABLE = "archive.logins.login_address"
AXES_LOCKOUT_CALLABLE = "archive.logins.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
# Nothing about anybody is kept for longer than it counts, or where it is not needed.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken", "next"]
AXES_VERBOSE = False
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
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "articles.kept_files.KeptFiles"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Where the public finds the archive, for addresses in files that commands write.
ARCHIVE_URL = os.environ.get("ARCHIVE_URL") or "http://localhost:8000/"
# The mail address of whoever runs the archive, for harvesters; the usual one of its host if there is none.
ARCHIVE_CONTACT = os.environ.get("ARCHIVE_CONTACT") or ""

# Who is told by mail when something is damaged, and by which mail server.
OPERATORS = words("ARCHIVE_ADMINS")
EMAIL_HOST = os.environ.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ARCHIVE_CONTACT or "archive@localhost"

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
SECURE_REDIRECT_EXEMPT = [r"^((health|ready)z|metrics)$"]  # whoever watches over the archive asks it directly
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PAGES}  # by kind of address: archive/protection.py
# Other hosts of the domain, and browsers' lists of hosts, are not for an archive to decide on (docs/operating.md).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

try:
    # How often one client may search and export (archive/limiting.py), how long one request may take.
    SEARCH_LIMIT = rates("ARCHIVE_SEARCH_LIMIT", os.environ.get("ARCHIVE_SEARCH_LIMIT", "120/minute"))
    EXPORT_LIMIT = rates("ARCHIVE_EXPORT_LIMIT", os.environ.get("ARCHIVE_EXPORT_LIMIT", "30/hour"))
    LIMIT_STORE = store(os.environ.get("ARCHIVE_LIMIT_STORE") or "")
    TIME_BUDGET: float = seconds("ARCHIVE_TIME_BUDGET", os.environ.get("ARCHIVE_TIME_BUDGET", "10"))
except UnknownRate as error:
    raise SystemExit(str(error)) from error

# The web server's processes, and how many requests each answers at once (archive/gunicorn_conf.py).
WEB_WORKERS = int(os.environ.get("ARCHIVE_WORKERS") or 2)
WEB_THREADS = int(os.environ.get("ARCHIVE_THREADS") or 4)

# Figures for Prometheus.
METRICS = flag("ARCHIVE_METRICS")
if METRICS:
    MIDDLEWARE.insert(1, "archive.metrics.RequestMetrics")

LOG_LEVEL = os.environ.get("ARCHIVE_LOG_LEVEL", "WARNING")
LOG_FORMAT = chosen("ARCHIVE_LOG_FORMAT", FORMATS)
LOGGING = logging_settings(LOG_LEVEL, LOG_FORMAT)
