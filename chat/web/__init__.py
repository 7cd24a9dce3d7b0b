"""The web page for citizens, and the one ASGI app that holds every door."""
