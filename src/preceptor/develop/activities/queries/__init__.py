"""Every read of activities and logs."""
