"""One room a standard. Each reads the plan; none knows a kind, and none knows another."""
