"""The kind `picture-spots`: find places in a picture."""

from builder.interactions.kinds.picture_spots.interaction import KIND, PictureSpots, Spot

__all__ = ["KIND", "PictureSpots", "Spot"]
