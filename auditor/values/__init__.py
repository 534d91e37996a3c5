"""Values written on papers: dates, phones, ID numbers, grades, amounts, archive numbers, names."""
