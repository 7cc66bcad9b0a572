# Two targets that set up all they need in .venv: `make editions` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: editions test style types behaviour proof fuzz lock clean

editions: .venv/ready
	$(BIN)/publish build

test: style types behaviour

style: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy

behaviour: .venv/ready
	$(BIN)/pytest -n 2 --dist loadgroup

# The proof at full size: damaged files of every kind, random documents, listening. Writes docs/proof.md; it takes long.
# Then all judges on all editions of tests/cases/editions: their counts are printed.
proof: .venv/ready
	$(BIN)/python -m tests.mutants
	$(BIN)/python -m tests.judges

# Thousands of hostile inputs, met by a user who may write to one folder only. Writes docs/hostile.md, and its figures
# into docs/proof.md. That user is none of those of the tests, whose files would count as left elsewhere.
FUZZ := /tmp/publish-fuzz
fuzz: .venv/ready
	rm -rf $(FUZZ)
	HOSTILE_USER=61998 nice -n 19 tests/hostile/unprivileged.sh $(FUZZ) $(BIN)/python -m tests.hostile.fuzz $(FUZZ)
	cp $(FUZZ)/hostile.md docs/hostile.md
	$(BIN)/python -m tests.mutants.hostile_figures

# The lock file is the set-up: every package by version and hash.
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	touch $@

# Needs uv: https://docs.astral.sh/uv. Run it after a change of dependencies in pyproject.toml.
lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links -q -o requirements.lock

clean:
	rm -rf .venv build *.egg-info
