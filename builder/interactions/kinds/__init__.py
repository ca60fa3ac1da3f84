"""The kinds of questions that authors may type: one room each, which knows of no other."""
