"""Keep the instructions to language models, and nothing else; the built-in engine needs none."""
