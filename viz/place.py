"""Where a thing stands on the map."""

from typing import NamedTuple

__all__ = ["Place"]


class Place(NamedTuple):
    """Where a thing stands on the map, in units of the map.

    Attributes:
        x: middle of the thing.
        y: middle of the thing.
        bubble_x: middle of the bubble of the thing and of all that belongs to it.
        bubble_y: the same.
        radius: radius of that bubble; of the thing itself when nothing belongs to it.
    """

    x: float
    y: float
    bubble_x: float
    bubble_y: float
    radius: float
