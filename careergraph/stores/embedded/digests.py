"""The contents that name stored versions: summed up again, all in one go, to check them or after digests changed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import accumulate

from careergraph.model.graph import MOST_CONTENTS
from careergraph.model.metadata import Metadata, Source, Term
from careergraph.model.roles import Grown, Pay, Relation, Responsibility, Role
from careergraph.model.skills import AnyOf, Requirement, Skill
from careergraph.model.text import Text
from careergraph.model.transitions import Evidence, Transition
from careergraph.model.written import Written
from careergraph.stores.embedded.rows import Reading, Row, StoredValue

SAMPLE: tuple[StoredValue, ...] = (
    Metadata(families=(Term("f", Text("F")),), sources=(Source("s", Text("S")),)),
    Role(
        "a",
        Text.of("A", zh="甲"),
        responsibilities=(Responsibility(Text("leads")),),
        pay=Pay(Decimal(1), Decimal(2), "CNY"),
        grows=(Grown("p"),),
        relations=(Relation("b", "similar"),),
    ),
    Skill("p", Text("P")),
    Transition(
        "a",
        "b",
        requirements=(Requirement("p"),),
        groups=(AnyOf(1, (Requirement("q"),)),),
        evidence=(Evidence("policy"),),
    ),
)
"""A value of each kind, with all that can be in it."""


def fingerprint() -> str:
    """Return what changes when digests change, as when a kind of value gets another field."""
    written = Written()
    return f"{sum(map(written.digest, SAMPLE)) % MOST_CONTENTS:064x}"


def contents(rows: Iterable[Row], newest: int) -> Mapping[int, int]:
    """
    Return the content of every version up to the newest, summed up from all rows there are.

    Raises
    ------
    UnreadableData
        A row is no value of its kind.
    """
    written, reading = Written(), Reading()
    values = [(row, reading.of(row)) for row in rows]  # they have to live as long as what writes them
    steps: Counter[int] = Counter()
    for row, value in values:
        digest = written.digest(value)
        steps[row.since] += digest
        if row.until is not None:
            steps[row.until] -= digest
    sums = accumulate(steps[number] for number in range(newest + 1))
    return {number: content % MOST_CONTENTS for number, content in enumerate(sums)}
