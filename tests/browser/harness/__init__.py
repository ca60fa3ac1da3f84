"""Plays packages in Chromium against platform doubles on this machine; see tests/README.md."""
