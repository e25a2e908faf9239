"""What the law says about time and about answers; pure, without a clock."""
