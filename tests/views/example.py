"""
The example company: the graph that the pictures of the design show, with its invented counts, levels and months.

It is the bundled graph's moves between managers, technical director and general manager, seen by somebody who
declares what they hold, so that every state, a level grown by holding a role, and every kind of evidence occur.
"""

from decimal import Decimal

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Source, Term
from careergraph.model.profile import Profile
from careergraph.model.roles import Grown, Pay, Role
from careergraph.model.skills import Requirement, Skill
from careergraph.model.text import Text
from careergraph.model.transitions import Evidence, Transition
from careergraph.routes.query import RouteQuery

SKILLS = {
    "years": ("Years of technology development", "多年行业技术开发经验", "experience"),
    "technologies": ("The industry’s technologies", "行业技术", "knowledge"),
    "peers": ("What peers develop", "同行技术动态", "knowledge"),
    "foresight": ("Technology foresight", "技术前瞻能力", "skill"),
    "situation": ("The industry’s own situation", "行业发展状况", "knowledge"),
    "leadership": ("Team leadership", "团队领导力", "skill"),
    "team": ("Team building and management", "团队建设与管理", "skill"),
    "management": ("Technical management", "技术管理能力", "skill"),
    "planning": ("Long-term planning", "中长期规划", "skill"),
    "business": ("Business and finance", "经营与财务", "knowledge"),
    "strategy": ("Company strategy", "企业战略", "skill"),
    "decisions": ("Decisions across departments", "跨部门决策", "skill"),
    "contacts": ("Accumulated contacts", "积累的人脉", "resource"),
    "funds": ("Funds", "资金", "resource"),
    "advantage": ("Own technological advantage", "自身技术优势", "skill"),
}
ROLES = {
    "rd": ("Manager of the R&D department", "研发部经理", "research", "manager"),
    "tm": ("Manager of the technical department", "技术部经理", "technology", "manager"),
    "qm": ("Manager of the quality management department", "质量管理部经理", "quality", "manager"),
    "td": ("Technical director", "技术总监", "technology", "director"),
    "ce": ("Chief engineer", "总工程师", "technology", "director"),
    "dgm": ("Deputy general manager (technology)", "技术副总经理", "general", "executive"),
    "gm": ("General manager", "总经理", "general", "executive"),
    "founder": ("Founder", "创业者", "general", "executive"),
}
GROWS = {
    "tm": {"technologies": 4, "situation": 1},
    "td": {"planning": 2},
    "dgm": {"business": 2, "decisions": 3},
}
MOVES = {
    ("rd", "td"): (36, (34, 120), "situation2 foresight3 team3 management3 technologies4 peers3 leadership3 years4"),
    ("rd", "tm"): (22, None, "management3 team2 leadership3 technologies3 peers2"),
    ("tm", "td"): (
        30,
        (41, 96),
        "management3 team3 leadership3 technologies4 peers3 foresight3 situation2 years4",
    ),
    ("qm", "td"): (60, (9, 60), "situation2 foresight3 team3 management3 technologies4 peers3 leadership3 years4"),
    ("td", "dgm"): (36, (12, 40), "strategy2 planning3 foresight4 situation3 team3 management3 technologies4"),
    ("dgm", "gm"): (36, (9, 22), "business3 strategy3 leadership4 situation4 planning3 team3"),
    ("td", "gm"): (60, (3, 40), "decisions2 business3 situation4 strategy3 leadership4 team3 planning3"),
    ("td", "founder"): (24, None, "funds3 advantage3 contacts3 foresight4?"),
    ("td", "ce"): (24, (2, 40), "technologies4"),
}
HELD = {
    "years": 4,
    "technologies": 3,
    "peers": 2,
    "foresight": 1,
    "business": 1,
    "contacts": 1,
    "leadership": 3,
    "management": 2,
    "team": 2,
}
LATERAL = {("rd", "tm"), ("td", "ce")}


def example_graph():
    """Return the graph of the example company."""
    return CareerGraph(
        Metadata(
            "example-company",
            Text.of("Example company", zh="示例公司"),
            licence="CC0-1.0",
            families=tuple(
                Term(one, Text.of(title, zh=chinese))
                for one, title, chinese in (
                    ("general", "General management", "综合管理"),
                    ("technology", "Technology", "技术"),
                    ("research", "Research and development", "研发"),
                    ("quality", "Quality", "质量"),
                )
            ),
            seniorities=tuple(
                Term(one, Text.of(title, zh=chinese))
                for one, title, chinese in (
                    ("manager", "Manager", "经理"),
                    ("director", "Director", "总监"),
                    ("executive", "Executive", "高管"),
                )
            ),
            sources=(
                Source("article", Text.of("An article", zh="一篇文章")),
                Source("ladder", Text.of("Career ladder", zh="晋升制度")),
            ),
        ),
        roles=[_role(one, *said) for one, said in ROLES.items()],
        skills=[Skill(one, Text.of(name, zh=chinese), kind) for one, (name, chinese, kind) in SKILLS.items()],
        transitions=[_move(pair, *said) for pair, said in MOVES.items()],
    )


def _role(role_id, title, chinese, family, seniority):
    pay = Pay(Decimal(200000), Decimal(600000), "CNY", source="article") if role_id == "td" else None
    grows = tuple(Grown(skill, level) for skill, level in GROWS.get(role_id, {}).items())
    return Role(role_id, Text.of(title, zh=chinese), family, seniority, pay=pay, grows=grows)


def _move(pair, months, counts, asks):
    expert = Evidence("expert", "article")
    observed = (Evidence("observed", n=counts[0], of=counts[1]), expert) if counts else (expert,)
    evidence = (Evidence("policy", "ladder"),) if pair == ("rd", "tm") else observed
    return Transition(
        *pair,
        "lateral" if pair in LATERAL else "promotion",
        months=months,
        months_estimated=True,
        likelihood=Decimal(counts[0] * 100 // counts[1]) / 100 if counts else None,
        requirements=tuple(_requirement(one) for one in asks.split()),
        evidence=evidence,
    )


def _requirement(text):
    optional = text.endswith("?")
    text = text.rstrip("?")
    return Requirement(text.rstrip("0123456789"), int(text[-1]), optional=optional)


def example_query(*goals, **asked):
    """Return the query of the R&D manager of the pictures."""
    return RouteQuery(Profile("rd", HELD), goals or ("gm",), **asked)
