"""Copies of the whole archive as BagIt bags: made while people work, restored on an empty machine."""
