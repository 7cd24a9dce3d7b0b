"""Patterns of web and e-mail addresses as documents print them, Hangul right before and behind them."""

WEB_ADDRESS = (
    r"https?://[^\s)\]>\"'」”’,가-힣]+"
    r"|(?<![A-Za-z0-9_@.])(?:[A-Za-z0-9-]+\.)+(?:kr|com|net|org|io|gov|go|edu)(?![A-Za-z])(?:/[^\s)\]>\"'」”’,가-힣]*)?"
)
"""A web address, with its scheme or without."""
MAIL_ADDRESS = r"[A-Za-z0-9_.+-]+@[A-Za-z0-9_-]+\.[A-Za-z0-9_.-]+[A-Za-z0-9_]"
"""An e-mail address in its usual form; `ingest.korean.marks.EMAIL` finds those that citizens spell in words, too."""
