"""What the law says about time: working days and statutory dates; pure, without a clock."""
