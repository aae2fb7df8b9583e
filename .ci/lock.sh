#!/bin/sh
# Resolves pyproject.toml into the lock files: hashes of every platform's files, no registry address, no path.
set -eu
uv=.venv/bin/uv
options="--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet"
$uv pip compile $options --group build -o requirements-build.lock
$uv pip compile $options pyproject.toml -c requirements-build.lock -o requirements.lock
$uv pip compile $options pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
$uv pip compile $options --group bench -c requirements-dev.lock -o requirements-bench.lock
$uv pip compile $options --group eval -c requirements-dev.lock -o requirements-eval.lock
$uv pip compile $options --group audit -c requirements-dev.lock -o requirements-audit.lock
$uv pip compile $options --group mutants -c requirements-dev.lock -o requirements-mutants.lock
