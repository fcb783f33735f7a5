"""A graph whose every text tries to become something else."""

from decimal import Decimal

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Source, Term
from careergraph.model.roles import Grown, Pay, Role
from careergraph.model.skills import LevelScale, Requirement, Skill
from careergraph.model.text import Text
from careergraph.model.transitions import Evidence, Transition

PAYLOADS = (
    "<script>window.__x=1</script>",
    '"><img src=x onerror=window.__x=1>',
    "' onmouseover='window.__x=1",
    "</script><script>window.__x=1</script>",
    "<!--<script>",
    "]]><svg onload=window.__x=1>",
    "\u2028window.__x=1;\u2029",
    "{{ 7*7 }}{% raw %}${7*7}{count}{0}%s%(x)s",
    "javascript:window.__x=1",
    "&lt;b&gt;&#x3c;script&#x3e;",
    "\x00\x1b[2J\x08\ud800\ufffe",
    "</style></title></textarea><svg/onload=window.__x=1>",
    "\u202egnitset\u202c",
)


def hostile(place):
    """Return a text made of all payloads, different in each place."""
    return f"{place} " + " ".join(PAYLOADS)


def text(place):
    return Text(hostile(place), (("zh", hostile(f"{place}-zh")),))


def hostile_graph():
    """Return a graph of two steps with a payload in every field that a person can fill."""
    metadata = Metadata(
        "hostile",
        text("title"),
        text("description"),
        licence=hostile("licence"),
        levels=LevelScale(tuple(text(f"level{level}") for level in range(4))),
        families=(Term("f", text("family")),),
        seniorities=(Term("s", text("rung")), Term("t", text("higher rung"))),
        sources=(Source("law", text("source"), "javascript:window.__x=1", text("note")),),
    )
    roles = [
        Role("a", text("start"), "f", "s", text("described"), (text("alias"),)),
        Role("b", text("middle"), "f", "s", grows=(Grown("p", 2, estimated=True),)),
        Role("c", text("goal"), "f", "t", pay=Pay(Decimal(1), Decimal(2), "CNY", hostile("period"), text("if"), "law")),
    ]
    skills = [Skill("p", text("skill"), "resource"), Skill("q", text("other"), "credential")]
    evidence = (Evidence("policy", "law"), Evidence("derived", rule=hostile("rule"), note=text("why")))
    asked = (Requirement("p", 3, estimated=True), Requirement("q", 1, stated=False))
    moves = [
        Transition("a", "b", months=12, requirements=asked, evidence=evidence),
        Transition("b", "c", months=24, requirements=asked, evidence=evidence[1:]),
        Transition("a", "c", "lateral", requirements=asked),
    ]
    return CareerGraph(metadata, roles=roles, skills=skills, transitions=moves)
