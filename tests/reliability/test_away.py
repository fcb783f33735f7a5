"""P11, P1: Neo4j itself is killed under two servers, and nothing acknowledged is lost."""

import shutil

import pytest

from tests.reliability.served import page
from tests.reliability.served.away import away

BACK = 5


@pytest.mark.slow  # a server of its own has to start twice
@pytest.mark.neo4j
def test_neo4j_is_killed_under_two_servers_and_nothing_acknowledged_is_lost(lacking):
    if not (shutil.which("java") or shutil.which("docker")):
        lacking("Neo4j of its own", "a JDK and Maven, or Docker: see scripts/neo4j")
    seen = away(kills=1, seconds=5)
    wrong = {name: seen[name] for name in ("lost", "half", "doubled", "unknown", "damaged", "not_newest", "wrong")}
    assert not any(wrong.values()), seen
    assert seen["pages_refused"] == 0, seen
    assert seen["acknowledged"], seen
    assert seen["behind"], seen
    assert seen["told_to_come_again"], seen
    assert seen["back"] <= BACK, seen


def test_a_section_is_written_in_its_place_and_all_others_stay():
    others = "# Page\n\n## Before\n\nb\n", "\n## After\n\na\n"
    loads, cuts = page.TITLES["loads"], page.TITLES["cuts"]
    first = page.with_section("".join(others), loads, ["1", "2"])
    assert first == f"{others[0]}{others[1]}\n{page.HEADING}\n\n### {loads}\n\n1\n2\n"
    moved = f"{others[0]}\n{page.HEADING}\n\n### {loads}\n\n1\n2\n{others[1]}"
    second = page.with_section(page.with_section(moved, cuts, ["3"]), loads, ["4"])
    assert second == f"{others[0]}\n{page.HEADING}\n\n### {cuts}\n\n3\n\n### {loads}\n\n4\n{others[1]}"
    assert page.section(second, cuts) == ["3"]
