"""Reference data: relations, actors, names, terms of office, regions. Data files plus one loader."""
