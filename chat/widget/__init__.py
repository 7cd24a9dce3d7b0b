"""The widget for other sites: a launcher, the page it opens, and the sites' demo."""
