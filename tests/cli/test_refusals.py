"""Errors: one plain sentence on the error stream, an exit code, and JSON where JSON was asked for."""

import subprocess
import sys

import click
import pytest

from careergraph.cli import COMMANDS, main, refusing, serve

FROM = "rd-department-manager"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["routes", FROM, "techncal director"], 2, "No role “techncal director”. Did you mean technical director?"),
        (["next", "astronaut"], 2, "No role “astronaut”. The graph's roles are listed by `careergraph show`."),
        (["show", "foundr"], 2, "No role “foundr”. Did you mean founder?"),
        (
            ["routes", FROM, "founder", "--held", "team leedership:2"],
            2,
            "No skill “team leedership”. Did you mean team leadership?",
        ),
        (
            ["routes", FROM, "founder", "--held", "funds:9"],
            2,
            "Invalid value for --held: “9” is no level of this graph",
        ),
        (["routes", FROM, "founder", "--via", "family:zzz"], 2, "No family “zzz”. Did you mean"),
        (["routes", FROM], 2, "Say TO: careergraph routes FROM TO."),
        (["routes"], 2, "Say FROM and TO: careergraph routes FROM TO."),
        (["routes", FROM, "founder", "--matters", "fun"], 2, "“fun” is no criterion; use moves, months"),
        (["routes", FROM, "founder", "--max-months", "soon"], 2, "“max_months” is 'soon'; write a number."),
        (["routes", FROM, "founder", "--max-moves", "1.5"], 2, "“max_moves” is '1.5'; write a whole number."),
        (["routes", FROM, "founder", "-k", "0"], 2, "k = 0 asks for no route; ask for 1 or more."),
        (["routes", FROM, "founder", "--epsilon", "months"], 2, "“months” names no size; write CRITERION=SIZE"),
        (["routes", FROM, "founder", "--route", "Z"], 2, "“Z” is no route of this answer; there is A."),
        (
            ["routes", "--query", "nowhere.json"],
            4,
            "nowhere.json cannot be read as a query: No such file or directory.",
        ),
        (["next", FROM, "--served", "long"], 2, "“long” is no number of months."),
        (["routes", FROM, "founder", "--nonsense"], 2, "No such option"),
        (["nonsense"], 2, "No such command 'nonsense'."),
        (["show", "-g", "nowhere"], 4, "nowhere cannot be read as a role graph: No such file or directory."),
    ],
)
def test_a_refusal_is_a_sentence_and_a_code(run, told, words, code, sentence):
    result = run(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("careergraph: ")
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    json_code, document = told(*words)
    assert (json_code, document["exit_code"]) == (code, code)
    assert sentence in document["detail"]


def test_suggestions_are_told_to_scripts(told):
    _, document = told("next", "techncal director")
    assert (document["error"], document["suggestions"]) == ("unknown-role", ["technical director"])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "it is not JSON"),
        (b"[1]", "it is not an object"),
        (b"\xff\xfe", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b" " * (2**20 + 1), "it has more than 1048576 bytes"),
    ],
)
def test_a_query_that_cannot_be_read_is_told(run, tmp_path, content, sentence):
    (tmp_path / "query.json").write_bytes(content)
    result = run("routes", "--query", tmp_path / "query.json")
    assert result.exit_code == 4
    assert sentence in result.stderr


def test_a_query_document_with_an_unknown_field_is_a_usage_error(run):
    result = run("routes", "--query", "-", input='{"from": "founder", "to": "founder", "speed": 1}')
    assert result.exit_code == 2
    assert "“speed” is no field of a query" in result.stderr


def test_a_fault_of_our_own_is_told_without_a_trace_unless_asked_for(run, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("careergraph.cli.asking.Asking.explorer", property(fail))
    result = run("show")
    assert result.exit_code == 70
    assert "something went wrong inside careergraph (ZeroDivisionError: by zero)" in result.stderr
    monkeypatch.setenv(refusing.TRACE, "1")
    assert isinstance(run("show").exception, ZeroDivisionError)


def test_an_interruption_is_no_error(run, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("careergraph.cli.asking.Asking.explorer", property(interrupt))
    assert run("show").exit_code == 130


def test_a_reader_that_leaves_early_is_no_error():
    program = "for number in range(200): click.echo('a' * 10_000)"
    command = f"import click\nfrom careergraph.cli import main\n@main.command('talk')\ndef talk():\n    {program}\n"
    command += "main.first_lines = {}\nmain.get_command = lambda ctx, name: talk\nmain(['talk'])"
    talking = subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    talking.stdout.read(10)
    talking.stdout.close()
    assert talking.wait(timeout=30) == 1
    assert talking.stderr.read() == b""
    talking.stderr.close()


def test_every_command_is_listed_with_the_first_line_of_its_own_help():
    context = click.Context(main)
    commands = {name: main.get_command(context, name) for name in COMMANDS}
    assert {name: command.get_short_help_str(100) for name, command in commands.items()} == COMMANDS
    assert commands["serve"] is serve.command


def test_every_option_is_explained():
    context = click.Context(main)
    for name in COMMANDS:
        options = [one for one in main.get_command(context, name).params if isinstance(one, click.Option)]
        assert all(one.help for one in options), name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_that_fits_eighty_columns(run, monkeypatch, name):
    monkeypatch.setenv("COLUMNS", "80")
    result = run(name, "--help", terminal_width=80)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_without_a_command_the_help_is_shown(run):
    result = run()
    assert result.exit_code == 2
    assert "Exit codes:" in result.stderr


def test_the_version_is_told(run):
    assert run("--version").stdout.startswith("careergraph 0.")
