"""What is judged of whole files and of the whole course: an ordered list of rules, each beside its check."""
