"""A small strict LRS: one judge of statements and one store, for tests, preview and results.

`validator` says what is wrong with a statement, `store` keeps statements and documents in memory,
`application` speaks HTTP. The rules are those of xAPI 1.0.3 (parts Data and Communication) and of
xAPI 2.0 (IEEE 9274.1.1) where the two differ.
"""
