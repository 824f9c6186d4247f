"""Run the desk at a terminal: `briefing COMMAND`. Exit codes stand in `exits`, what the commands do in `cli_*`."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from briefing import cli_answers, cli_articles, cli_eval, cli_feeds, cli_proof, cli_upkeep, console, exits

COMMANDS = (
    cli_articles.read,
    cli_articles.add,
    cli_feeds.refresh,
    cli_feeds.feeds,
    cli_articles.articles,
    cli_articles.show,
    cli_articles.restore,
    cli_articles.remove,
    cli_answers.search,
    cli_answers.ask,
    cli_answers.summarize,
    cli_proof.check,
    cli_proof.quotes,
    cli_answers.stories,
    cli_answers.brief,
    cli_articles.export,
    cli_articles.demo,
    cli_upkeep.serve,
    cli_upkeep.rebuild,
    cli_upkeep.doctor,
)
"""In the order in which the help lists them."""

app = typer.Typer(
    name="briefing",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: Rich would double the time until it shows
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in COMMANDS:
    app.command()(command)
app.command("eval")(cli_eval.eval_)


@app.callback(invoke_without_command=True)
def about(
    context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False
) -> None:
    """Answer and brief from news articles, every sentence with the paragraph that says it."""
    if context.invoked_subcommand is None and not version:
        console.write(context.get_help())
    if version:
        from briefing import __version__

        console.write(f"briefing-desk {__version__}")
        raise typer.Exit()


def main() -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    sys.exit(exits.run(app, sys.argv[1:]))


if __name__ == "__main__":
    main()
