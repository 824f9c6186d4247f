"""Prove sentences by code: one named check a file, each over readings of the sentence and of what should carry it."""
