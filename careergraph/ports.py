"""
What the core needs handed in, because it has none of its own.

The core (model, routes) does no I/O and reads no clock: whoever calls it brings the time.
"""

from collections.abc import Callable
from typing import TypeAlias

Clock: TypeAlias = Callable[[], float]
"""Returns seconds that only grow, such as `time.monotonic`."""
Look: TypeAlias = Callable[[], None]
"""Called now and then by what takes a while; raises to stop it."""
