"""Somebody of a cohort: a profile with a name to tell it by."""

from dataclasses import dataclass

from careergraph.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Person:
    """
    One of several people who are looked at together.

    Parameters
    ----------
    id
        What tells them apart.
    profile
        The role they hold, and what they hold of each skill.

    Examples
    --------
    >>> Person("anna", Profile("developer", {"python": 3})).profile.role
    'developer'
    """

    id: str
    profile: Profile
