"""
The semantics as code: every simple route is written out with every way, and the rules are applied one by one.

It shares nothing with the search engine, and prunes nothing. The numbers in docstrings are those of the rules.
`brute_document` puts what is worked out here in the shape of `Answer.to_dict()`, so that a test compares with `==`.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from itertools import pairwise, product
from math import floor, prod

from careergraph.model.profile import assumed_levels, start_levels
from tests.brute_document import LIMITED, document


def brute_force(graph, query, *, most_moves=8):
    """
    Return the exact answer to a query as a document.

    >>> from tests.drawn import asked, drawn, told
    >>> told(brute_force(drawn("s>a(p2) a>t(p2,q) s>b(p) b>t(q3)"), asked("learning; k=2")))
    's>a>t 3 / s>b>t 4'
    """
    return document(Case(graph, query, most_moves))


@dataclass(frozen=True)
class Trail:
    """A route (R1) with its gaps (R2), and its value of each criterion as C3 compares it: (unknown, known)."""

    roles: tuple
    ways: tuple
    gaps: tuple
    values: dict

    @property
    def tie_order(self):
        """A2."""
        return len(self.ways), self.roles, self.ways


@dataclass(frozen=True)
class Constraint:
    """One constraint of K2, K3 or K5."""

    kind: str
    limit: Fraction | None = None
    selector: object = None
    kinds: tuple = ()


exact = cache(Fraction)  # a figure of the graph is made a fraction once


@cache
def level_steps(pairs):
    """Return the level steps of (skill, level) pairs."""
    return frozenset((skill, step) for skill, level in pairs for step in range(1, level + 1))


def fewest_moves(start, goals, pairs):
    """Return the fewest moves from a role to one of the goals along pairs of roles, or None."""
    reached, moves = {start}, 0
    while not reached & set(goals):
        more = reached | {head for tail, head in pairs if tail in reached}
        if more == reached:
            return None
        reached, moves = more, moves + 1
    return moves


def beats(one, other):
    """Whether a vector is no worse in all, and different (A4)."""
    return one != other and all(mine <= theirs for mine, theirs in zip(one, other, strict=True))


class Case:
    """One query about one graph."""

    def __init__(self, graph, query, most_moves=8):
        self.graph, self.query, self.most_moves = graph, query, most_moves
        self.start, self.goals = query.profile.role, query.goals
        self.levels = start_levels(graph, query.profile)
        self.held = level_steps(tuple(self.levels.items()))

    # The person: P, and pay: C4

    @cached_property
    def assumed(self):
        """P2, P3: what is assumed of the start role and not declared."""
        levels = assumed_levels(self.graph, self.start) if self.query.profile.assume else {}
        return {skill: level for skill, level in levels.items() if skill not in self.query.profile.declared}

    @cached_property
    def currency(self):
        """C4; empty where neither the query nor the start role's pay has one."""
        pay = self.graph.roles[self.start].pay
        return self.query.currency or (pay.currency if pay else "")

    @cached_property
    def today(self):
        """C4: today's yearly pay, or None where it is unknown."""
        profile = self.query.profile
        if profile.yearly_pay is None:
            return self.pays[self.start]
        return exact(profile.yearly_pay) if self.currency and profile.currency in {"", self.currency} else None

    @cached_property
    def pays(self):
        """C4, M9: the yearly pay of each role, or None where it is unknown; so it is in another currency."""
        pays = {role.id: role.pay for role in self.graph.roles.values()}
        known = {role: pay.yearly for role, pay in pays.items() if pay and pay.currency == self.currency}
        return {role: None if known.get(role) is None else exact(known[role]) for role in pays}

    # Routes and their values: R, C

    def routes(self, goals, most):
        """Return every route to one of the goals of at most so many moves, with every way (R1)."""
        return [
            self.judged(roles, ways, self.held)
            for roles in self.sequences((self.start,), most)
            if roles[-1] in goals
            for ways in product(*(self.graph.transitions[pair].ways for pair in pairwise(roles)))
        ]

    def sequences(self, roles, most):
        """Yield a sequence of roles and all that go on from it by transitions, no role twice."""
        yield roles
        if len(roles) <= most:
            for transition in self.graph.ways_out(roles[-1]):
                if transition.head not in roles:
                    yield from self.sequences((*roles, transition.head), most)

    def judged(self, roles, ways, state):
        """Return a route with its gaps (R2) and values."""
        gaps = []
        for head, way in zip(roles[1:], ways, strict=True):
            gaps.append(level_steps(way) - state)
            state = state | level_steps(way) | self.grows(head)
        return Trail(roles, ways, tuple(gaps), self.values(roles, gaps))

    def grows(self, role):
        """R3."""
        return level_steps(tuple((one.skill, one.level) for one in self.graph.roles[role].grows))

    def values(self, roles, gaps):
        """C3."""
        months = [self.months(number, pair) for number, pair in enumerate(pairwise(roles), 1)]
        shares = [self.graph.transitions[pair].likelihood for pair in pairwise(roles)]
        weights = [self.weight(gap) for gap in gaps]
        pay = self.pays[roles[-1]] if gaps else self.today
        return {
            "moves": (0, len(gaps)),
            "months": (months.count(None), sum(one for one in months if one is not None)),
            "learning": (0, sum(weights)),
            "hardest": (0, max(weights, default=0)),
            "likelihood": (shares.count(None), -prod(exact(one) for one in shares if one is not None)),
            "pay": (1, 0) if pay is None else (0, -pay),
            "dip": self.dip(roles[1:]),
        }

    def months(self, number, pair):
        """C3: the months of a step, or None; time already spent counts towards step 1."""
        months = self.graph.transitions[pair].months
        served = exact(self.query.profile.months_served) if number == 1 else 0
        return None if months is None else max(Fraction(0), exact(months) - served)

    def weight(self, steps):
        """C3: w, the number of level steps or their effort."""
        if not self.query.effort:
            return len(steps)
        return sum(exact(self.graph.skills[skill].effort) for skill, _ in steps)

    def dip(self, roles):
        """C3: the deepest fall below today's pay in these roles."""
        if self.today is None:
            return len(roles), 0
        pays = [self.pays[role] for role in roles]
        return pays.count(None), max([0, *(self.today - pay for pay in pays if pay is not None)])

    # What a query forbids and asks for: K

    @cached_property
    def wishes(self):
        """The constraints the query names beside the hop limit, in the order of N3."""
        query = self.query
        limits = {name: getattr(query, name) for name in ("max_months", "max_learning", "max_step", "pay_floor")}
        return [
            *(Constraint(name, limit=exact(limit)) for name, limit in limits.items() if limit is not None),
            *(Constraint("avoid", selector=one) for one in sorted(query.avoid)),
            *([Constraint("evidence", kinds=query.evidence)] if query.evidence else []),
            *(Constraint("via", selector=one) for one in sorted(query.via)),
        ]

    @cached_property
    def hops(self):
        """The hop limit as a constraint (K5); repairs count it whether the query names it or not."""
        return Constraint("max_moves", limit=Fraction(self.hop_limit))

    def broken(self, trail, constraints):
        """Return the constraints that a route breaks, each with its excess."""
        excesses = ((constraint, self.excess(trail, constraint)) for constraint in constraints)
        return {constraint: excess for constraint, excess in excesses if excess > 0}

    def excess(self, trail, constraint):
        """N3; 0 where the constraint is met (K1 to K3)."""
        steps, limit = list(zip(pairwise(trail.roles), trail.ways, strict=True)), constraint.limit
        match constraint.kind:
            case "pay_floor":
                unknown, lowest = self.lowest_pay(trail)
                return unknown + (0 if lowest is None else max(Fraction(0), limit - lowest) / limit)
            case "evidence":
                return int(not all(self.believed(pair, constraint.kinds) for pair, _ in steps))
            case "avoid":
                return int(any(self.matches(head, way, constraint.selector) for (_, head), way in steps))
            case "via":
                return int(not any(self.matches(head, way, constraint.selector) for (_, head), way in steps))
        unknown, known = trail.values[LIMITED[constraint.kind]]
        return unknown + max(Fraction(0), known - limit) / max(limit, 1)

    def lowest_pay(self, trail):
        """K3, N3: how many roles arrived at have no known pay, and the least one in % of today's, or None."""
        if self.today is None:
            return len(trail.ways), None
        pays = [self.pays[role] for role in trail.roles[1:]]
        shares = [pay / self.today * 100 for pay in pays if pay is not None and self.today > 0]
        return pays.count(None), min(shares, default=None)

    def believed(self, pair, kinds):
        """K3: whether a transition has a piece of evidence of one of these kinds."""
        return any(piece.kind in kinds for piece in self.graph.transitions[pair].evidence)

    def matches(self, head, way, selector):
        """K2: whether a step that arrives at a role by a way matches a selector."""
        if selector.kind == "role":
            return head == selector.id
        if selector.kind == "family":
            return self.graph.roles[head].family == selector.id
        return (selector.id, selector.level) in level_steps(way) | self.grows(head)

    @cached_property
    def left(self):
        """K4: the pairs of roles that are left."""
        static = [one for one in self.wishes if one.kind in {"pay_floor", "avoid", "evidence"}]
        return [
            pair
            for pair, transition in self.graph.transitions.items()
            if self.query.max_months is None or transition.months is not None
            if any(not self.broken(self.judged(pair, (way,), self.held), static) for way in transition.ways)
        ]

    @cached_property
    def fewest(self):
        """K5: d, or None."""
        return fewest_moves(self.start, self.goals, self.left)

    @cached_property
    def hop_limit(self):
        """K5: H."""
        if self.query.max_moves is not None:
            return min(self.query.max_moves, self.most_moves)
        return 6 if self.fewest is None else max(self.fewest, min(self.fewest + 2, 6))

    @cached_property
    def in_force(self):
        """K6, K7: each constraint the query names, and whether it shaped the answer; None where that is not told."""
        best = self.best()
        asked = [] if self.query.max_moves is None else [(self.hops, None)]
        return asked + [(one, self.best(without=one) != best if best else None) for one in self.wishes]

    # The answer: A

    @cached_property
    def looked_at(self):
        """Every route within the hop limit, with the constraints it breaks."""
        return [(trail, self.broken(trail, self.wishes)) for trail in self.routes(self.goals, self.hop_limit)]

    def best(self, *, without=None):
        """Return the routes of the answer in display order (A3, A4, A5), or of the answer without a constraint."""
        allowed = [trail for trail, broken in self.looked_at if not broken.keys() - {without}]
        if len(self.query.matters) > 1:
            return self.pareto_set(allowed)
        first = {}
        for trail in sorted(allowed, key=self.display_order):
            first.setdefault(trail.roles, trail)
        return list(first.values())[: self.query.k]

    def pareto_set(self, trails):
        """A4."""
        first = {}
        for trail in sorted(trails, key=lambda trail: trail.tie_order):
            first.setdefault(self.vector(trail), trail)
        kept = [trail for vector, trail in first.items() if not any(beats(other, vector) for other in first)]
        return sorted(kept, key=self.display_order)

    def vector(self, trail):
        """C2."""
        return tuple(trail.values[criterion] for criterion in self.query.matters)

    def display_order(self, trail):
        """A5."""
        return self.vector(trail), trail.tie_order

    def labels(self, trails):
        """A6: the labels of each route."""
        labels = [[] for _ in trails]
        for criterion in self.query.matters if trails else ():
            values = [trail.values[criterion] for trail in trails]
            best = min(values)
            if best[0] == 0 and (len(trails) == 1 or max(values) > best):
                labels[values.index(best)].append(criterion)
        return labels

    def shown(self, trails):
        """A7: the numbers (from 0) of the routes of a Pareto set that epsilon and `show` leave."""
        if len(self.query.matters) == 1:
            return range(len(trails))
        boxes, labels = [self.box(trail) for trail in trails], self.labels(trails)
        stay = [number for number, box in enumerate(boxes) if box not in boxes[:number] or labels[number]]
        holders = [number for criterion in self.query.matters for number in stay if criterion in labels[number]]
        return list(dict.fromkeys([*holders, *stay]))[: self.query.show]

    def box(self, trail):
        """A7: the vector as epsilon sees it."""
        sizes = dict(self.query.epsilon)
        return tuple(
            (unknown, floor(known / exact(sizes[criterion])) if criterion in sizes else known)
            for criterion, (unknown, known) in zip(self.query.matters, self.vector(trail), strict=True)
        )

    def relied_on(self, trails):
        """P4: the assumed level steps that a way of these routes asks."""
        asked = {step for trail in trails for way in trail.ways for step in level_steps(way)}
        return sorted(asked & level_steps(tuple(self.assumed.items())))

    # No route: N

    @cached_property
    def unconstrained(self):
        """N1, N2: d₀, or None where the goals are unreachable."""
        return fewest_moves(self.start, self.goals, self.graph.transitions)

    def repairs(self):
        """N2 to N4: (sum of excesses, broken constraints, route) of each repair."""
        if self.unconstrained is None:
            return []
        horizon = max(self.hop_limit, self.unconstrained, min(self.unconstrained + 2, 8))
        constraints = [self.hops, *self.wishes]
        broken = [(trail, self.broken(trail, constraints)) for trail in self.routes(self.goals, horizon)]
        fewest = min(len(excesses) for _, excesses in broken)
        first = {}
        for trail, excesses in sorted(broken, key=lambda one: (sum(one[1].values()), one[0].tie_order)):
            if len(excesses) == fewest:
                places = tuple(constraints.index(one) for one in excesses)
                first.setdefault(places, (sum(excesses.values()), places, trail))
        return [
            (excess, [constraints[place] for place in places], trail)
            for excess, places, trail in sorted(first.values())
        ]

    def skill_repair(self):
        """N5: the least raise (L1) with which a route exists, or None. A raise changes gaps, and nothing else."""
        learning = {"max_learning", "max_step"}
        hopeful = [trail for trail, broken in self.looked_at if {one.kind for one in broken} <= learning]
        for _, skill, level in sorted(self.raises()):
            held = self.held | level_steps(((skill, level),))
            if any(not self.broken(self.judged(trail.roles, trail.ways, held), self.wishes) for trail in hopeful):
                return skill, level
        return None

    def raises(self):
        """L1: (weight, skill, level) of each raise."""
        asked = {step for one in self.graph.transitions.values() for way in one.ways for step in level_steps(way)}
        return [(self.weight(level_steps((one,)) - self.held), *one) for one in asked - self.held]

    def closest(self):
        """N6: the first route to the closest role that can be reached, or None."""
        others = set(self.graph.roles) - {self.start, *self.goals}
        wishes = [one for one in self.wishes if one.kind != "via"]
        first = {}
        for trail in sorted(self.routes(others, self.hop_limit), key=lambda trail: trail.tie_order):
            if not self.broken(trail, wishes):
                first.setdefault(trail.roles[-1], trail)
        onward = {role: fewest_moves(role, self.goals, self.graph.transitions) for role in first}
        distance = {role: moves for role, moves in onward.items() if moves is not None} or self.left_to_learn(first)
        candidates = [(distance[role], trail.tie_order, trail) for role, trail in first.items() if role in distance]
        return min(candidates)[-1] if candidates else None

    def left_to_learn(self, roles):
        """N6: by role, the level steps it leaves of the P2 set of a goal; nothing where no goal's is known."""
        usual = {role: level_steps(tuple(assumed_levels(self.graph, role).items())) for role in self.graph.roles}
        known = [usual[goal] for goal in self.goals if usual[goal]]
        return {role: min(len(goal - usual[role]) for goal in known) for role in roles if known}
