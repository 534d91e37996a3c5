"""Strange self-evaluation reports: sentences and tables in many styles, each with a consistent twin that must raise nothing."""
