"""Pages of admissions: calls and applications, endorsements, contested facts."""
