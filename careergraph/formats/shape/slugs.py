"""Ids made from what other tools call a thing."""

import re
from collections.abc import Iterable, Mapping
from itertools import count

from careergraph.formats.shape.findings import Findings
from careergraph.model.rules import SLUG

WORD = re.compile(r"[^\W_][\w.+]*[\w+]|[^\W_]")


def slugs(names: Iterable[str]) -> dict[str, str]:
    """
    Return an id for each name: itself where it can be one, else made of its words; no two get the same.

    Examples
    --------
    >>> slugs(["technical-director", "Technical director", "C++ developer"])
    {'technical-director': 'technical-director', 'Technical director': 'technical-director-2',
     'C++ developer': 'c++-developer'}
    """
    once = dict.fromkeys(names)
    ids = {name: name for name in once if SLUG.fullmatch(name)}
    taken = set(ids)
    for name in once:
        if name not in ids:
            ids[name] = _free("-".join(WORD.findall(name.lower())) or name, taken)
            taken.add(ids[name])
    return {name: ids[name] for name in once}


def note_made(where: str, ids: Mapping[str, str], findings: Findings) -> None:
    """Note how many ids were made, with an example."""
    made = [(name, slug) for name, slug in ids.items() if name != slug]
    if made:
        name, slug = made[0]
        findings.notice(where, f"{len(made)} names became ids, such as “{name[:40]}” {slug[:40]}")


def _free(slug: str, taken: set[str]) -> str:
    numbered = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    return next(one for one in numbered if one not in taken)
