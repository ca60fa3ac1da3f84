"""A session file as a tree: lossless, with the span of every piece, and without any judgement."""
