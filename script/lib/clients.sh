# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after packages.sh and count.sh. Installs other people's OAuth clients below var/, for tests and benchmarks only.

clients=$top/host/tests/clients
export OAUTH2_NODE_CLIENTS=$top/var/tools-node-clients

# ensure_node_clients: installs the npm packages of tools/node/clients in the versions of its package-lock.json.
ensure_node_clients() {
	local from=$top/tools/node/clients file
	command -v node >/dev/null || ensure_packages nodejs
	command -v npm >/dev/null || ensure_packages npm
	if cmp -s "$from/package-lock.json" "$OAUTH2_NODE_CLIENTS/package-lock.json" && [ -f "$OAUTH2_NODE_CLIENTS/complete" ]; then
		return 0
	fi
	mkdir -p "$OAUTH2_NODE_CLIENTS"
	rm -f "$OAUTH2_NODE_CLIENTS/complete"
	for file in package.json package-lock.json; do
		cp "$from/$file" "$OAUTH2_NODE_CLIENTS/$file"
	done
	(cd "$OAUTH2_NODE_CLIENTS" && npm ci --silent --no-audit --no-fund --ignore-scripts --prefer-offline >&2) && touch "$OAUTH2_NODE_CLIENTS/complete"
}

# node_client FILE: runs a client's source with those packages.
node_client() {
	node --import "$clients/node/modules.mjs" "$@"
}

# host_suite PORT [OPTION...] -- COMMAND...: starts a fresh host on PORT (see with-host), runs COMMAND and adds its counts.
# COMMAND ends with "N passed, N failed"; it may be a function of the suite.
host_suite() {
	sum_of "$clients/with-host" "$@"
}
