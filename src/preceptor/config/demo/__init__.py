"""The demonstration district: a believable one of about 1,000 schools, made from a seed; no real person is in it."""
