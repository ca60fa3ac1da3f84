"""A course in further languages: files that hold words alone, beside those of the first language."""
