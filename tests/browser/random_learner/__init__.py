"""A learner who does anything, in any order."""
