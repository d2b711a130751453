"""Questions for language models: five read-only tools over the Model Context Protocol, on stdio or loopback HTTP."""
