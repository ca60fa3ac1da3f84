"""One way of working a browser for tests that are played in several engines: Chromium, Firefox, and WebKit, the engine of iPhones and iPads."""
