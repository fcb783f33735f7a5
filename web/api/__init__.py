"""What the pages' scripts ask while somebody types, and what other scripts ask of the store."""

from flask import Flask

from ..site import Site
from . import changes, suggestions


def offer(app: Flask, site: Site) -> None:
    """Give `app` its API."""
    suggestions.offer(app, site)
    changes.offer(app, site)
