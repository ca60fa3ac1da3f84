"""One room a kind of question. A kind turns a fence into a typed interaction; nothing below ever hears its name."""
