#!/bin/sh
# Indexes and answers in containers of an image, held as the Dockerfile says: no network while indexing; read-only and without rights while serving.
# Usage: docs/deploy/try_image.sh IMAGE ENGINE [RUN_OPTION...]      (ENGINE: docker or podman)
set -eu
image=$1 engine=$2
shift 2
here=$(cd "$(dirname "$0")/../.." && pwd)
data=mureobwa-try-$$ server=
trap 'test -z "$server" || "$engine" rm --force "$server" > /dev/null; "$engine" volume rm --force "$data" > /dev/null' EXIT

"$engine" volume create "$data" > /dev/null
"$engine" run --rm "$@" --network none -v "$data:/data" -v "$here/seeds:/documents:ro" "$image" ingest /documents
server=$("$engine" run -d "$@" --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
  -v "$data:/data" -v "$here/seeds:/documents:ro" -p 127.0.0.1:8123:8000 "$image")
"${PYTHON:-python3}" "$here/docs/deploy/ask_server.py" http://127.0.0.1:8123 "모바일 운전면허증 언제부터?" "1월 27일부터"
if "$engine" exec "$server" sh -c 'touch /opt/written' 2> /dev/null; then
  echo "오류: 읽기 전용이어야 할 곳에 쓸 수 있습니다." >&2
  exit 1
fi
[ "$("$engine" exec "$server" id -u)" = 10001 ] || { echo "오류: 사용자 10001로 돌지 않습니다." >&2; exit 1; }
"$engine" stop --time 30 "$server" > /dev/null
ended=$("$engine" inspect --format '{{.State.ExitCode}}' "$server")
[ "$ended" = 0 ] || { echo "오류: 멈추게 했을 때 코드 $ended(으)로 끝났습니다." >&2; exit 1; }
echo "네트워크 없이 색인하고, 읽기 전용으로 답하고, 조용히 멈췄습니다: $image"
