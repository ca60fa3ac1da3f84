"""The fault matrix: what the world can do to a learner's answers, played for every standard."""
