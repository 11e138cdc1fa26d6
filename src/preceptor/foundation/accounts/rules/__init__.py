"""Decisions of accounts on plain values: the policy, secret links, the sealing of secrets."""
