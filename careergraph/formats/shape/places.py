"""Where a problem of the model stands in what was read."""

import re
from collections.abc import Iterable

from careergraph.formats.shape.record import Record
from careergraph.model.rules import Problem, Subject

NAMING = {"role": 1, "skill": 1, "transition": 2}
"""How many names follow the kind of a subject; after them stands the field."""
REFERRING = ("skill", "other", "source", "kind")
"""Fields of a listed record whose value a problem repeats."""
MOST_TOLD = 3
QUOTED = re.compile("“(.*?)”")


class Places:
    """
    The records by what they are about.

    Examples
    --------
    >>> from careergraph.formats.shape.findings import Findings
    >>> places = Places()
    >>> places.add(("role", "cto"), Record({"title": ""}, "roles[0]", Findings()))
    >>> places.of(Problem(("role", "cto", "title"), "it has no title"))
    'roles[0].title'
    """

    def __init__(self) -> None:
        self._records: dict[Subject, list[Record]] = {}

    def add(self, subject: Subject, record: Record) -> None:
        """Remember where a subject stands; it may stand in several places."""
        self._records.setdefault(subject, []).append(record)

    def of(self, problem: Problem) -> str:
        """Return the place of a problem; an empty string where it has none of its own."""
        kind, *names = problem.subject
        count = NAMING.get(kind, len(names))
        records = self._records.get((kind, *names[:count]), [])
        field = names[count : count + 1]
        if not field:
            return _told(record.place for record in records)
        return _told(_field_places(records[0], field[0], problem.what)) if records else ""

    def placed(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems with their places."""
        return [problem.placed(self.of(problem)) for problem in problems]


def _field_places(record: Record, field: str, what: str) -> list[str]:
    if field == "pay":
        pay = record.part(field)
        return [pay.place if pay else record.place]
    listed = _listed(record, field)
    if listed or field == "requirements":
        return _blamed(listed, what) or [one.place for one in listed] or [record.place]
    return [record.at(field) if field in record.values else record.place]


def _listed(record: Record, field: str) -> list[Record]:
    """Return the records in the lists that a field of the model is made of."""
    listed = record.parts(field) if isinstance(record.values.get(field), list) else []
    groups = record.parts("groups") if field == "requirements" else []
    return [*listed, *(member for group in groups for member in group.parts("members"))]


def _blamed(listed: Iterable[Record], what: str) -> list[str]:
    """Return the places of the records that name what a problem names."""
    quoted = set(QUOTED.findall(what))
    words = quoted or set(what.split())
    hits = [(one, field) for one in listed for field in REFERRING if one.values.get(field) in words]
    if quoted:
        return [one.at(field) for one, field in hits]
    field = what.split(maxsplit=1)[0]
    exact = [one.at(field) for one, _ in hits if str(one.values.get(field)) in words]
    return exact or [one.place for one, _ in hits]


def _told(places: Iterable[str]) -> str:
    once = list(dict.fromkeys(places))
    more = f" and {len(once) - MOST_TOLD} more" if len(once) > MOST_TOLD else ""
    return ", ".join(once[:MOST_TOLD]) + more
