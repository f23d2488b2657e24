"""What every HTTP function of the app shares: query text, answers, problem documents."""
