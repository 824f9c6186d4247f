"""Serve Briefing Desk: `python app.py`, or any ASGI server on `app:app`."""
