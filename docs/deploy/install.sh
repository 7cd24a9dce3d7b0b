#!/bin/sh
# Installs the bundle that this script lies in, without a network. Usage: ./install.sh [FOLDER]
# FOLDER (default /opt/mureobwa) gets one virtual environment for each version, and `current` points to the newest.
set -eu
target=${1:-/opt/mureobwa}
python=${PYTHON:-python3}
here=$(cd "$(dirname "$0")" && pwd)

fail() {
  echo "오류: $1" >&2
  exit "$2"
}

cd "$here"
# A file more is told as well as a file less: what is installed is what was packed.
sha256sum --check --quiet --strict SHA256SUMS >&2 || fail "묶음이 손상되었습니다. 옮기기 전의 파일과 .sha256을 견주고 다시 옮겨 주세요." 2
packed=$(sed 's/^[0-9a-f]*  //' SHA256SUMS | sort)
found=$(find . -type f ! -name SHA256SUMS | sort)
[ "$packed" = "$found" ] || fail "묶음에 없던 파일이 섞여 있습니다. 빈 폴더에 다시 풀어 주세요." 2

version=$(cat VERSION)
wanted=$(cat PLATFORM)
tag=$("$python" -c 'import platform, sys; print(f"cp{sys.version_info[0]}{sys.version_info[1]}-{platform.system().lower()}-{platform.machine()}")') \
  || fail "파이썬 '$python'을 실행할 수 없습니다. PYTHON=/경로/python3.11 ./install.sh 처럼 알려 주세요." 2
[ "$tag" = "$wanted" ] || fail "이 묶음은 '$wanted'용인데 '$python'은 '$tag'입니다. 맞는 파이썬을 PYTHON=/경로/python 으로 알려 주시거나, 같은 환경에서 'make bundle'로 다시 만들어 주세요." 2

mkdir -p "$target" 2>/dev/null && [ -w "$target" ] || fail "'$target'에 쓸 수 없습니다. 권한을 확인하거나 다른 폴더를 적어 주세요: ./install.sh 폴더" 4
made="$target/$version"
[ ! -e "$made" ] || fail "'$made'이 이미 있습니다. 다시 설치하시려면 그 폴더를 지우고 실행해 주세요." 2
trap 'rm -rf "$made"' EXIT
trap 'exit 130' INT TERM
"$python" -m venv --without-pip "$made" || fail "가상 환경을 만들지 못했습니다. 파이썬에 venv가 있는지 확인해 주세요(데비안·우분투: python3-venv)." 1
# The environment has no pip of its own: pip runs from its wheel, and stays out of what serves.
pip=$(ls wheels/pip-*.whl)
"$made/bin/python" "$pip/pip" install --quiet --no-index --no-cache-dir --find-links wheels \
  --disable-pip-version-check "mureobwa[$(cat EXTRAS)]==$version" \
  || fail "설치하지 못했습니다. 위의 말을 확인해 주세요." 1
"$made/bin/mureobwa" --help > /dev/null || fail "설치했지만 실행되지 않습니다." 1
trap - EXIT
# One step, so that a service that starts now finds the old version or the new one.
ln -sfn "$version" "$target/.current" && mv -T "$target/.current" "$target/current"
echo "물어봐 $version을 '$made'에 설치했습니다. 명령: $target/current/bin/mureobwa"
