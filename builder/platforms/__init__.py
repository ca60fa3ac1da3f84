"""What learning platforms do: one sourced and graded data file a platform, and nothing else in Copack that names one."""
