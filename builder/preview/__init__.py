"""The live view: the course on loopback, renewed at each save, with its faults in the page."""
