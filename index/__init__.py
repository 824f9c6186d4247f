"""From a source to a hit: read, clean, chunk, embed, store and search articles.

This package knows nothing of writers, settings, Gradio or briefings.
"""
