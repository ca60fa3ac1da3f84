"""What the player says to a platform, a record store or the device during whole walks, line by line."""
