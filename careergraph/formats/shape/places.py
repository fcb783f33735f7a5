"""Where a problem of the model stands in what was read."""

import re
from collections.abc import Iterable, Iterator

from careergraph.formats.shape.record import Record
from careergraph.model.rules import Problem, Subject

NAMING = {"role": 1, "skill": 1, "transition": 2}
"""How many names follow the kind of a subject; after them stands the field."""
REFERRING = ("skill", "other", "source", "kind")
"""Fields of a listed record whose value a problem repeats."""
LISTS = frozenset({"requirements", "evidence", "grows", "relations", "responsibilities"})
"""Fields of the model that are lists of records."""
MOST_TOLD = 3
QUOTED = re.compile("“(.*?)”")


class Places:
    """
    The records by what they are about.

    Examples
    --------
    >>> from careergraph.formats.shape.record import Findings, Origin
    >>> places = Places()
    >>> places.add(("role", "cto"), Record({"title": ""}, "roles[0]", Origin(Findings())))
    >>> places.of(Problem(("role", "cto", "title"), "it has no title"))
    'roles[0].title'
    """

    def __init__(self) -> None:
        self._records: dict[Subject, list[Record]] = {}
        self._listed: dict[Subject, _Listed] = {}

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
            return _told(record.place for record in records[: MOST_TOLD + 1])
        return self._field_place(records[0], problem, field[0]) if records else ""

    def placed(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield problems with their places."""
        return (problem.placed(self.of(problem)) for problem in problems)

    def _field_place(self, record: Record, problem: Problem, field: str) -> str:
        if field in LISTS:
            if problem.subject not in self._listed:
                self._listed[problem.subject] = _Listed(record, field)
            return _told(self._listed[problem.subject].blamed(problem.what)) or record.place
        if field == "pay":
            pay = record.part(field)
            return pay.place if pay else record.place
        return record.at(field) if field in record.values else record.place


class _Listed:
    """The records in the lists that a field of the model is made of, by the words that problems repeat."""

    def __init__(self, record: Record, field: str) -> None:
        groups = record.parts("groups") if field == "requirements" else []
        self._all = [*record.parts(field), *(member for group in groups for member in group.parts("members"))]
        self._named: dict[str, list[tuple[Record, str]]] = {}
        for one in self._all:
            for name in REFERRING:
                self._named.setdefault(str(one.values.get(name, "")), []).append((one, name))

    def blamed(self, what: str) -> list[str]:
        """Return the places of the records that name what a problem names; of all where none does."""
        quoted = QUOTED.findall(what)
        hits = [hit for word in quoted or what.split() for hit in self._named.get(word, ())]
        if quoted:
            return [one.at(name) for one, name in hits[: MOST_TOLD + 1]]
        field = what.split(maxsplit=1)[0]
        exact = [one.at(field) for one, _ in hits if str(one.values.get(field)) in what.split()]
        return exact or [one.place for one in ([one for one, _ in hits] or self._all)[: MOST_TOLD + 1]]


def _told(places: Iterable[str]) -> str:
    once = list(dict.fromkeys(places))
    return ", ".join(once[:MOST_TOLD]) + (" and more" if len(once) > MOST_TOLD else "")
