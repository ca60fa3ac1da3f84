"""Writing the author syntax: edits of spans, canonical text of new nodes, YAML edited in place. Whatever changes a course goes through here."""
