"""
The command line.

Each command has a module of its own that is imported when the command is run, so that `--help` is quick. `group` finds
them, `asking` reads what they share, `writing` prints, `refusing` turns an error into a sentence and an exit code.
"""

import click

from careergraph.cli.group import LazyGroup

COMMANDS = {
    "serve": "Open the explorer in a browser.",
    "routes": "Find routes from a role to a goal, or to several.",
    "compare": "Put two routes side by side.",
    "schedule": "Say what a route asks to be learned, and when.",
    "unavoidable": "Say what every route to a goal passes and asks.",
    "goals": "Weigh two to five goals: first steps, and what to learn for all.",
    "reach": "List what is within reach of a role, each with its first route.",
    "ways-in": "List who can reach a role: holders of other roles, or people.",
    "learn": "Say what to learn next, by the roles it opens or brings nearer.",
    "train": "Say what to teach people who have no route to a role.",
    "next": "Say what can come next from a role, least to learn first.",
    "gap": "Say what a role asks of a person, skill by skill.",
    "show": "Show a role, or list all roles.",
    "validate": "Check a graph, and tell every problem.",
    "convert": "Write a graph in another format.",
    "derive": "Make transitions of the skills that roles hold.",
    "store": "Keep a graph with every version of it.",
    "neo4j": "Bring a graph to a Neo4j server, or fetch it.",
    "export": "Write a graph for Neo4j to import.",
}
"""Each with the first line of its help, so that listing the commands imports none of them."""

EPILOG = """\b
Roles can be named by id or by title, in any language of the graph.

\b
Exit codes:
  0  found
  1  no route, or the graph breaks the rules
  2  not understood: an option, or a role the graph does not have
  3  the search was cut short; the best found is printed
  4  data, or a store, that cannot be read
  70 a fault of careergraph itself
"""


@click.group(
    cls=LazyGroup,
    commands_in="careergraph.cli",
    first_lines=COMMANDS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="careergraph", message="careergraph %(version)s")
def main() -> None:
    """How to get from one role to another, and what each way asks of you."""
