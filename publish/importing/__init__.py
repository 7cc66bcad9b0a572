"""Documents that staff have (exports of web pages, HTML, Word, Markdown) to canonical sources."""
