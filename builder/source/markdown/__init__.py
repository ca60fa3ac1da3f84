"""Author's prose as safe HTML: markdown-it reads, the rules here judge, nh3 has the last word."""
