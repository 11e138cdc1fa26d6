"""Every read of the desk: pages, and what contexts say that waits."""
