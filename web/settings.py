"""Every limit of the web application, with its default."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """
    What one request may cost, and how much one page shows.

    Parameters
    ----------
    search_seconds
        Seconds a route search may take before it answers with the best found.
    longer_search_seconds
        Seconds a person may ask for instead, by the button beside a search that was cut.
    glance_seconds
        Seconds each search beside the answer may take: for the ends of the sliders, and for the ways around a role.
    searches_at_once
        Questions worked on at the same time, in each worker: a second one, so that a long search holds up nobody.
    alone_seconds
        Seconds a question is worked on before a second one begins beside it: two that share a processor take as long
        as one after the other, and each is answered as late as the last.
    searches_waiting
        Questions that may wait for their turn in each worker; more are answered with 503 at once. Both together have to
        be fewer than a worker's threads (`careergraph serve --threads`), so that one is free to say so.
    waiting_seconds
        Seconds a question may have to wait for its turn, by how long the latest ones took; one that would wait longer
        is answered with 503 at once.
    patience_seconds
        Seconds a question waits for its turn at most, where the ones before it take longer than was expected.
    kept_bytes, kept_seconds
        Bytes of pages that are kept to be shown again, and for how many seconds each.
    body_bytes
        The largest body of a request; more is answered with 413.
    query_characters
        The longest query string; more is answered with 414.
    suggestions
        Roles or skills offered while somebody types.
    listed
        Roles offered before anything is typed; a graph of more offers none then.
    datalist
        Names offered without JavaScript; a longer list is left to typing.
    people
        People who are looked at together; a longer table is answered with 400. Its bytes are those of a body.
    map_roles
        Roles the map draws and lists; of a larger graph, the nearest to the one that is looked at.
    cookie_days
        Days a browser remembers that it has shown the access token, and which theme it chose.

    Examples
    --------
    >>> Settings(search_seconds=0.5).body_bytes
    65536
    """

    search_seconds: float = 2.0
    longer_search_seconds: float = 20.0
    glance_seconds: float = 0.25
    searches_at_once: int = 2
    alone_seconds: float = 0.1
    searches_waiting: int = 8
    waiting_seconds: float = 1.0
    patience_seconds: float = 10.0
    kept_bytes: int = 32 * 2**20
    kept_seconds: float = 300.0
    body_bytes: int = 64 * 1024
    query_characters: int = 16_000
    suggestions: int = 8
    listed: int = 60
    datalist: int = 300
    people: int = 300
    map_roles: int = 150
    cookie_days: int = 30
