# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after packages.sh. Installs Chromium and the npm packages that drive it below var/, for tests only.

# ensure_browser: sets OAUTH2_CHROMIUM and OAUTH2_NODE_BROWSER, the folder whose node_modules has playwright-core and axe-core.
ensure_browser() {
	local from=$top/tools/node/browser
	command -v node >/dev/null || ensure_packages nodejs
	command -v npm >/dev/null || ensure_packages npm
	[ -n "${OAUTH2_CHROMIUM:-}" ] || command -v chromium >/dev/null || ensure_packages chromium
	export OAUTH2_CHROMIUM=${OAUTH2_CHROMIUM:-$(command -v chromium)}
	export OAUTH2_NODE_BROWSER=$top/var/tools-node-browser
	if cmp -s "$from/package.json" "$OAUTH2_NODE_BROWSER/package.json" && [ -f "$OAUTH2_NODE_BROWSER/complete" ]; then
		return 0
	fi
	mkdir -p "$OAUTH2_NODE_BROWSER"
	rm -f "$OAUTH2_NODE_BROWSER/complete"
	cp "$from/package.json" "$OAUTH2_NODE_BROWSER/package.json"
	(cd "$OAUTH2_NODE_BROWSER" && npm install --silent --no-audit --no-fund --ignore-scripts >&2 && touch complete)
}
