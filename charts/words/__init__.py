"""English about charts of every dialect: what each reads is said here in the same words."""
