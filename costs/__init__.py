"""What hosting the app costs a month on Azure: dated prices, billing rules, and tables."""
