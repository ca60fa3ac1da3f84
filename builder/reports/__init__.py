"""Pages for people who never run a command: the administrator's handover sheet and the reviewer's statement page."""
