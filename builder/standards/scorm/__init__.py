"""What SCORM 1.2 and SCORM 2004 share: the manifest of IMS content packaging, what is asked of it, and what it can carry."""
