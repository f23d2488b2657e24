"""What every HTTP function shares: responses, problem documents, query text, the log, pages."""
