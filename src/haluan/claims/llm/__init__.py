"""The reader for those who have a language model: it proposes claims, and only what the text proves is kept."""
