"""Graphs for round trips: everything the model can hold, with texts that mean something to some program."""

from hypothesis import strategies as st

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Source, Term
from careergraph.model.roles import RELATION_KINDS, Grown, Pay, Relation, Responsibility, Role
from careergraph.model.skills import SKILL_KINDS, AnyOf, LevelScale, Requirement, Skill
from careergraph.model.text import Text, exact
from careergraph.model.transitions import EVIDENCE_KINDS, TRANSITION_KINDS, Evidence, Transition

ROLE_IDS = ("a", "b", "c", "技术总监", "c++", "x.y/z:1", "A-b_1")
SKILL_IDS = ("p", "q", "r", "s", "法律", "level", "1")
TERM_IDS = ("tech", "=tech", "two words", "a | b")
SOURCE_IDS = ("article", "a | b", "back\\slash", "'quoted'")
HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''", "'", "＝1", "DDE(;)"),
    *('"', '""', ",", ";", "a\r\nb", "a\rb", "\n", " padded ", "|", " | ", "a | b", "\\", "\\|", "\\\\|"),
    *("\x00", "\x1f", "\ufeff", "\u2028", "\x85", "\U0001f600", "مدير", "<script>alert(1)</script>", "{{7*7}}"),
    *("null", "NaN", "yes", "007", "1e5", "../../etc/passwd", "%s{}", "#", "$ref"),
)

letters = st.characters(exclude_categories=["Cs"])
words = st.one_of(st.sampled_from(HOSTILE), st.text(letters, min_size=1, max_size=8))
maybe_words = st.one_of(st.just(""), words)


@st.composite
def texts(draw, originals=words):
    languages = draw(st.sets(st.sampled_from(["zh", "zh-CN", "de", "pt-BR"]), max_size=2))
    return Text(draw(originals), tuple((language, draw(words)) for language in sorted(languages)))


maybe_texts = texts(maybe_words)
figures = st.integers(0, 10**11).map(lambda hundredths: exact(hundredths) / 100)
levels = st.integers(1, 4)
flags = st.booleans()


@st.composite
def requirements(draw, skills, *, optional=flags):
    stated = draw(flags)
    return Requirement(draw(skills), draw(levels) if stated else 1, draw(optional), stated, draw(flags))


def requirement_lists(skills, **how):
    return st.lists(requirements(st.sampled_from(skills), **how), max_size=4, unique_by=lambda one: one.skill)


@st.composite
def groups(draw, skills):
    members = tuple(draw(requirement_lists(skills, optional=st.just(False)).filter(bool)))
    return AnyOf(draw(st.integers(1, len(members))), members)


@st.composite
def pieces_of_evidence(draw, sources):
    of = draw(st.none() | st.integers(1, 99))
    n = None if of is None else draw(st.integers(1, of))
    kind = draw(st.sampled_from(EVIDENCE_KINDS))
    return Evidence(kind, draw(st.sampled_from(["", *sources])), n, of, draw(maybe_words), draw(maybe_texts))


@st.composite
def pays(draw, sources):
    low, high = sorted([draw(figures), draw(figures)])
    period = draw(st.sampled_from(["year", "month", "hour"]))
    return Pay(low, high, draw(words), period, draw(maybe_texts), draw(st.sampled_from(sources)))


@st.composite
def transitions(draw, pair, skills, sources):
    low, months, high = sorted(exact(draw(st.integers(0, 12000))) / 10 for _ in range(3))
    return Transition(
        *pair,
        kind=draw(st.sampled_from(TRANSITION_KINDS)),
        months=draw(st.none() | st.just(months)),
        months_range=draw(st.none() | st.just((exact(low), exact(high)))),
        months_estimated=draw(flags),
        likelihood=draw(st.none() | st.sampled_from(["0.000001", "0.1", "0.333333", "1"])),
        requirements=tuple(draw(requirement_lists(skills))) if skills else (),
        groups=tuple(draw(st.lists(groups(skills), max_size=2))) if skills else (),
        evidence=tuple(draw(st.lists(pieces_of_evidence(sources), max_size=2, unique=True))),
    )


@st.composite
def roles(draw, role_id, ids, skills, metadata):
    sources = [source.id for source in metadata.sources]
    grown = st.builds(Grown, st.sampled_from(skills or ["none"]), levels, flags)
    relation = st.builds(Relation, st.sampled_from(ids), st.sampled_from(RELATION_KINDS), maybe_texts)
    return Role(
        role_id,
        draw(texts()),
        draw(st.sampled_from(["", *(term.id for term in metadata.families)])),
        draw(st.sampled_from(["", *(term.id for term in metadata.seniorities)])),
        draw(maybe_texts),
        tuple(draw(st.lists(texts(), max_size=3))),
        tuple(draw(st.lists(st.builds(Responsibility, texts(), words), max_size=2))),
        draw(st.none() | st.sampled_from(ids)),
        draw(st.none() | pays(sources)) if sources else None,
        tuple(draw(st.lists(grown, max_size=2, unique_by=lambda one: one.skill))) if skills else (),
        tuple(draw(st.lists(relation, max_size=2))),
        tuple(draw(st.lists(st.sampled_from(sources), max_size=2))) if sources else (),
    )


def skill_values(skill_id):
    names, aliases = texts(), st.lists(texts(), max_size=2).map(tuple)
    effort = st.integers(1, 900).map(lambda hundredths: exact(hundredths) / 100)
    return st.builds(Skill, st.just(skill_id), names, st.sampled_from(SKILL_KINDS), maybe_texts, aliases, effort)


def _some(ids):
    return st.lists(st.sampled_from(ids), max_size=3, unique=True)


@st.composite
def metadatas(draw):
    terms = st.builds(lambda ids, title: tuple(Term(one, title) for one in ids), _some(TERM_IDS), texts())
    sources = tuple(Source(one, draw(texts()), draw(maybe_words), draw(maybe_texts)) for one in draw(_some(SOURCE_IDS)))
    said = [draw(maybe_words) for _ in range(3)]
    scale = LevelScale(tuple(draw(st.lists(texts(), min_size=4, max_size=5))))
    return Metadata("g", draw(maybe_texts), draw(maybe_texts), said[0], said[1], "en", said[2], scale,
                    draw(terms), draw(terms), sources)  # fmt: skip


@st.composite
def graphs(draw):
    """Graphs of up to four roles that use every field of the model."""
    metadata = draw(metadatas())
    ids = draw(st.lists(st.sampled_from(ROLE_IDS), max_size=4, unique=True))
    skills = draw(_some(SKILL_IDS))
    pairs = [(tail, head) for tail in ids for head in ids if tail != head]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True)) if pairs else []
    return CareerGraph(
        metadata,
        roles=[draw(roles(one, ids, skills, metadata)) for one in ids],
        skills=[draw(skill_values(one)) for one in skills],
        transitions=[draw(transitions(pair, skills, [source.id for source in metadata.sources])) for pair in chosen],
    )
