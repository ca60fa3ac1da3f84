"""The resources of the xAPI Communication part: a call comes in as a value, an answer goes out as one."""
