"""`careergraph store`: make a store, look at its versions, go back; and every command reads one."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from careergraph import ChangeSet, Role, Text, open_store, read

FROM, TO = "rd-department-manager", "founder"


@pytest.fixture
def named(tmp_path, run):
    """A store with the bundled graph as version 1, and a role more as version 2."""
    path = tmp_path / "careers.db"
    assert run("store", "import", graph_file(tmp_path, run), path).exit_code == 0
    with closing(open_store(path)) as store:
        founder = replace(store.role("founder"), title=Text("Founder of a company"), seniority="")
        put = (Role("cook", Text.of("Cook", zh="厨师")), founder)
        store.commit(ChangeSet(put=put), change_id="two", note="a cook")
    return path


def graph_file(tmp_path, run):
    path = tmp_path / "graph.json"
    run("convert", path, "--force")
    return path


def test_import_makes_a_store_of_any_graph_in_one_commit(tmp_path, told, run):
    code, made = told("store", "import", graph_file(tmp_path, run), tmp_path / "careers.db", "--note", "first")
    assert code == 0
    assert (made["number"], made["version"], made["note"]) == (1, read().version, "first")
    assert read(tmp_path / "careers.db") == read()


def test_import_makes_no_store_of_a_graph_that_is_wrong(tmp_path, run):
    (tmp_path / "wrong.json").write_text('{"format": "careergraph", "transitions": [{"tail": "a", "head": "b"}]}')
    assert run("store", "import", tmp_path / "wrong.json", tmp_path / "careers.db").exit_code == 1
    assert not (tmp_path / "careers.db").exists()


def test_import_updates_a_store_only_where_that_is_said(named, tmp_path, run):
    refused = run("store", "import", tmp_path / "graph.json", named)
    assert refused.exit_code == 4
    assert "--update" in refused.stderr
    assert run("store", "import", tmp_path / "graph.json", named, "--update").exit_code == 0
    assert read(named) == read()


def test_list_has_the_newest_first(named, told, run):
    lines = run("store", "list", named).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["number", "2", "1", "0"]
    assert "a cook" in lines[1]
    code, document = told("store", "list", named)
    assert (code, document["versions"][0]["note"]) == (0, "a cook")
    assert document["store"] == str(named)


def test_diff_says_what_came_went_and_changed(named, run):
    assert run("store", "diff", named).stdout == "+  role  Cook\n~  role  Founder of a company  title, seniority\n"
    assert run("store", "diff", named, 2, 1).stdout.startswith("-  role  Cook\n~  role  Founder  title")
    assert run("store", "diff", named, 2).stdout == "Nothing differs.\n"
    assert "Technical director → Founder" in run("store", "diff", named, 0, 1).stdout


def test_diff_has_the_values_as_json(named, told):
    code, document = told("store", "diff", named)
    assert (code, document["from"], document["to"]) == (0, 1, 2)
    cook, founder = document["edits"]
    assert cook == {
        "kind": "role",
        "names": ["cook"],
        "fields": [],
        "before": None,
        "after": {"id": "cook", "title": ["Cook", {"zh": "厨师"}]},
    }
    assert (founder["fields"], founder["before"]["title"][0]) == (["title", "seniority"], "Founder")


def test_revert_makes_an_old_version_the_newest(named, told, run):
    assert run("store", "revert", named, 1).stdout.startswith("Made version 3. It is named ")
    assert read(named) == read()
    assert run("store", "revert", named, 1).stdout.startswith("Nothing differs.")
    code, document = told("store", "list", named)
    assert (code, document["versions"][0]["note"]) == (0, "Back to version 1")


def test_backup_is_a_store_like_it_and_replaces_nothing(named, tmp_path, run):
    assert run("store", "backup", named, tmp_path / "copy.db").exit_code == 0
    assert run("store", "list", tmp_path / "copy.db").stdout == run("store", "list", named).stdout
    again = run("store", "backup", named, tmp_path / "copy.db")
    assert again.exit_code == 4
    assert "replaces nothing" in again.stderr


def test_check_tells_a_value_that_is_not_what_was_committed(named, told, run):
    assert run("store", "check", named).stdout == "3 versions are whole.\n"
    with closing(sqlite3.connect(named)) as db, db:
        db.execute("UPDATE kept SET record = replace(record, 'Cook', 'Crook')")
    checked = run("store", "check", named)
    assert checked.exit_code == 1
    assert "version 2 is not what was committed" in checked.stdout
    assert told("store", "check", named)[1]["whole"] is False


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["list", "nowhere.db"], 4, "There is no store at nowhere.db."),
        (["list", "mysql://host/db"], 4, "“mysql://” names no store that is known."),
        (["list", "graph.txt"], 4, "There is no store at graph.txt."),
        (["diff", "STORE", "7"], 4, "has no version 7"),
        (["revert", "STORE", "7"], 4, "has no version 7"),
        (["revert", "STORE", "one"], 2, "'one' is not a valid integer"),
        (["backup", "STORE", "no/such/folder/copy.db"], 4, "no/such/folder/copy.db cannot be read or written"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(named, run, words, code, sentence):
    result = run("store", *(str(named) if word == "STORE" else word for word in words))
    assert (result.exit_code, sentence in result.stderr) == (code, True), result.stderr


def test_texts_are_in_chinese_too(named, run):
    assert run("store", "diff", named, "--lang", "zh").stdout.splitlines()[0] == "+  岗位  厨师"
    assert run("store", "check", named, "--lang", "zh").stdout == "3 个版本完好。\n"


def test_every_command_reads_the_newest_version_of_a_store(named, run):
    assert "Cook" in run("show", "--graph", named).stdout
    assert run("routes", FROM, TO, "--graph", f"sqlite:///{named}").exit_code == 0
    assert run("validate", named).exit_code == 0
    assert run("convert", named, named.with_name("back.json")).exit_code == 0
    assert read(named.with_name("back.json")) == read(named)


def test_a_store_is_not_written_like_a_file(named, run):
    refused = run("convert", named, named.with_name("other.db"))
    assert refused.exit_code == 2
    assert "careergraph store import" in refused.stderr
