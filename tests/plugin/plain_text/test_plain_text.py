from plain_text import PlainText

from publish.testing import FormatConformance


class TestPlainText(FormatConformance):
    format = PlainText
