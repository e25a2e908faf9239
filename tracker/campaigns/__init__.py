"""Campaigns: how copies are grouped, what is known of each group, and what people decide."""
