"""YAML as authors type it: a tree with places, models filled from it, and JSON Schemas of those models."""
