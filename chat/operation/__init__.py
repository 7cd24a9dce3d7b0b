"""Operation of the service: the switch, the audit trail, renewal of index and settings, metrics, the server's log."""
