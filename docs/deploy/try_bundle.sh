#!/bin/sh
# Installs a bundle and asks it, in a network namespace that has no route and no address but loopback.
# Usage: docs/deploy/try_bundle.sh ARCHIVE
set -eu
archive=$(realpath "$1")
here=$(cd "$(dirname "$0")/../.." && pwd)

if [ "${MUREOBWA_NO_NETWORK:-}" != 1 ]; then
  if ! unshare --map-root-user --net true; then
    echo "오류: 이 컴퓨터는 네트워크 네임스페이스(unshare --net)를 허락하지 않아 네트워크 없이 시험할 수 없습니다." >&2
    exit 1
  fi
  MUREOBWA_NO_NETWORK=1 exec unshare --map-root-user --net "$0" "$archive"
fi

ip link set lo up
[ -z "$(ip route)" ] || { echo "오류: 경로가 남아 있습니다." >&2; exit 1; }
work=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
# Nothing of this checkout and of the caller's settings is used.
unset PYTHONPATH PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_CONSTRAINT
export PIP_CONFIG_FILE=/dev/null MUREOBWA_HOME="$work/home" PYTHONDONTWRITEBYTECODE=1

tar -xf "$archive"
./mureobwa-*/install.sh "$work/opt"
mureobwa="$work/opt/current/bin/mureobwa"
"$mureobwa" ingest "$here/seeds"
"$mureobwa" ask "모바일 운전면허증 언제부터?" | tee answer.txt
grep -q "1월 27일부터" answer.txt
"$mureobwa" eval run "$here/seeds/2022-digital-new-deal.questions.jsonl" --limit 3 --out run > /dev/null
"$mureobwa" serve --port 8123 &
server=$!
"$work/opt/current/bin/python" "$here/docs/deploy/ask_server.py" http://127.0.0.1:8123 "모바일 운전면허증 언제부터?" "1월 27일부터"
kill $server
wait $server || true  # it writes its log until it ends, also into the folder that is swept away below
server=
echo "네트워크 없이 설치하고, 색인하고, 명령줄과 서버에서 답했습니다: $(basename "$archive")"
