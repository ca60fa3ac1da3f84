"""Drawings (SVG): what may stand in one, and how the styles of drawing programs become attributes."""
