"""Simplified Chinese as Django has it, 2024年5月5日, but with thousands set apart."""

MONTH_DAY_FORMAT = "n月j日"
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
