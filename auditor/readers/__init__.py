"""One module per file format; each turns a file into pages. No form is known here."""
