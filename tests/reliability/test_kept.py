"""What is saved stays saved: the quick part of what `scripts/check --long` tries for hours."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability.kept import failing, page
from tests.reliability.kept.cut import cut
from tests.reliability.kept.synced import synced

ROOT = Path(__file__).parents[2]
KILLS = 300
SERVERS = 3


@pytest.fixture
def _strace(lacking):
    if not shutil.which("strace"):
        lacking("strace", "apt-get install strace")


def figures(module, *words):
    """Return the figures of a program that forks, and so runs in a process of its own."""
    command = [sys.executable, "-m", f"tests.reliability.kept.{module}", *map(str, words)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_an_acknowledged_change_survives_the_end_of_its_process():
    seen = figures("killed", KILLS)
    assert (seen["kills"], seen["lost"], seen["half"], seen["damaged"], seen["doubled"]) == (KILLS, 0, 0, 0, 0), seen
    assert seen["acknowledged"]


def test_an_acknowledged_change_survives_the_end_of_its_whole_server():
    seen = figures("served", SERVERS)
    assert (seen["kills"], seen["lost"], seen["half"], seen["damaged"]) == (SERVERS, 0, 0, 0), seen
    assert seen["acknowledged"]


@pytest.mark.usefixtures("_strace")
def test_every_commit_is_on_the_disk_before_it_is_acknowledged():
    seen = synced(50)
    assert seen["commits"] == 50
    assert seen["syncs"] >= seen["commits"]


def test_whatever_is_left_of_the_log_holds_what_its_whole_part_acknowledges():
    seen = cut(places=150, flips=150)
    assert (seen["not_a_prefix"], seen["less_than_acknowledged"], seen["refused"]) == (0, 0, 0), seen


def harmless(seen):
    return not any(seen[name] for name in ("lost", "half", "dishonest", "given_up", "not_recovered"))


@pytest.mark.usefixtures("_strace")
def test_a_call_that_fails_loses_nothing_and_is_told_as_what_it_is():
    seen = failing.failed([*failing.faults([12]), ("fdatasync", "EIO", 1, True), ("fdatasync", "EIO", 3, False)])
    assert harmless(seen), seen
    assert seen["refused"]


def test_a_file_that_may_not_grow_loses_nothing_and_grows_again():
    seen = failing.full([0, 9_000, 30_000])
    assert harmless(seen), seen
    assert seen["refused"]


def test_a_full_disk_loses_nothing_and_is_gone_on_with_once_there_is_room(lacking):
    with failing.small_disk() as folder:
        if folder is None:
            lacking("a small disk", "run as root, who may mount one")
        seen = failing.filled(folder)
    assert seen.pop("kept")
    assert seen == {"refused": "StoreUnavailable", "readable_when_full": True, "recovered": True}


def test_no_update_is_lost_between_eight_processes():
    seen = figures("together", "race", 8, 25)
    assert (seen["commits"], seen["lost"], seen["more"], seen["busy"], seen["damaged"]) == (200, 0, 0, 0, 0), seen


def test_a_backup_made_while_others_write_is_whole_and_what_it_says():
    seen = figures("together", "backups", 20)
    assert (seen["backups"], seen["differing"]) == (20, 0), seen


def test_only_its_own_part_of_the_page_is_written_anew():
    others = "# Page\n\n## Before\n\nb\n", "\n## After\n\na\n"
    first = page.with_part("".join(others), f"{page.HEADING}\n\n1")
    second = page.with_part(first + others[1], f"{page.HEADING}\n\n2")
    assert first == f"{''.join(others)}\n{page.HEADING}\n\n1\n"
    assert second == f"{''.join(others)}\n{page.HEADING}\n\n2\n{others[1]}"
    assert page.kept_part(second) == f"\n{page.HEADING}\n\n2\n"


def test_what_is_not_measured_anew_stays_on_the_page(monkeypatch):
    measures = ("first thing", lambda: ("2", "0", "new")), ("second thing", lambda: ("2", "0", "new"))
    monkeypatch.setattr(page, "measures", lambda _share: iter(measures))
    monkeypatch.setattr(page, "costs", iter)
    before = f"{page.HEADING}\n\n| first thing | 1 | 0 | old | 2026 |\n| second thing | 1 | 0 | old | 2026 |\n"
    (told,) = page.tried(1, ["first"], before)
    assert "| first thing | 2 | 0 | new | " in told
    assert "| second thing | 1 | 0 | old | 2026 |" in told
