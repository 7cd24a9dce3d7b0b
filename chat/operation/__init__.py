"""What those who run the service turn and watch: the switch, the audit trail, renewal, metrics, the server's log."""
