"""From trees to the typed course, node by node: a fault of one node leaves all others readable."""
