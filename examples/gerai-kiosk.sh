#!/bin/sh
# The cashier's browser on a mini PC that runs examples/gerai.service. Started with the desktop, as its user, who is in the
# group "gerai": docs/server.md. A new start of the service has a new address, so the browser is started anew as well.
ready=${GERAI_READY:-/run/gerai/ready.json}
browser=${GERAI_BROWSER:-chromium}

address() { sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$ready" 2>/dev/null; }

trap 'kill "$running" 2>/dev/null; exit 0' TERM INT
while :; do
  url=$(address)
  if [ -z "$url" ]; then sleep 1; continue; fi
  # incognito: nothing that another program put on this port before is kept and taken for Gerai
  "$browser" --kiosk --incognito --no-first-run --disable-translate "$url" &
  running=$!
  while kill -0 "$running" 2>/dev/null && [ "$url" = "$(address)" ]; do sleep 2; done
  kill "$running" 2>/dev/null
  wait "$running"
done
