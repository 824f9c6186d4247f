"""Serve the desk: one FastAPI application with the REST routes, the article pages and the chat."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from index.errors import InputError

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from briefing.assistant import Assistant
    from briefing.settings import Settings

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
# Before any import of gradio: it looks up two hosts on the internet otherwise.

GOODBYE_SECONDS = 2
"""Open pages hold a connection each; waiting longer for them would only delay the end."""


def make_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Return the application over an open assistant; whoever opened it closes it.

    Raises InputError when the settings would open it to other machines without a key.
    """
    from fastapi import FastAPI
    from fastapi.middleware.cors import CORSMiddleware
    from fastapi.staticfiles import StaticFiles

    from briefing import __version__
    from briefing.web import api, api_description, chat, pages
    from briefing.web.auth import Guard, require_key

    require_key(settings)
    app = FastAPI(
        title="Briefing Desk", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json"
    )
    # Gradio reflects any origin unless its parent has a list; ours sends no credentials, so cookies never cross sites.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(settings.allowed_origins),
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["authorization", "content-type", "x-api-key"],
    )
    app.add_middleware(Guard, settings=settings)
    api.add_error_handlers(app)
    api.add_health(app)
    app.include_router(api.api_router(assistant))
    api_description.describe(app, needs_key=settings.api_key is not None)
    app.include_router(pages.page_router(assistant, settings))
    app.mount("/desk", StaticFiles(directory=pages.STATIC))
    chat.mount_chat(app, assistant, settings)
    return app


def serve(settings: Settings) -> None:
    """Open the library, serve until interrupted, and close it.

    Raises InputError when the address cannot be used, LibraryLockedError when another process owns the library.
    """
    import uvicorn

    from briefing.assistant import open_assistant
    from briefing.web.auth import require_key

    require_key(settings)
    with listen(settings.host, settings.port) as listener, open_assistant(settings) as assistant:
        _ = assistant.writing  # a language model that cannot be opened is told before the first question
        assistant.library.announce(address_of(listener))
        config = uvicorn.Config(
            make_app(assistant, settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GOODBYE_SECONDS,
        )
        with suppress(KeyboardInterrupt):
            asyncio.run(_run(uvicorn.Server(config), listener))


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address, before anything slow begins.

    Raises InputError when the address is in use or is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise InputError(
            f"Cannot listen on {host}:{port}: {error.strerror or error}. Choose another port with BRIEFING_PORT."
        ) from error
    return listener


def address_of(listener: socket.socket) -> str:
    """Return the address that a person opens in the browser."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


async def _run(server: uvicorn.Server, listener: socket.socket) -> None:
    """Serve on the listener and say where, once requests are answered."""
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.02)
    if server.started:
        print(f"Briefing Desk is ready: open {address_of(listener)} (Ctrl+C stops it)", flush=True)
    await serving
