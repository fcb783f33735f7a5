"""Under load: a few questions at once, a short bench, 503 for the rest; and what was made once is shown again."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest

from careergraph import CareerGraph, Explorer, Role, Text, Transition, read
from web import Settings, create_app
from web.turns import Turns

ROUTES = "/routes.json?from=rd-department-manager&to=general-manager&max_moves={}"
PAGE = "/routes?from=rd-department-manager&to=general-manager"


class Slow(Explorer):
    """Searches that go on until they are let go."""

    def __init__(self):
        super().__init__(read())
        self.go = threading.Event()
        self.begun = threading.Semaphore(0)

    def routes(self, *args, **kwargs):
        self.begun.release()
        self.go.wait(20)
        return super().routes(*args, **kwargs)


@pytest.fixture
def slow():
    explorer = Slow()
    yield explorer
    explorer.go.set()


def asking(app, number):
    return app.test_client().get(ROUTES.format(number))


def test_who_finds_no_room_to_wait_is_told_at_once_to_come_again(slow):
    app = create_app(slow, settings=Settings(searches_at_once=1, searches_waiting=1, waiting_seconds=20))
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(asking, app, 3)
        assert slow.begun.acquire(timeout=10)
        second = pool.submit(asking, app, 4)
        refused, took = None, 0.0
        while refused is None or refused.status_code != 503:  # until the second sits on the bench
            begun = time.monotonic()
            refused = pool.submit(asking, app, 5).result(20) if second.running() else None
            took = time.monotonic() - begun
        assert took < 1
        assert refused.mimetype == "application/problem+json"
        assert refused.json["detail"] == "Many people are asking at this moment. Try again in a few seconds."
        assert refused.headers["Retry-After"] == "1"
        page = app.test_client().get(PAGE)
        assert (page.status_code, page.mimetype) == (503, "text/html")
        assert "Many people are asking at this moment." in page.get_data(as_text=True)
        assert app.test_client().get("/api/roles?q=tech").status_code == 200
        slow.go.set()
        assert (first.result(20).status_code, second.result(20).status_code) == (200, 200)
    assert asking(app, 5).status_code == 200


def test_who_waits_too_long_is_told_so(slow):
    app = create_app(slow, settings=Settings(searches_at_once=1, searches_waiting=4, patience_seconds=0.05))
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(asking, app, 3)
        assert slow.begun.acquire(timeout=10)
        assert asking(app, 4).status_code == 503
        slow.go.set()
        assert first.result(20).status_code == 200


def in_line(pool, turns, people):
    """Return people who each take a turn, one behind the other, once all of them sit or wait."""
    asked = []
    for number in range(1, people + 1):
        asked.append(pool.submit(turns.take))
        until = time.monotonic() + 10
        while len(turns._waiting) + sum(one.done() for one in asked) < number:
            assert time.monotonic() < until
            time.sleep(0.001)
    return asked


def test_who_would_wait_too_long_is_told_so_at_once():
    turns = Turns(seats=1, alone=0, bench=8, seconds=0.05, patience=20)
    for _ in range(20):  # until most of that is usual, so that the next may wait, and the one after it would too long
        begun = turns.take()
        time.sleep(0.04)
        turns.give_back(begun)
    begun = turns.take()
    with ThreadPoolExecutor(1) as pool:
        (waiting,) = in_line(pool, turns, 1)
        asked = time.monotonic()
        assert turns.take() is None
        assert time.monotonic() - asked < 0.5
        turns.give_back(begun)
        assert waiting.result(20)


def test_one_after_the_other_unless_one_takes_long():
    turns = Turns(seats=2, alone=0.2, bench=8, seconds=2, patience=20)
    first = turns.take()
    with ThreadPoolExecutor(3) as pool:
        later = in_line(pool, turns, 3)
        second = later[0].result(20)
        assert second - first >= 0.2  # beside the first, which takes long
        time.sleep(0.3)
        assert not later[1].done()  # both seats are taken
        turns.give_back(second)
        third = later[1].result(20)
        turns.give_back(first)
        assert later[2].result(20) - third >= 0.2  # whoever came first begins first


def test_a_question_that_fails_leaves_its_seat():
    class Broken(Explorer):
        def routes(self, *_args, **_kwargs):
            raise ZeroDivisionError

    app = create_app(Broken(read()), settings=Settings(searches_at_once=1, searches_waiting=0))
    assert [asking(app, number).status_code for number in (3, 4, 5)] == [500, 500, 500]


def counting():
    """An explorer that counts what it is asked."""

    class Counting(Explorer):
        asked = 0

        def holds(self, profile):
            type(self).asked += 1
            return super().holds(profile)

    return Counting(read())


def test_a_page_is_made_once_for_each_address_language_and_theme():
    explorer = counting()
    client = create_app(explorer).test_client()
    first = client.get(PAGE)
    made = explorer.asked
    again = client.get(PAGE)
    assert explorer.asked == made
    assert again.data == first.data
    assert dict(again.headers) == dict(first.headers)
    assert b'lang="zh"' in client.get(PAGE, headers={"Accept-Language": "zh"}).data
    client.set_cookie("careergraph-theme", "dark")
    assert b'data-theme="dark"' in client.get(PAGE).data


def test_a_page_that_is_kept_is_shown_to_nobody_without_the_token(guarded, token, stranger):
    shown = guarded.test_client().get(PAGE, headers={"Authorization": f"Bearer {token}"})
    assert shown.status_code == 200
    assert stranger.get(PAGE).status_code in {303, 401}
    assert stranger.get(PAGE, headers={"Authorization": "Bearer another"}).status_code in {303, 401}
    again = guarded.test_client().get(PAGE, headers={"Authorization": f"Bearer {token}"})
    assert (again.status_code, again.data) == (200, shown.data)


def test_a_page_is_good_for_a_while_only():
    explorer = counting()
    client = create_app(explorer, settings=Settings(kept_seconds=0)).test_client()
    client.get(PAGE)
    made = explorer.asked
    client.get(PAGE)
    assert explorer.asked == 2 * made


def test_what_tells_of_a_cut_search_is_not_kept():
    class Cut(Explorer):
        times = 0

        def routes(self, query, budget=None):
            type(self).times += 1
            return replace(super().routes(query, budget), complete=self.times > 1)

    explorer = Cut(read())
    client = create_app(explorer).test_client()
    assert client.get(ROUTES.format(3)).json["complete"] is False
    assert client.get(ROUTES.format(3)).json["complete"] is True


def test_the_map_of_a_large_graph_draws_what_is_near_and_says_so():
    names = [f"r{number:02}" for number in range(40)]
    moves = [Transition(one, other) for one, other in pairwise(names)]
    explorer = Explorer(CareerGraph(roles=[Role(name, Text(name)) for name in names], transitions=moves))
    client = create_app(explorer, settings=Settings(map_roles=5)).test_client()
    page = client.get("/map?at=r20").get_data(as_text=True)
    assert "5 of 40 roles are drawn: those nearest to r20." in page
    assert [name for name in names if f">{name}</a>" in page.partition('id="table"')[2]] == names[18:23]
    assert "5 of 40 roles are drawn: those with most moves." in client.get("/map").get_data(as_text=True)
