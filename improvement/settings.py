"""The one settings module: what differs between machines comes from the environment (docs/operating.md says what)."""

from pathlib import Path

from improvement import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", debug=DEBUG)
VAR_DIR = env.directory("VAR_DIR", BASE_DIR / "var")
BASE_URL = env.address("BASE_URL", "http://127.0.0.1:8000")
SECURE_SITE = BASE_URL.startswith("https://")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "127.0.0.1,localhost")
DEMONSTRATION_HOSTS = env.names("DEMONSTRATION_HOSTS")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if SECURE_SITE else []

INSTALLED_APPS = [
    "records",
    "accounts",
    "notices",
    "boards",
    "indicators",
    "plans",
    "assurance",
    "reports",
    "improvement",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "improvement.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "improvement.middleware.OddInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "improvement.urls"
WSGI_APPLICATION = "improvement.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "improvement.context.surroundings",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'improvement.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

# Time: instants in UTC, dates are London dates (records/clock.py).
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
USE_I18N = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = VAR_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "records.upload_handlers.DiskUploadHandler",
]
# Where the virus scanner listens: () for none, else as records/scanning.py takes it.
CLAMD = env.scanner("CLAMD")

# People and sign-in. There is no self sign-up: accounts/adapter.py closes it.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reset_password": "accounts.forms.ResetForm",
    "reset_password_from_key": "accounts.forms.ResetFromKeyForm",
    "change_password": "accounts.forms.ChangeForm",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Improvement Board: "
# allauth's own limits by address would stop a town hall behind one address; per account they stay tight.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "120/m/ip,5/15m/key", "reset_password": "60/m/ip,5/h/key"}
# How many proxies of ours stand before the web process: the address that limits count is the one they name.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", default=0, most=5)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# Limits on sign-in live in the cache, so every process must see one cache: the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-ib_session" if SECURE_SITE else "ib_session"
CSRF_COOKIE_NAME = "__Host-ib_csrf" if SECURE_SITE else "ib_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE_SITE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False
CSRF_FAILURE_VIEW = "improvement.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SITE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SITE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_SITE else None
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # HSTS preload is the choice of whoever owns the whole domain.
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "report-uri": "/csp-report/",
    }
}

globals().update(env.mail("EMAIL_URL", "consolemail://"))
EMAIL_TIMEOUT = 10  # seconds; without it one mail server that does not answer would stop every other job
DEFAULT_FROM_EMAIL = env.sender("MAIL_FROM", "improvement-board@localhost")
# Who runs this installation, named by the accessibility statement and security.txt; without one there is no security.txt.
CONTACT_EMAIL = env.email_address("CONTACT_EMAIL")

CELERY_BROKER_URL = env.broker("BROKER_URL", "memory://")
CELERY_TASK_ALWAYS_EAGER = env.flag("JOBS_INLINE", default=False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"improvement": {"level": "INFO"}, "reports": {"level": "INFO"}, "plans": {"level": "INFO"}},
}
