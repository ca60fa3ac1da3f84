"""What whoever runs a course gets of it, in one zip: to be used without Copack, without a terminal and without us."""
