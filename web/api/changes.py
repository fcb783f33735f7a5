"""What a script asks of the store behind the pages: its versions, and to make a change."""

from typing import Any

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue

from careergraph import InvalidGraph, StoreError, UnreadableData

from ..language import gettext as _
from ..problems import problem
from ..site import Site


def offer(app: Flask, site: Site) -> None:
    """Give `app` the versions of its graph and a place to change it, where the graph is kept in a store."""
    following: Any = site.source
    if not hasattr(following, "store"):
        return

    def versions() -> ResponseReturnValue:
        return site.document(following.versions_document())

    def change() -> ResponseReturnValue:
        return _changed(site, following)

    app.add_url_rule("/api/versions", "versions", versions)
    app.add_url_rule("/api/changes", "change", change, methods=["POST"])


def _changed(site: Site, following: Any) -> Response:  # noqa: ANN401 - what follows a store; the front door does not name it
    change_id = request.args.get("id", "").strip()
    if not change_id:
        return problem(400, _("Name the change: ?id=…, the same one when it is sent again, so that it is made once."))
    try:
        version = following.commit(
            following.change(request.get_data()),
            change_id=change_id,
            expected_version=request.args.get("expected") or None,
            note=request.args.get("note", ""),
        )
    except InvalidGraph as error:
        return problem(422, str(error), errors=[{"detail": str(one)} for one in error.problems])
    except UnreadableData as error:
        return problem(400, str(error))
    except StoreError as error:
        return _refused(error)
    return site.document(following.version_document(version))


def _refused(error: StoreError) -> Response:
    """Return why the store did not, or may not have; when to try again, where that makes sense as it stands."""
    wait = getattr(error, "retry_after", None)
    response = problem(409 if wait is None else 503, str(error))
    if wait is not None:
        response.headers["Retry-After"] = str(max(1, round(wait)))
    return response
