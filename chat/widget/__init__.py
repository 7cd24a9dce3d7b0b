"""The widget for other sites: the script that shows it (launcher), the page that it opens, and a demo site."""
