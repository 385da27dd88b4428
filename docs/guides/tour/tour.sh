#!/usr/bin/env bash
# The tour of the README: a document becomes a confirmed programme, is dispatched and acknowledged by another unit.
# Needs a server with the demo (`npm start`), curl and node. `tour.sh [ADDRESS [DOCUMENT]]`
set -euo pipefail
luodi="${1:-http://127.0.0.1:8080}"
document="${2:-$(dirname "${BASH_SOURCE[0]}")/plan.txt}"
cookies="$(mktemp -d)"
trap 'rm -rf "$cookies"' EXIT

# ask WHO METHOD PATH [OPTIONS OF curl]: one request of somebody who signed in. A refusal is shown and ends the tour.
ask() {
  local who="$1" method="$2" path="$3" key=() answer
  shift 3
  # Everything that is done has a name of its own: sent twice, it is done once.
  [ "$method" = GET ] || key=(-H "Idempotency-Key: $(node -p 'crypto.randomUUID()')")
  if answer="$(curl -s --fail-with-body -b "$cookies/$who" -c "$cookies/$who" -X "$method" "${key[@]}" "$@" "$luodi/api$path")"; then
    printf '%s' "$answer"
  else
    printf '%s' "$answer" | pick it.title >&2
    return 1
  fi
}
# send WHO PATH JSON [OPTIONS OF curl]
send() {
  local who="$1" path="$2" body="$3"
  shift 3
  ask "$who" POST "$path" -H 'content-type: application/json' -d "$body" "$@"
}
# pick EXPRESSION: something out of the JSON that comes in, as `it`
pick() {
  node -e 'let text = ""
    process.stdin.on("data", (part) => (text += part)).on("end", () => {
      if (text === "") process.exit(1)
      console.log(new Function("it", `return ${process.argv[1]}`)(JSON.parse(text)))
    })' "$1"
}
sign_in() { send "$1" /session "{\"login\":\"$1\",\"password\":\"luodi-demo\"}" | pick 'it.posts[0].title'; }

echo '== 统筹岗登录，上传公文 · the coordinator signs in and uploads the document'
sign_in demo-coordinator
programme="$(ask demo-coordinator POST /programmes -F "file=@$document" | pick it.id)"
echo "$luodi/programmes/$programme"

echo '== 还缺什么 · what is missing'
ask demo-coordinator GET "/programmes/$programme/open-points" | pick 'it.points.map((one) => one.sentence).join("\n")'

echo '== 补齐，确认建账 · completed and confirmed'
version="$(ask demo-coordinator GET "/programmes/$programme" | pick it.version)"
rhythm='{"every":"month","closes":{"daysAfter":5},"graceWorkdays":0}'
change="{\"act\":\"edit-programme\",\"change\":{\"procedure\":\"work-plan-example\",\"rhythm\":$rhythm}}"
send demo-coordinator "/programmes/$programme/edits" "{\"reason\":\"补充计划设置\",\"changes\":[$change]}" \
  -H "If-Match: \"$version\"" | pick '"version " + it.programme.version'
ask demo-coordinator POST "/programmes/$programme/confirm" | pick '"baseline " + it.baseline'

echo '== 交办 · dispatched'
send demo-coordinator "/programmes/$programme/dispatch" '{}' |
  pick 'it.slips.map(({ no, unit, assignments }) => `${no} ${unit.name} ${assignments}`).join("\n")'

echo '== 成都市人民政府签收 · acknowledged by another unit'
sign_in demo-chengdu
slip="$(ask demo-chengdu GET "/programmes/$programme/slips" | pick 'it.rows[0].no')"
ask demo-chengdu POST "/programmes/$programme/slips/$slip/acknowledge" | pick '"acknowledged " + it.done'

echo '== 留痕完整吗 · is the journal whole'
ask demo-coordinator GET "/programmes/$programme/journal/verification" |
  pick '(it.whole ? "whole" : "NOT whole") + ", events: " + it.events'
