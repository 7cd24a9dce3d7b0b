#!/bin/sh
# Collects all that `mureobwa` needs on a machine without a network into one archive: wheels (the models are inside
# them), the install script, the systemd unit and the guides. Usage: docs/deploy/bundle.sh PYTHON OUT [EXTRAS]
# The wheels are those of the Python and the machine that run this.
set -eu
python=$1
out=$2
extras=${3:-page,eval}
here=$(cd "$(dirname "$0")/../.." && pwd)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/own"
"$python" -m pip wheel --quiet --no-deps --wheel-dir "$work/own" "$here"
wheel=$(ls "$work/own")
version=$(echo "$wheel" | cut -d- -f2)
tag=$("$python" -c 'import platform, sys; print(f"cp{sys.version_info[0]}{sys.version_info[1]}-{platform.system().lower()}-{platform.machine()}")')
name="mureobwa-$version-$tag"

bundle="$work/$name"
mkdir -p "$bundle/wheels" "$bundle/docs"
# pip itself is among the wheels: a Debian Python has a venv without one.
"$python" -m pip wheel --quiet --wheel-dir "$bundle/wheels" "mureobwa[$extras] @ file://$work/own/$wheel" pip
# install.sh reads these four; every file is named with its checksum in the last one.
echo "$version" > "$bundle/VERSION"
echo "$tag" > "$bundle/PLATFORM"
echo "$extras" > "$bundle/EXTRAS"
cp "$here/docs/deploy/install.sh" "$here/docs/deploy/mureobwa.service" "$here/LICENSE" "$here/CHANGELOG.md" "$bundle/"
cp "$here/README.md" "$here/CONTRIBUTING.md" "$bundle/"
cp "$here"/docs/*.md "$here"/docs/*.svg "$bundle/docs/"
cp -r "$here/docs/screenshots" "$bundle/docs/"
(cd "$bundle" && find . -type f ! -name SHA256SUMS | sort | xargs sha256sum > SHA256SUMS)

mkdir -p "$out"
# Wheels are compressed already.
tar -C "$work" --owner=0 --group=0 --sort=name -cf "$out/$name.tar" "$name"
(cd "$out" && sha256sum "$name.tar" > "$name.tar.sha256")
echo "$out/$name.tar"
