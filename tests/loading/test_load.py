"""scripts/load: what it asks, what it counts, and what it writes."""

from itertools import islice

import pytest

from scripts.loading import run
from scripts.loading.clients import Asked, Asker, Tally, closed, opened, percentile, role_ids
from scripts.loading.run import BEGIN, END, Row
from tests.cli.test_serve import LINE, serving


@pytest.fixture(scope="module")
def address():
    with serving() as process:
        yield LINE.fullmatch(process.stdout.readline()).group(1).rstrip("/")


def test_the_same_seed_asks_the_same_and_clients_differ():
    asked = Asked("http://here", ["a", "b", "c", "d"], seed=3)
    first, again, other = (list(islice(asked.paths(client), 9)) for client in (0, 0, 1))
    assert first == again != other
    few = Asked("http://here", ["a", "b", "c", "d", "e", "f"], again=True)
    assert len(set(islice(few.paths(0), 500))) <= 10


def test_clients_that_wait_and_clients_that_do_not_are_answered(address):
    asked = Asked(address, role_ids(address), more="max_moves=3")
    for tally in (closed(asked, clients=2, seconds=0.5), opened(asked, rate=20, seconds=0.5)):
        assert set(tally.outcomes) == {"200"}
        assert len(tally.answered) == tally.outcomes["200"] > 0
        assert tally.unrouted


def test_what_fails_is_counted_by_its_name():
    tally = Tally()
    Asker("http://127.0.0.1:9").ask("/", tally)
    assert tally.outcomes == {"ConnectionRefusedError": 1}
    assert percentile(tally.answered, 0.5) == "-"


def test_a_row_tells_what_was_refused():
    tally = Tally([0.010] * 19 + [0.5], refused=[0.002])
    tally.outcomes.update({"200": 20, "503": 1, "TimeoutError": 2})
    assert Row(2, "documents", tally, 4.0, 0.3).cells() == (
        "2", "documents", "5.0", "10.0 ms", "500.0 ms", "500.0 ms", "1, p95 2.0 ms, 2 failed", "15.0 ms",
    )  # fmt: skip


def test_figures_replace_figures_and_nothing_else(tmp_path):
    page = tmp_path / "serving.md"
    page.write_text(f"# Many\n\n{BEGIN}\nold\n{END}\n\nafter\n", encoding="utf-8")
    for _ in range(2):
        run.write(["| 1 |"], page)
        assert page.read_text(encoding="utf-8") == f"# Many\n\n{BEGIN}\n\n| 1 |\n\n{END}\n\nafter\n"
    assert BEGIN in run.PAGE.read_text(encoding="utf-8")
