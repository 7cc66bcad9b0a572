"""Easy read: pictures with short sentences, for people with a learning disability."""

from formats.easy_read.easy_read import EasyRead

__all__ = ["EasyRead"]
