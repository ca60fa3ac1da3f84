"""Copack: plain-text teaching sessions become packages that learning platforms can track."""

__version__ = "0.1.0"
