"""Which editions are not as they would be made now: the one answer that status, the index and reports give.

A build that finds nothing to do asks the same: whether all that shapes the editions is as it was built from. That takes
milliseconds. Where it is not, the fingerprints tell which editions would be made otherwise: for that the source is
parsed, and the answer is kept until a file changes that it was told from.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from publish.building.fingerprint import digest
from publish.building.kept_answers import hashes_of, keep, kept
from publish.building.recorded_jobs import Built
from publish.building.standing_evidence import Evidence
from publish.building.unchanged import is_as_built
from publish.building.whole_editions import why_not_as_now
from publish.errors import PublishError
from publish.outputs.manifest import EditionRecord, Manifest
from publish.proof.verdict import State
from publish.source.load import load

FOLDER = "current"

UNREADABLE = "its source cannot be read"


def why_not_current(source: Path, folder: Path, manifest: Manifest, evidence: Evidence) -> Mapping[str, str]:
    """The reasons by the names of editions that lie in a document's folder and would be made otherwise now."""
    records = [record for record in manifest.editions if _is_complete(record)]
    if not records:
        return {}
    try:
        if is_as_built(source, manifest):
            return {}
        return _by_fingerprint(source, folder, manifest, evidence)
    except PublishError:
        return {record.name: UNREADABLE for record in records}


def _is_complete(record: EditionRecord) -> bool:
    doubtful = any(doubt.blocks for doubt in record.verdict.doubts)
    return record.file is not None and record.current and record.verdict.state is State.COMPLETE and not doubtful


def _by_fingerprint(source: Path, folder: Path, manifest: Manifest, evidence: Evidence) -> Mapping[str, str]:
    installed, cache, hash_of_file = evidence.installed, evidence.cache, evidence.hash_of_file
    asked = digest([sorted(installed), *(record.model_dump(mode="json") for record in manifest.editions)])
    found = kept(FOLDER, source, hash_of_file, cache) if cache is not None else None
    if found is not None and found.get("asked") == asked and isinstance(found.get("reasons"), dict):
        return {str(name): str(reason) for name, reason in found["reasons"].items()}
    before = hashes_of(source, hash_of_file)
    publication = load(source)
    at = Built(folder, manifest, publication, installed)
    told = {each.name: why_not_as_now(at, each) for each in manifest.editions if _is_complete(each)}
    reasons = {name: reason for name, reason in told.items() if reason}
    if cache is not None and before == hashes_of(source, hash_of_file):
        files = hashes_of(source, hash_of_file, publication)
        keep(FOLDER, source, files, {"asked": asked, "reasons": reasons}, cache)
    return reasons
