"""Criteria, limits and what would have to give way, in words; each beside the option that asks for it."""

from careergraph.cli import telling
from careergraph.cli.words import CommandWords
from careergraph.model.graph import CareerGraph
from careergraph.model.text import Text
from careergraph.routes.query import Criterion, Selector
from careergraph.routes.route import Breach, Constraint, Value
from careergraph.views.words import Figure, figure


def criterion(words: CommandWords, one: Criterion) -> str:
    """Return what a criterion is called where it says what counted."""
    return {
        "moves": words("moves"),
        "months": words("months"),
        "learning": words("level steps to learn"),
        "hardest": words("biggest step"),
        "likelihood": words("likelihood"),
        "pay": words("pay at the goal"),
        "dip": words("fall in pay on the way"),
    }[one]


def column(words: CommandWords, one: Criterion) -> str:
    """Return what stands over the figures of a criterion."""
    return {
        "learning": words("to learn"),
        "pay": words("yearly pay"),
        "dip": words("pay dip"),
    }.get(one, criterion(words, one))


def limit(words: CommandWords, graph: CareerGraph, one: Constraint) -> str:
    """Return a constraint as the person set it: "at most 48 months"."""
    if one.selector is not None:
        named = selector(words, graph, one.selector)
        return words("avoid {what}", what=named) if one.kind == "avoid" else words("by way of {what}", what=named)
    if one.kind == "evidence":
        return words("only with evidence: {kinds}", kinds=words.listed(words(kind) for kind in one.kinds))
    return _bound(words, one.kind, one.limit or 0)


def _bound(words: CommandWords, kind: str, amount: Figure) -> str:
    told = figure(amount)
    return {
        "max_moves": words("at most {limit} moves", limit=told),
        "max_months": words("at most {limit} months", limit=told),
        "max_learning": words("at most {limit} level steps in all", limit=told),
        "max_step": words("at most {limit} level steps in one step", limit=told),
        "pay_floor": words("never below {limit} % of today's pay", limit=told),
    }[kind]


def selector(words: CommandWords, graph: CareerGraph, one: Selector) -> str:
    """Return what a selector stands for."""
    if one.kind == "role":
        known = one.id in graph.roles
        return words.in_sentence(graph.roles[one.id].title, graph.metadata.language) if known else one.id
    if one.kind == "family":
        titles = {term.id: term.title for term in graph.metadata.families}
        return words.within(titles.get(one.id, Text(one.id)))
    name = telling.skill_name(words, graph, one.id)
    return words("{skill} at level {level}", skill=name, level=one.level) if one.level > 1 else name


def change(words: CommandWords, graph: CareerGraph, one: Breach) -> str:
    """Return what a repair does to a constraint: "allow 60 months (--max-months 60)"."""
    constraint = one.constraint
    if constraint.selector is not None:
        named = selector(words, graph, constraint.selector)
        if constraint.kind == "avoid":
            return words("do not avoid {what}", what=named)
        return words("do not ask to go by way of {what}", what=named)
    if constraint.kind == "evidence":
        return words("allow every kind of evidence")
    option = f"--{constraint.kind.replace('_', '-')}"
    if one.needed is None or one.needed.unknown:
        return words("leave out {option}, because something on the way is not known", option=option)
    allow = _allowance(words, constraint.kind, one.needed)
    limit = figure(constraint.limit or 0)
    return words("{allow} instead of {limit} ({option})", allow=allow, limit=limit, option=_set(one, option))


def _allowance(words: CommandWords, kind: str, needed: Value) -> str:
    count = needed.known
    return {
        "max_moves": words.plural("allow {count} move", "allow {count} moves", count),
        "max_months": words.plural("allow {count} month", "allow {count} months", count),
        "max_learning": words.plural("allow {count} level step in all", "allow {count} level steps in all", count),
        "max_step": words.plural(
            "allow {count} level step in one step", "allow {count} level steps in one step", count
        ),
        "pay_floor": words("accept {limit} % of today's pay", limit=figure(count)),
    }[kind]


def _set(one: Breach, option: str) -> str:
    return f"{option} {figure(one.needed.known)}" if one.needed else option
