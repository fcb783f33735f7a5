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
    table_rows
        Roles listed in the table of the map.
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
    body_bytes: int = 64 * 1024
    query_characters: int = 16_000
    suggestions: int = 8
    listed: int = 60
    datalist: int = 300
    table_rows: int = 500
    cookie_days: int = 30
