"""The course as typed values: nothing here is "maybe wrong", and nothing knows files, HTML pages or standards."""
