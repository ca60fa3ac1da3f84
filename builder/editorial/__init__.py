"""What people check: the words of a session one by one, what a sign-off covers, who decided what, and what may be claimed of a course."""
