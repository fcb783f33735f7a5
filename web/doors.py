"""The ways into a role and out of it, as rows of a table: how long, how much to learn, and by what evidence."""

from collections.abc import Sequence
from fractions import Fraction

from markupsafe import Markup

from . import wording
from .asking import Asked
from .kept import let_pass
from .language import gettext as _
from .linking import to
from .site import Site

MOST_SQUARES = 40


class Doors:
    """
    The ways into a role and out of it.

    Parameters
    ----------
    site
        What the page has at hand.
    asked
        Who asks; without a profile the figures are those of usual holders.
    role
        Which role.
    """

    def __init__(self, site: Site, asked: Asked, role: str) -> None:
        self.site = site
        self.asked = asked
        self.role = role
        self.graph = site.explorer.graph
        self.around = site.explorer.around(role, asked.profile, site.budget(asked))
        if not self.around.complete:
            let_pass()
        self.ways_in = [Door(self, place, inward=True) for place in range(len(self.around.ways_in))]
        self.ways_out = [Door(self, place, inward=False) for place in range(len(self.around.ways_out))]

    def page_of(self, role: str) -> str:
        """Return the page of a role, for the same person."""
        return to("role", self.asked.person, role=role)

    @property
    def counted_for(self) -> Markup:
        """For whom level steps are counted, in a sentence."""
        if self.asked.profile is None:
            return wording.filled(
                _("Level steps are counted for somebody who holds what the role before usually asks.")
            )
        count = len(self.site.explorer.holds(self.asked.profile).levels)
        role = wording.said(self.graph.role(self.asked.start).title, self.graph.metadata.language, low=True)
        here = wording.said(self.graph.role(self.role).title, self.graph.metadata.language, low=True)
        first = wording.filled(
            _("Level steps are counted for a %(role)s with your %(count)s skills."), role=role, count=count
        )
        if self.role == self.asked.start or not self.ways_out:
            return first
        then = (
            _("Ways out count from %(here)s on: what you gained on the way in is yours.")
            if self.around.arrival
            else _("Ways out are counted for a usual holder: no way of yours leads here, as far as was looked.")
        )
        return first + " " + wording.filled(then, here=here)

    @property
    def longer(self) -> tuple[str, str] | None:
        """The words and the address of a longer search; None where the search came to its end."""
        if self.around.complete:
            return None
        return self.site.longer(self.asked, "role", role=self.role)


class Door:
    """One way into a role or out of it."""

    def __init__(self, doors: Doors, place: int, *, inward: bool) -> None:
        self.doors = doors
        self.inward = inward
        self.door = (doors.around.ways_in if inward else doors.around.ways_out)[place]
        self.move = self.door.transition
        self.step = self.door.step
        self.other = self.move.tail if inward else self.move.head

    @property
    def title(self) -> Markup:
        """The role at its other end."""
        return wording.said(self.doors.graph.role(self.other).title, self.doors.graph.metadata.language)

    @property
    def href(self) -> str:
        """The page of that role."""
        return self.doors.page_of(self.other)

    @property
    def routes(self) -> str:
        """The routes there, from where the person stands or from this role."""
        params = (
            self.doors.asked.person if self.doors.asked.start else self.doors.asked.params.put("from", self.move.tail)
        )
        return to("routes", params.put("to", self.move.head), fragment="result")

    @property
    def months(self) -> str:
        """How long, without its unit."""
        known = self.step.months
        return _("unknown") if known is None else wording.about(known, estimated=self.move.months_estimated)

    @property
    def months_in_words(self) -> str:
        """How long, with its unit."""
        return wording.step_months(self.step.months, estimated=self.move.months_estimated)

    @property
    def learning(self) -> Fraction:
        """Level steps, what it takes to get there included for ways in."""
        return self.door.learning if self.inward else self.step.learning

    @property
    def learning_said(self) -> str:
        """Level steps as a figure."""
        return wording.about(self.learning, estimated=self.doors.site.is_estimated_step(self.step))

    @property
    def squares(self) -> range:
        """One open square for each level step, where they are few enough to be counted."""
        whole = self.learning.denominator == 1 and self.learning <= MOST_SQUARES
        return range(int(self.learning) if whole else 0)

    @property
    def note(self) -> Markup:
        """What is said below the role."""
        if self.inward and self.door.here:
            return wording.filled(_("you are here"))
        if self.inward and self.door.to_get_there is not None:
            return wording.filled(
                _("%(before)s to get there, then %(after)s"),
                before=wording.level_steps(self.door.to_get_there, estimated=True),
                after=wording.plain(self.step.learning),
            )
        if self.inward and self.doors.asked.profile is not None:
            return wording.filled(
                _("no way leads you there; counted for a usual holder")
                if self.door.complete
                else _("your way there was not found in time; counted for a usual holder")
            )
        resources = self._resources()
        if resources:
            return wording.filled(_("asks for %(things)s, too"), things=wording.joined(resources))
        return wording.filled("%(kind)s", kind=wording.kind_of_move(self.move.kind))

    def first_to_learn(self, most: int = 3) -> Markup:
        """Return the skills with most to learn, and how many more there are."""
        graph = self.doors.graph
        names = [wording.said(graph.skills[one.skill].name, graph.metadata.language, low=True)
                 for one in self.step.skills if one.to_learn]  # fmt: skip
        if not names:
            return wording.filled(_("nothing: you have it all"))
        listed = wording.strung(_(", "), names[:most])
        more = wording.filled(_("+%(count)s more"), count=len(names) - most) if len(names) > most else ""
        return wording.strung(" ", [listed, more] if more else [listed])

    def _resources(self) -> Sequence[str]:
        skills = self.doors.graph.skills
        return [wording.in_sentence(wording.within(skills[one.skill].name)) for one in self.step.skills
                if one.to_learn and skills[one.skill].kind in {"resource", "credential"}]  # fmt: skip
