"""The doors (ways in) for programs: the HTTP API, the OpenAI-compatible endpoint and MCP; and the commands about sites."""
