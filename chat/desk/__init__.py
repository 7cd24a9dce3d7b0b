"""What all doors (page, API, widget, MCP) share: making and caching answers, limits, sites, recording of answers, and error responses."""
