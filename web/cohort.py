"""
People who are looked at together: read from what was sent, and let go with the answer.

Nothing about them is kept, logged or put into an address; what was sent stands in the answer alone, so that it can be
sent again.
"""

import re
from typing import Any

from flask import request

from careergraph import CareerGraphError, RoleNotFound, UnreadableData

from . import wording
from .asking import WHOLE
from .language import gettext as _
from .site import Site

PLACE = re.compile(r"row (?P<row>\d+)(?:, column (?P<column>\w+))?")
HALF = "50"
"""Per cent of those without a way that a training is to bring there, where nothing else is said."""
TABLE = "text/csv"


class Cohort:
    """
    The people of a request.

    Parameters
    ----------
    site
        What the page has at hand.

    Attributes
    ----------
    people
        Those who could be read; none where something could not.
    table
        What was sent, as text.
    share
        Per cent, as it was sent.
    troubles
        What could not be read and how to write it, by field: `people` or `share`.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.troubles: dict[str, str] = {}
        content = _sent()
        self.table = content.decode("utf-8-sig", "replace")
        self.share = request.values.get("share", "").strip() or HALF
        if not WHOLE.fullmatch(self.share) or not 0 < int(self.share) <= 100:  # noqa: PLR2004 - per cent
            self.troubles["share"] = _("Write per cent, from 1 to 100.")
        self.people: tuple[Any, ...] = self._read(content)

    def _read(self, content: bytes) -> tuple[Any, ...]:
        most = self.site.settings.people
        try:
            people = self.site.explorer.people_in(content)
        except UnreadableData as error:
            self.troubles["people"] = _advice(error)
            return ()
        except CareerGraphError as error:
            self.troubles["people"] = str(error)
            return ()
        if not people:
            self.troubles["people"] = _("Write a row for each person below the names of the columns.")
        if len(people) > most:
            count = len(people)
            self.troubles["people"] = _("%(count)s people are too many: send at most %(most)s.", count=count, most=most)
            return ()
        return people


def _sent() -> bytes:
    """Return the table that was sent: a file, a text in a field, or the body itself."""
    if request.mimetype == TABLE:
        return request.get_data()
    file = request.files.get("file")
    return (file.read() if file else b"") or request.form.get("people", "").encode()


def _advice(error: UnreadableData) -> str:
    """Return where a table cannot be read, and what to write there."""
    place = PLACE.search(error.where)
    row, column = (place["row"], place["column"]) if place else ("1", None)
    if column:
        where = _("Row %(row)s, column “%(column)s”:", row=row, column=column)
        return f"{where} {_mended(column, error.__cause__)}"
    if row == "1":
        return _("Row 1 names the columns, in UTF-8, with commas between them: person, role, and held if you like.")
    where = _("Row %(row)s:", row=row)
    advice = _("Write as many cells as row 1 has, and put a text that holds a comma between quotation marks.")
    return f"{where} {advice}"


def _mended(column: str, reason: BaseException | None) -> str:
    """Return what a column asks for; of a name that is not known, the nearest as well."""
    named: str = getattr(reason, "role_id", "") or getattr(reason, "name", "")
    near = getattr(reason, "suggestions", ())[:3]
    if named:
        known = _("No role “%(name)s”.") if isinstance(reason, RoleNotFound) else _("No skill “%(name)s”.")
        nearly = " " + _("Spelled nearly so: %(names)s.", names=wording.joined(near)) if near else ""
        return known % {"name": named} + nearly
    return {
        "person": _("Write a name that stands in no other row."),
        "role": _("Write the role that is held."),
        "held": _("Write skills with their levels, for example law:2; people:3."),
        "pay": _("Write a sum for a year, for example 240000."),
        "months_served": _("Write whole months, for example 40."),
    }[column]
