"""One walk of SCORM 1.2 and one of cmi5 in Firefox ESR, a second engine, over WebDriver BiDi."""
