"""Handouts as Word documents. Nothing else imports python-docx."""
