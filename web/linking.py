"""Links that keep what was asked: the whole question is in the address."""

from flask import request, url_for

from .language import chosen
from .params import Params


def to(endpoint: str, params: Params = Params(), *, fragment: str = "", **values: object) -> str:  # noqa: B008 - frozen
    """Return the address of a page of ours with these parameters, in the language of this page."""
    named = params.put("lang", chosen()) if chosen() else params
    query = f"?{named}" if named else ""
    return url_for(endpoint, **values) + query + (f"#{fragment}" if fragment else "")  # type: ignore[arg-type]


def here(*names: str, **changes: str) -> str:
    """Return the address of this page, without some parameters and with others changed."""
    pairs = Params(tuple(request.args.items(multi=True)))
    for name in names:
        pairs = pairs.without(name)
    for name, value in changes.items():
        pairs = pairs.put(name, value)
    return request.path + (f"?{pairs}" if pairs else "")
