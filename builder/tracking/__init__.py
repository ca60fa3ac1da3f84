"""The tracking plan: everything that a package may ever tell a platform, decided at build time."""
