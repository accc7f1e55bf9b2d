# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after packages.sh and count.sh. Installs other people's OAuth clients below var/, for tests and benchmarks only.

clients=$top/host/tests/clients
export OAUTH2_NODE_CLIENTS=$top/var/tools-node-clients

# ensure_npm_folder FROM FOLDER: installs the packages of FROM in the versions of its package-lock.json to FOLDER.
ensure_npm_folder() {
	local from=$1 folder=$2 file
	command -v node >/dev/null || ensure_packages nodejs
	command -v npm >/dev/null || ensure_packages npm
	if cmp -s "$from/package-lock.json" "$folder/package-lock.json" && [ -f "$folder/complete" ]; then
		return 0
	fi
	mkdir -p "$folder"
	rm -f "$folder/complete"
	for file in package.json package-lock.json; do
		cp "$from/$file" "$folder/$file"
	done
	(cd "$folder" && npm ci --silent --no-audit --no-fund --ignore-scripts --prefer-offline >&2) && touch "$folder/complete"
}

# ensure_node_clients: installs the npm packages of tools/node/clients.
ensure_node_clients() {
	ensure_npm_folder "$top/tools/node/clients" "$OAUTH2_NODE_CLIENTS"
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

# ensure_applications: installs the npm packages of tools/node/applications and sets OAUTH2_APPLICATIONS to their folder.
ensure_applications() {
	export OAUTH2_APPLICATIONS=$top/var/tools-node-applications
	ensure_npm_folder "$top/tools/node/applications" "$OAUTH2_APPLICATIONS"
}

# ensure_inspector: installs the packages of tools/node/inspector and sets OAUTH2_INSPECTOR to their folder.
ensure_inspector() {
	export OAUTH2_INSPECTOR=$top/var/tools-node-inspector
	ensure_npm_folder "$top/tools/node/inspector" "$OAUTH2_INSPECTOR"
}
