"""The page that citizens meet, and the one ASGI app that holds every door."""
