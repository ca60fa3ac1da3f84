"""What the LRS keeps: statements, documents, and what it has learnt about activities and people."""
