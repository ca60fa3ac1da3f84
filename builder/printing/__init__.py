"""The course on paper: books for learners and for facilitators, as HTML that needs nothing else."""
