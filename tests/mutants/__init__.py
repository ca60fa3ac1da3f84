"""Planted faults: each room's own tests must notice every one of them (`make mutants`)."""
