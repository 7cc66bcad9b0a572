"""Every accessible edition of a document from one source, each proved complete against it.

    import publish

    publication = publish.load("sources/b-cell-all.md")
    for result in publish.build(["sources"], "outputs"):
        print(result.id, result.exit_code)
    for result in publish.check(["outputs/b-cell-all"]):
        print(result.path, result.verdict)

Errors are in `publish.errors`, the contract of a format in `publish.format`.
"""

from publish.api import accept, build, check, doubts, formats, lint
from publish.source.load import load

__all__ = ["accept", "build", "check", "doubts", "formats", "lint", "load"]
