#!/bin/sh
# An editable install hides packaging gaps: build the wheel, install it elsewhere, run it from another folder.
set -eu
root=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$root/.venv/bin/python" -m hatchling build -t wheel -d "$scratch/dist" >/dev/null
"${PYTHON:-python3}" -m venv --without-pip "$scratch/venv"
"${PYTHON:-python3}" -m pip --python "$scratch/venv/bin/python" install --quiet --disable-pip-version-check \
    --no-deps --no-index "$scratch"/dist/wirewatch-*.whl
# The dependencies are the locked ones, borrowed; the rooms must come from the wheel.
site=$("$root/.venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
own=$("$scratch/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
cd "$scratch"
WIREWATCH_DATA="$scratch/data" PYTHONPATH="$own:$site" "$scratch/venv/bin/python" -P -m bot --version
echo '[[feed]]
url = "http://127.0.0.1:9/nobody.xml"
channel = "terminal"' > wirewatch.toml  # one feed that nobody serves, so that none of the starter feeds is asked
WIREWATCH_DATA="$scratch/data" PYTHONPATH="$own:$site" "$scratch/venv/bin/wirewatch" run --once > shown.txt
grep -q "DIGEST" shown.txt
