"""Bilingual tables: the words of a course beside those of another language, for a translator with Word or a spreadsheet."""
