"""The doors for programs: the HTTP API, the OpenAI-compatible endpoint, MCP, and the sites that may carry the widget."""
