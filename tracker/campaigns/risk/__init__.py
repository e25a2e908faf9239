"""What an outsider could map from the answers of a campaign: pure rules, no store, no clock."""
