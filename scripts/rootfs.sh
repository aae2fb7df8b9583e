#!/bin/sh
# Lays out, in the folder $1, all that the image holds: Python, Wirewatch, the libraries of both, a shell, and an
# account. The Dockerfile runs it; it leaves out what Wirewatch never reads, and /opt/wirewatch loses that, too.
set -eu
image=$1
PATH=$PATH:/usr/sbin:/sbin
venv=/opt/wirewatch
python=$(readlink -f "$venv/bin/python3")
site=$("$venv/bin/python3" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
standard=$("$venv/bin/python3" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')

echo "Leaving out tests, sources of extensions, and data of what is not used …"
find "$site" -depth -type d \( -name tests -o -name test -o -name __pycache__ \) -exec rm -rf {} +
find "$site" -type f \( -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' -o -name '*.pxi' -o -name '*.c' -o -name '*.cpp' \
    -o -name '*.h' -o -name '*.hpp' -o -name '*.a' \) -delete
# of NumPy, Pillow and matplotlib charts use what draws a PNG, of fontTools names of glyphs; setuptools is for building
rm -rf "$site"/numpy/f2py "$site"/numpy/distutils "$site"/numpy/_core/_simd.*.so "$site"/numpy/_core/*tests.*.so \
    "$site"/PIL/_avif.*.so "$site"/PIL/_webp.*.so "$site"/PIL/_imagingft.*.so "$site"/PIL/_imagingcms.*.so \
    "$site"/PIL/_imagingtk.*.so "$site"/matplotlib/mpl-data/sample_data "$site"/matplotlib/mpl-data/images \
    "$site"/matplotlib/mpl-data/fonts/afm "$site"/matplotlib/mpl-data/fonts/pdfcorefonts \
    "$site"/matplotlib/backends/web_backend "$site"/setuptools "$site"/setuptools-* \
    "$site"/pkg_resources "$site"/_distutils_hack "$site"/distutils-precedence.pth "$site"/pycountry/locales \
    "$site"/sqlalchemy/testing "$site"/alembic/testing
find "$site/fontTools" -mindepth 1 -maxdepth 1 -type d ! -name misc -exec rm -rf {} +
rm "$site"/fontTools/misc/*.so
# charts are upright or bold; matplotlib opens the one for letters of no font with any other
find "$site/matplotlib/mpl-data/fonts/ttf" -name '*.ttf' ! -name DejaVuSans.ttf ! -name DejaVuSans-Bold.ttf \
    ! -name 'LastResort*' -delete
find "$site/pygments/lexers" -name '*.py' ! -name __init__.py ! -name _mapping.py ! -name python.py -delete
rm -rf "$site"/matplotlib/backends/*gtk* "$site"/matplotlib/backends/*qt* "$site"/matplotlib/backends/*wx* \
    "$site"/matplotlib/backends/*tk* "$site"/matplotlib/backends/*webagg* "$site"/lxml/objectify.*.so \
    "$site"/discord/bin "$site"/*.dist-info/RECORD "$site"/*.dist-info/sboms "$site"/numpy/random "$site"/pydantic/v1
# lxml's comparing of pages; matplotlib's triangulation of points; mpl_toolkits but for what matplotlib itself imports
rm -rf "$site"/lxml/html/diff.*.so "$site"/lxml/html/_difflib.*.so "$site"/matplotlib/_qhull.*.so \
    "$site"/mpl_toolkits/axes_grid1 "$site"/mpl_toolkits/axisartist
# sumy looks up names of languages in pycountry, trafilatura words of languages in justext: neither as they are used here
rm -rf "$site"/pycountry/databases "$site"/justext/stoplists
# Whole packages that a requirement names and nothing here imports: pgqueuer's other event loop and what its commands
# print tables with, matplotlib's contours, what sumy fetches, parses and stems with (summarise/text/spared.py), what
# cffi compiles with, and what trafilatura finds dates with, which are the feeds' here.
for package in uvloop tabulate contourpy nltk joblib cloudpickle tqdm click requests breadability docopt defusedxml \
    pycparser dateparser dateparser_cli dateparser_data dateparser_scripts regex; do
    rm -rf "$site/$package" "$site/$package.py" "$site/$package"-*.dist-info
done
rm -rf "$site"/docopt_ng-*.dist-info
ldd "$site"/PIL/*.so | grep -o 'pillow\.libs/[^ ]*' | sort -u > /tmp/used
for library in "$site"/pillow.libs/*; do
    grep -qx "pillow.libs/${library##*/}" /tmp/used || rm "$library"
done
# what debuggers and linkers read; libraries that a wheel brings along were moved about in themselves and stay as they are
find "$site" -type f -name '*.so' ! -path '*.libs/*' -exec strip --strip-unneeded {} +
"$venv/bin/python3" -B - "$site/babel/locale-data" <<'END'
"""Of Babel's locales those stay that Wirewatch speaks or names, and what they build upon."""
import sys
from pathlib import Path

from bot.watch_words import LANGUAGES
from bot.words import LANGUAGES as SPOKEN

kept = {"root", *LANGUAGES, *SPOKEN}
for file in Path(sys.argv[1]).glob("*.dat"):
    if file.stem not in kept:
        file.unlink()
END

echo "Copying Python and Wirewatch …"
mkdir -p "$image$(dirname "$standard")" "$image$(dirname "$python")" "$image/opt" "$image/usr/bin"
for merged in bin lib lib64; do
    if [ -L "/$merged" ]; then cp -a "/$merged" "$image/"; else mkdir -p "$image/$merged"; fi
done
cp -a "$venv" "$image/opt/"
cp -a "$python" "$image$python"
ln -sf "$python" "$image$venv/bin/python3"
cp -a "$standard" "$image$(dirname "$standard")/"
cd "$image$standard"
rm -rf site-packages dist-packages distutils test idlelib ensurepip lib2to3 tkinter turtledemo turtle.py pydoc_data config-* \
    lib-dynload/_tkinter.*.so lib-dynload/_test*.so lib-dynload/_xx*.so lib-dynload/xx*.so lib-dynload/nis.*.so \
    lib-dynload/_dbm.*.so lib-dynload/_gdbm.*.so lib-dynload/_ctypes_test.*.so lib-dynload/readline.*.so \
    lib-dynload/_curses*.so lib-dynload/_crypt.*.so lib-dynload/ossaudiodev.*.so curses
find . -depth -type d -name __pycache__ -exec rm -rf {} +
cd /

echo "Copying the libraries that they load …"
shell=$(readlink -f /bin/sh)
copied() {
    at="$image$(readlink -f "$(dirname "$1")")"
    mkdir -p "$at"
    cp -L "$1" "$at/"
}
{
    find "$image" -type f -name '*.so*' -exec ldd {} +
    ldd "$python" "$shell"
} | grep -o '/[^ ]* (0x' | cut -d ' ' -f 1 | grep -v "^$image\|^$venv" | sort -u > /tmp/libraries
# a thread that ends loads it by name
ldconfig -p | grep -o '/[^ ]*/libgcc_s\.so\.1$' >> /tmp/libraries
while read -r library; do copied "$library"; done < /tmp/libraries
cp -L "$shell" "$image/usr/bin/sh"

echo "Writing its configuration …"
mkdir -p "$image/etc/ssl/certs" "$image/etc/wirewatch" "$image/tmp" "$image/data" "$image/proc" "$image/sys" "$image/dev"
cp -L /etc/ssl/certs/ca-certificates.crt "$image/etc/ssl/certs/"
cp -L /etc/os-release "$image/etc/"
[ ! -e /etc/ld.so.conf ] || cp -a /etc/ld.so.conf* "$image/etc/"
ldconfig -r "$image"
echo 'hosts: files dns' > "$image/etc/nsswitch.conf"
# its home is where it may always look: PostgreSQL's driver looks for certificates there, and /data may be somebody else's
printf 'root:x:0:0::/:/bin/sh\nwirewatch:x:10001:10001::/etc/wirewatch:/bin/sh\n' > "$image/etc/passwd"
printf 'root:x:0:\nwirewatch:x:10001:\n' > "$image/etc/group"
chmod 1777 "$image/tmp"
chmod 700 "$image/data"
chown 10001:10001 "$image/data"
du -sh "$image"
