"""Guard every request in one place: who may call, from which page, how much, and which headers go back.

A pure ASGI middleware, because Starlette's `BaseHTTPMiddleware` would buffer server-sent events.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefing.settings import LOOPBACK, Settings
from index.errors import InputError

COOKIE = "briefing_desk"
SESSION_SECONDS = 7 * 24 * 3600
"""A sign-in lasts a week; changing the key ends every session at once, because the key signs them."""
OPEN_PATHS = frozenset({"/healthz", "/sign-in", "/favicon.ico", "/robots.txt"})
"""What needs no key: the health check, and what the sign-in page itself loads."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
MEGABYTE = 1024 * 1024
UPLOAD_FILES = 10
"""The browser sends all chosen files in one request, so an upload may be this many times the largest source."""

GRADIO = re.compile(
    r"/$|/(?:config|theme\.css|manifest\.json|favicon\.ico|robots\.txt)$|/(?:assets|static|svelte)/"
    r"|/gradio_api/(?:(?:info|app_id|theme\.css|startup-events|component_server|cancel|reset|upload|upload_progress"
    r"|queue/(?:join|data))/?$|heartbeat/|run/|file=(?!\w+:)(?!//))"
)
"""The paths of Gradio that the page uses. The rest (its relay for remote files, proxy, deep links, monitoring, code
editing, tool server) is closed: measured, `file=https://…` fetches any address for a caller."""

REPLACED = frozenset({b"cache-control", b"content-security-policy", b"x-content-type-options", b"referrer-policy"})
POLICY = (
    "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors {frames}"
)
"""Gradio builds its components' scripts with `new Function`, hence 'unsafe-eval' for its pages; inline scripts stay
refused. Images from elsewhere are refused, so that no article can send a question out in an address."""


def require_key(settings: Settings) -> None:
    """Raise InputError when the server would listen beyond this machine without a key."""
    if not settings.is_local and _key(settings) is None:
        raise InputError(
            f"Listening on {settings.host} lets other machines in: set BRIEFING_API_KEY to a long random key first, "
            "or listen on 127.0.0.1."
        )


def session_cookie(settings: Settings, *, framed: bool, secure: bool) -> str:
    """Return the Set-Cookie value of a fresh session.

    `framed` is for a page inside another site's frame, where browsers keep only
    `Secure; SameSite=None; Partitioned` cookies; everywhere else the cookie never leaves its own site.
    """
    ends = str(int(time.time()) + SESSION_SECONDS)
    value = f"{ends}.{_sign(_key(settings) or '', ends)}"
    scope = "Secure; SameSite=None; Partitioned" if framed else "SameSite=Strict" + ("; Secure" if secure else "")
    return f"{COOKIE}={value}; Path=/; Max-Age={SESSION_SECONDS}; HttpOnly; {scope}"


def key_matches(settings: Settings, given: str) -> bool:
    """Tell whether `given` is the key, in constant time."""
    key = _key(settings)
    return key is not None and hmac.compare_digest(_hash(given), _hash(key))


class Guard:
    """Wrap the whole application: hosts, origins, keys, sizes and headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        require_key(settings)
        self.app = app
        self.settings = settings
        self.key = _key(settings)
        self.hosts = LOOPBACK | {urlsplit(origin).hostname or "" for origin in settings.allowed_origins}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it with one sentence."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        path = path_of(scope)
        outward = self._headers(path, scope, send)
        refusal = self._refusal(scope["method"], path, headers)
        if refusal is not None:
            if refusal[0] == 404 and wants_page(scope["method"], path, headers.get("accept", "")):
                from briefing.web.pages import error_page  # which needs this file for its sign-in

                await error_page(refusal[1], 404, depth=path.count("/") - 1)(scope, receive, outward)
                return
            await _refuse(outward, *refusal, sign_in=_sign_in_address(scope["method"], path, headers))
            return
        await self.app(scope, self._limited(receive, path), outward)

    def _refusal(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, str] | None:
        if self.settings.is_local and self.key is None and not self._known_host(headers.get("host", "")):
            return 421, "This server answers on this machine's own name only; open it as http://127.0.0.1 or localhost."
        if method not in SAFE_METHODS and not self._trusted_origin(headers):
            return 403, "This request came from another site's page; add its origin to BRIEFING_ALLOWED_ORIGINS."
        if not _ours(path) and not GRADIO.match(path):
            return 404, "There is nothing at this address."
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > self._limit(path):
            return 413, self._too_large()
        preflight = method == "OPTIONS" and "access-control-request-method" in headers
        if self.key is not None and not preflight and not _is_open(path) and not self._signed_in(headers):
            return 401, "A key is needed: send it as Authorization: Bearer …, or sign in at /sign-in."
        return None

    def _known_host(self, host: str) -> bool:
        """Tell a name of this machine from one that a stranger's DNS pointed at it (DNS rebinding)."""
        name = (urlsplit(f"//{host}").hostname or "") if re.fullmatch(r"[\w.:\[\]-]+", host) else ""
        return name in self.hosts or name.endswith(".localhost")

    def _trusted_origin(self, headers: dict[str, str]) -> bool:
        origin = headers.get("origin")
        if headers.get("sec-fetch-site") == "same-origin" or (origin is None and "sec-fetch-site" not in headers):
            return True
        if origin is None:
            return headers.get("sec-fetch-site") == "none"
        return origin in self.settings.allowed_origins or urlsplit(origin).netloc == headers.get("host")

    def _signed_in(self, headers: dict[str, str]) -> bool:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        given = token.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "")
        if given:
            return key_matches(self.settings, given)
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        ends, _, signature = (morsel.value if morsel else "").partition(".")
        if not (ends.isascii() and ends.isdigit() and len(ends) < 13 and int(ends) > time.time()):
            return False
        return hmac.compare_digest(signature.encode(), _sign(self.key or "", ends).encode())

    def _limit(self, path: str) -> int:
        files = UPLOAD_FILES if path.startswith("/gradio_api/upload") else 1
        return (self.settings.max_source_mb * files + 1) * MEGABYTE

    def _too_large(self) -> str:
        return (
            f"This is larger than {self.settings.max_source_mb} MB; send less at once or raise BRIEFING_MAX_SOURCE_MB."
        )

    def _limited(self, receive: Receive, path: str) -> Receive:
        """Count the body as it comes, because a length header may be absent or wrong."""
        seen = 0

        async def limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._limit(path):
                raise HTTPException(413, self._too_large())
            return message

        return limited

    def _headers(self, path: str, scope: Scope, send: Send) -> Send:
        frames = " ".join(["'self'", *self.settings.allowed_origins])
        policy = POLICY.format(scripts="" if _ours(path) else " 'unsafe-eval'", frames=frames)
        versioned = b"v=" in scope["query_string"]

        async def outward(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = dict(message.get("headers", []))
                kept = [pair for pair in message.get("headers", []) if pair[0] not in REPLACED]
                caching = _caching(path, message["status"], versioned) or given.get(b"cache-control", b"no-cache")
                message["headers"] = [
                    *kept,
                    (b"content-security-policy", policy.encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"same-origin"),
                    (b"cache-control", caching),
                ]
            await send(message)

        return outward


def _ours(path: str) -> bool:
    return path in ("/sign-in", "/healthz") or path.startswith(("/api/", "/articles/", "/briefings/", "/desk/"))


def _is_open(path: str) -> bool:
    return path in OPEN_PATHS or path.startswith("/desk/")


def path_of(scope: Scope) -> str:
    """Return the path that was asked for, without the sub-path under which the desk is served."""
    root = scope.get("root_path", "")
    path: str = scope["path"]
    return path[len(root) :] or "/" if root and path.startswith(root) else path


def _caching(path: str, status: int, versioned: bool) -> bytes | None:
    if status == 200 and (path.startswith(("/assets/", "/desk/fonts/")) or (path.startswith("/desk/") and versioned)):
        return b"public, max-age=31536000, immutable"
    if path.startswith(("/api/", "/sign-in")):
        return b"no-store"
    return None


def wants_page(method: str, path: str, accept: str) -> bool:
    """Tell whether a person's browser asks for a page, and no program for a value."""
    return method == "GET" and "text/html" in accept and not path.startswith(("/api/", "/gradio_api/"))


def _sign_in_address(method: str, path: str, headers: dict[str, str]) -> str | None:
    """Return where a person without a session is sent; relative, so that it holds behind a sub-path."""
    if not wants_page(method, path, headers.get("accept", "")):
        return None
    back = f"?next={quote(path[1:])}" if path != "/" else ""
    return "../" * (path.count("/") - 1) + "sign-in" + back


async def _refuse(send: Send, status: int, sentence: str, *, sign_in: str | None) -> None:
    headers = [(b"content-type", b"application/json")]
    body = json.dumps({"error": sentence}).encode()
    if status == 401 and sign_in is not None:
        status, headers, body = 303, [(b"location", sign_in.encode())], b""
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _key(settings: Settings) -> str | None:
    key = settings.api_key.get_secret_value().strip() if settings.api_key else ""
    return key or None


def _sign(key: str, text: str) -> str:
    return hmac.new(key.encode(), f"briefing-desk session {text}".encode(), hashlib.sha256).hexdigest()


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
