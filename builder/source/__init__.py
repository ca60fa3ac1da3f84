"""From an author's folder to a typed course: files, lines with places, YAML, fences and prose; and all that can be wrong there."""
