"""Searches that are frozen to be cited: what they found stays, under an address that stays."""
