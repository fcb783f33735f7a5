"""Who of some people can get to a role, in order, who is stuck, and what to teach everybody: in words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from careergraph import Budget

from . import wording
from .ahead import Ahead, Row
from .asking import Asked
from .cohort import Cohort
from .language import gettext as _
from .language import ngettext
from .site import Site


class Succession:
    """
    What is known of some people.

    Parameters
    ----------
    site
        What the page has at hand.
    asked
        Where they are to get, within which limits.
    cohort
        Who they are; all of them could be read.
    endpoint
        The page it stands on.
    """

    def __init__(self, site: Site, asked: Asked, cohort: Cohort, endpoint: str) -> None:
        self.site, self.cohort = site, cohort
        self._explorer = site.explorer
        self._profiles = {one.id: one.profile for one in cohort.people}
        budget, share = _half(site.budget(asked)), Decimal(cohort.share) / 100
        query: Any = asked.inward
        self.found = self._explorer.ways_in(query, cohort.people, budget)
        self.training: Any = None
        if self.found.without:
            within = replace(query, max_moves=self.found.query.max_moves)
            self.training = self._explorer.training(within, cohort.people, share, budget)
        self.ahead = Ahead(site, asked, endpoint, self.found, self._walked)

    def _walked(self, one: Any) -> Any:  # noqa: ANN401 - a way in, and a route
        return self._explorer.walked(self.found.query, one, self._profiles[one.person])

    def document(self) -> dict[str, Any]:
        """Return it ready for JSON: the document of who can get there, with the training in it."""
        training = None if self.training is None else self.training.to_dict()
        return {**self._explorer.headed(self.found), "training": training}

    @property
    def heading(self) -> Markup:
        """How many of them can get there."""
        message = ngettext(
            "%(num)s of %(all)s people has a way to %(goal)s",
            "%(num)s of %(all)s people have a way to %(goal)s",
            len(self.found),
            all=len(self.cohort.people),
            goal="%(goal)s",
        )
        goals = [self.ahead.named(goal, low=True) for goal in self.found.query.goals]
        return wording.filled(message, goal=wording.strung(_(" or "), goals))

    def rows(self) -> Sequence[tuple[str, Row]]:
        """Return everybody who can get there, each with the row of their first route."""
        return [(one.person, Row(self.ahead, one, self._walked(one))) for one in self.found]

    def stuck(self) -> Sequence[tuple[str, Markup]]:
        """Return those without a way, each with the role they hold."""
        return [(one, self.ahead.named(self._profiles[one].role)) for one in self.found.without]

    def taught(self) -> Iterator[str]:
        """Yield what to teach, and whom it brings there, in sentences."""
        training = self.training
        if training.raises is None:
            yield self._nothing_to_teach()
            return
        estimated = self._estimated()
        skills = self.site.levels(training.raises, estimated)
        guessed = any(skill in estimated for skill, _level in training.raises)
        steps = wording.level_steps(training.size, estimated=guessed)
        message = _("Teach everybody: %(skills)s. It is %(steps)s beyond what all of them hold.")
        yield message % {"skills": skills, "steps": steps}
        yield _("It brings there: %(people)s.", people=wording.joined(training.freed))
        if not training.complete:
            least = wording.level_steps(training.lower_bound, estimated=guessed)
            yield _("Best found, not yet least: less may do, but nothing below %(least)s.", least=least)

    def _estimated(self) -> set[str]:
        """Return the skills of which some move asks a level by an editors' estimate."""
        if not self._explorer.summary().estimated:
            return set()
        moves = self._explorer.graph.transitions.values()
        return {one.skill for move in moves for one in move.asked() if one.estimated}

    def _nothing_to_teach(self) -> str:
        training = self.training
        if not training.complete:
            return _("No training was found in time. Set narrower limits, or send fewer people.")
        return _("No training brings that many of them there within these limits.")


def _half(budget: Budget) -> Budget:
    """Return half of a budget: there are two questions."""
    return replace(budget, seconds=None if budget.seconds is None else budget.seconds / 2)
