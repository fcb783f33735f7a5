"""Why there is no route, and what would help: in words, with one button for the one change that helps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from markupsafe import Markup

from . import wording
from .language import gettext as _
from .language import ngettext
from .linking import to
from .params import Params
from .results import Results
from .wording import filled


@dataclass(frozen=True, slots=True)
class Fit:
    """Something that fits as things are: what, why, how long, how much to learn, and where it leads."""

    title: Markup
    reason: Markup
    months: str
    learning: str
    button: str
    href: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change with which a route exists: in words, what then fits, the button, and the address it leads to."""

    words: str
    then: str
    button: str
    href: str


class NoRoute:
    """
    An answer without a route.

    Parameters
    ----------
    results
        The answer.
    """

    def __init__(self, results: Results) -> None:
        why = results.answer.no_route
        if why is None:
            message = "there is a route"
            raise ValueError(message)
        self.results = results
        self.why = why
        self.graph = results.graph
        self.repairs = [Repaired(self, place) for place in range(len(why.repairs))]

    @property
    def first(self) -> "Repaired | None":
        """The smallest repair."""
        return self.repairs[0] if self.repairs else None

    @property
    def title(self) -> Markup:
        """What does not work, in one line."""
        goal = self.results.goals
        if self.why.reason == "none_found":
            return filled(_("No way to %(goal)s found yet"), goal=goal)
        if self.why.reason == "unreachable":
            return self._unreachable(goal)
        if self.first is None or len(self.first.broken) > 1:
            return filled(_("No way to %(goal)s fits all of your limits"), goal=goal)
        return self.first.broken[0].title(goal)

    def _unreachable(self, goal: Markup) -> Markup:
        if not any(map(self.graph.tails_of, self.results.query.goals)):
            return filled(_("No move in this graph leads to %(goal)s"), goal=goal)
        start = self._role(self.results.query.profile.role)
        return filled(_("No way in this graph leads from %(start)s to %(goal)s"), start=start, goal=goal)

    @property
    def hops(self) -> str:
        """How far was looked, where that is why there is none."""
        return "" if self.why.reason == "unreachable" else " ".join(self.results.looked_at())

    @property
    def names(self) -> frozenset[str]:
        """The fields whose limits rule every route out."""
        return frozenset(one.kind for repair in self.repairs[:1] for one in repair.broken)

    @property
    def limit(self) -> Fraction | None:
        """The limit on months, where it alone rules the routes out."""
        return self.first.broken[0].limit if self.first and self.names == {"max_months"} else None

    def reasons(self) -> Iterator[Markup]:
        """Yield sentences that say why."""
        if self.why.reason == "none_found":
            yield filled(_("None found is not the same as none there is."))
            yield filled("%(cut)s", cut=self.results.cut)
            return
        if self.why.reason == "unreachable":
            yield filled(_("No route of any length joins the two, whatever the limits."))
            if not self.graph.heads_of(self.results.query.profile.role):
                yield filled(_("No move in this graph leads on from here."))
            return
        if self.first:
            yield from self.first.story()
        if len(self.names) == 1:
            yield filled(_("Only this limit rules them out; nothing else does."))

    def fits(self) -> Iterator[Fit]:
        """Yield what fits as things are: the closest role, what to begin with, and what is near."""
        yield from self._closest()
        yield from self._skill() if self.why.skill else self._to_begin_with()
        yield from self._near()

    def instead(self) -> list[Fit]:
        """Return what could be learned first, so that no limit has to give way."""
        return list(self._skill())

    def _closest(self) -> Iterator[Fit]:
        route, closest = self.why.closest_route, self.why.closest
        if route is None or closest is None:
            return
        role = self._role(closest)
        yield Fit(
            filled(_("Go as far as %(role)s"), role=role),
            filled(_("the closest role to %(goal)s that fits"), goal=self.results.goals),
            wording.months(route.values["months"], estimated=route.estimated),
            self.results.amount(route.values["learning"].known, estimated=self.results.site.is_estimated(route)),
            _("Show this route"),
            to("routes", self.results.asked.params.put("to", closest).without("route"), fragment="result"),
        )

    def _skill(self) -> Iterator[Fit]:
        if self.why.skill is None:
            return
        skill, level = self.why.skill
        found = self.graph.skills[skill]
        name = wording.said(found.name, self.graph.metadata.language, low=True)
        held = [one for one in self.results.asked.params.every("held") if one.rpartition(":")[0] != skill]
        more = level - self.results.answer.start.get(skill, 0)
        yield Fit(
            filled(_("Begin with %(skill)s"), skill=name),
            filled(_("at level %(level)s of it a way fits, with your limits as they are"), level=level),
            _("no move"),
            wording.level_steps(more),
            ngettext("What if I had it", "What if I had them", 1),
            to("routes", self.results.asked.params.put("held", *held, f"{skill}:{level}"), fragment="result"),
        )

    def _to_begin_with(self) -> Iterator[Fit]:
        """Yield the contacts, funds and papers that the last move of the smallest repair asks, and nobody has yet."""
        if self.first is None or not self.first.route.steps:
            return
        skills = self.graph.skills
        asked = [one for one in self.first.route.steps[-1].skills
                 if one.state == "new" and skills[one.skill].kind in {"resource", "credential"}]  # fmt: skip
        if not asked:
            return
        own = self.graph.metadata.language
        names = [wording.said(skills[one.skill].name, own, low=True) for one in asked]
        gained = {one.skill: f"{one.skill}:{one.asked}" for one in asked}
        held = [one for one in self.results.asked.params.every("held") if one.rpartition(":")[0] not in gained]
        params = self.results.asked.params.put("held", *held, *gained.values())
        yield Fit(
            filled(_("Begin with %(skill)s"), skill=wording.strung(_(" and "), names)),
            filled(_("asked for by the last move, and can be built in the post you have")),
            _("no move"),
            wording.level_steps(sum(one.to_learn for one in asked), estimated=any(one.estimated for one in asked)),
            ngettext("What if I had it", "What if I had them", len(asked)),
            to("routes", params, fragment="result"),
        )

    def _near(self) -> Iterator[Fit]:
        limit = self.results.query.max_months
        moves = [one for one in self.results.site.explorer.next_moves(self.results.query.profile)
                 if limit is None or (one.months is not None and one.months <= limit)]  # fmt: skip
        if not moves:
            return
        months = [one.months for one in moves if one.months is not None]
        learning = [one.learning for one in moves]
        title = _("See every role you can reach in %(limit)s months", limit=wording.plain(limit)) if limit else (
            _("See every role one move away")
        )  # fmt: skip
        estimated = any(one.transition.months_estimated for one in moves)
        yield Fit(
            filled("%(title)s", title=title),
            filled(ngettext("%(num)s role, one move away", "%(num)s roles, one move each", len(moves))),
            wording.between(months, wording.step_months, estimated=estimated) if months else _("months unknown"),
            wording.between(
                learning, wording.level_steps, estimated=any(map(self.results.site.is_estimated_step, moves))
            ),
            _("What next"),
            to("next", self.results.asked.person),
        )

    def _role(self, role: str) -> Markup:
        return wording.said(self.graph.role(role).title, self.graph.metadata.language, low=True)


class Repaired:
    """A repair in words: the limits it breaks, and the route it makes room for."""

    def __init__(self, no_route: NoRoute, place: int) -> None:
        self.no_route = no_route
        self.repair = no_route.why.repairs[place]
        self.route = self.repair.route
        self.broken = [Broken(self, number) for number in range(len(self.repair.breaches))]

    @property
    def months(self) -> str:
        """How long its route takes."""
        return wording.months(self.route.values["months"], estimated=self.route.estimated)

    @property
    def learning(self) -> str:
        """How much there is to learn on its route."""
        results = self.no_route.results
        estimated = results.site.is_estimated(self.route)
        return results.amount(self.route.values["learning"].known, estimated=estimated)

    def story(self) -> Iterator[Markup]:
        """Yield sentences about its route."""
        if self.no_route.names == {"max_months"}:
            parts = [self._part(place) for place in range(self.route.moves)]
            yield filled(
                _("The quickest one takes %(months)s: %(parts)s."),
                months=self.months,
                parts=wording.strung(_(", "), parts),
            )
            return
        via = [self.no_route._role(role) for role in self.route.roles[1:-1]]  # noqa: SLF001 - two halves of one thing
        if via:
            yield filled(_("The nearest one goes by way of %(via)s."), via=Markup(" → ").join(via))
        yield filled(
            _("It takes %(months)s, with %(steps)s to learn."),
            months=self.months,
            steps=self.learning,
        )

    def _part(self, place: int) -> Markup:
        step = self.route.steps[place]
        months = wording.step_months(step.months, estimated=step.transition.months_estimated)
        role = self.no_route._role(step.transition.head)  # noqa: SLF001 - two halves of one thing
        if place:
            return filled(_("%(months)s more before you are %(role)s"), months=months, role=role)
        return filled(_("%(months)s before you are %(role)s"), months=months, role=role)

    def change(self) -> Change:
        """Return the change it is."""
        params = self.no_route.results.asked.params.without("route")
        for one in self.broken:
            params = one.mended(params)
        learning = self.learning
        then = _(
            "A route then fits: %(moves)s, %(steps)s to learn.", moves=wording.moves(self.route.moves), steps=learning
        )
        button = self.broken[0].button() if len(self.broken) == 1 else _("Change all of these")
        words = " ".join(one.words() for one in self.broken)
        return Change(words, then, button, to("routes", params, fragment="result"))


class Broken:
    """A constraint that a repair breaks."""

    def __init__(self, repaired: Repaired, place: int) -> None:
        breach = repaired.repair.breaches[place]
        self.graph = repaired.no_route.graph
        self.kind = breach.constraint.kind
        self.limit = breach.constraint.limit
        self.selector = breach.constraint.selector
        self.needed = breach.needed
        self.said = wording.plain(self.limit or 0)
        self.what = wording.in_sentence(wording.selector(self.selector, self.graph)) if self.selector else ""

    @property
    def figure(self) -> int | None:
        """The figure the limit would need; None where no figure would do."""
        if self.needed is None or self.needed.unknown:
            return None
        return int(self.needed.known) if self.kind == "pay_floor" else ceil(self.needed.known)

    def title(self, goal: Markup) -> Markup:
        """Return what does not work because of it."""
        forms = {
            "max_months": _("No way to %(goal)s fits into %(months)s"),
            "max_moves": ngettext(
                "No way to %(goal)s has only %(num)s move",
                "No way to %(goal)s has only %(num)s moves",
                int(self.limit or 0),
                goal="%(goal)s",
            ),
            "max_learning": _("No way to %(goal)s asks for %(steps)s or fewer"),
            "max_step": _("No way to %(goal)s keeps each step within %(steps)s"),
            "pay_floor": _("No way to %(goal)s keeps at least %(limit)s %% of today’s pay"),
            "avoid": _("No way to %(goal)s avoids %(what)s"),
            "via": _("No way to %(goal)s goes by way of %(what)s"),
            "evidence": _("No way to %(goal)s rests on this kind of evidence alone"),
        }
        limit = self.limit or Fraction(0)
        months, steps = wording.step_months(limit), wording.level_steps(limit)
        return filled(forms[self.kind], goal=goal, limit=self.said, months=months, steps=steps, what=self.what)

    def words(self) -> str:
        """Return the change in words."""
        if self.kind == "avoid":
            return _("Stop avoiding %(what)s.", what=self.what)
        if self.kind == "via":
            return _("Do not go by way of %(what)s.", what=self.what)
        if self.kind == "evidence":
            return _("Accept any kind of evidence.")
        name = {
            "max_moves": _("moves, at most"),
            "max_months": _("months, at most"),
            "max_learning": _("level steps in all, at most"),
            "max_step": _("biggest step, at most"),
            "pay_floor": _("lowest pay, per cent of today’s"),
        }[self.kind]
        if self.figure is None:
            return _("Leave out “%(name)s”: some of it is not known.", name=name)
        if self.kind == "pay_floor":
            return _("Lower “%(name)s” from %(limit)s to %(needed)s.", name=name, limit=self.said, needed=self.figure)
        return _("Raise “%(name)s” from %(limit)s to %(needed)s.", name=name, limit=self.said, needed=self.figure)

    def button(self) -> str:
        """Return the words of its button."""
        if self.figure is None:
            return {
                "avoid": _("Allow %(what)s", what=self.what),
                "via": _("Leave out %(what)s", what=self.what),
                "evidence": _("Accept any kind"),
            }.get(self.kind) or _("Leave this limit out")
        return {
            "max_moves": _("Allow %(what)s", what=wording.moves(self.figure)),
            "max_months": _("Allow %(what)s", what=wording.step_months(Fraction(self.figure))),
            "max_learning": _("Allow %(what)s", what=wording.level_steps(self.figure)),
            "max_step": _("Allow steps of %(needed)s", needed=self.figure),
            "pay_floor": _("Accept %(needed)s %% of today’s pay", needed=self.figure),
        }[self.kind]

    def mended(self, params: Params) -> Params:
        """Return the parameters with the change made."""
        if self.selector is not None:
            return params.without(self.kind, str(self.selector))
        if self.figure is None or (self.kind == "pay_floor" and self.figure < 1):
            return params.without(self.kind)
        return params.put(self.kind, self.figure)


def others(no_route: NoRoute, most: int = 2) -> Sequence[Change]:
    """Return the next smallest changes."""
    return [repair.change() for repair in no_route.repairs[1 : 1 + most]]
