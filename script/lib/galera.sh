# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after packages.sh and mariadb.sh. Starts a Galera cluster of three nodes, for tests and benchmarks.

# The processes of the nodes, and their addresses; a caller may give each node an address of its own.
galera_pids=()
galera_hosts=(127.0.0.1 127.0.0.1 127.0.0.1)

# galera_prefix N: prints the command that starts a program at node N, one word a line; a caller may replace it.
galera_prefix() { :; }

# start_galera FOLDER: starts the nodes in FOLDER/node1 to node3, with the sockets FOLDER/nodeN/socket and the database oauth2.
# Prints the reason and fails if they do not start.
start_galera() {
	local folder=$1 provider address='' n
	# An rsync daemon that root starts runs as nobody and cannot read root's files. Under root the nodes therefore run as the
	# package's own user, in a folder that this user can reach wherever this checkout is.
	[ "$(id -u)" -ne 0 ] || mariadb_user=mysql
	galera_folder=$folder
	chmod 711 "$folder"
	ensure_mariadb || { echo "the tools are missing"; return 1; }
	provider=$(find /usr/lib -name libgalera_smm.so 2>/dev/null | head -n 1)
	if [ -z "$provider" ]; then
		ensure_packages galera-4
		provider=$(find /usr/lib -name libgalera_smm.so 2>/dev/null | head -n 1)
	fi
	[ -n "$provider" ] || { echo "galera-4 is missing"; return 1; }
	for n in 1 2 3; do
		address+=${address:+,}${galera_hosts[n - 1]}:3318$n
		mkdir -p "$folder/node$n/data"
		[ "$mariadb_user" = "$(id -un)" ] || chown "$mariadb_user" "$folder/node$n" "$folder/node$n/data"
	done
	mariadb-install-db --no-defaults --auth-root-authentication-method=normal --skip-test-db --user="$mariadb_user" \
		--datadir="$folder/node1/data" >"$folder/install.log" 2>&1 || { echo "no data directory"; return 1; }
	for n in 1 2 3; do
		# The first one begins the cluster, the others fetch its state by rsync.
		galera_node "$n" "$provider" "gcomm://$([ "$n" = 1 ] || echo "$address")" || { echo "node $n did not start"; return 1; }
	done
	for _ in $(seq 100); do
		[ "$(galera_sql 3 "SHOW STATUS LIKE 'wsrep_cluster_size'" | cut -f 2)" = 3 ] \
			&& [ "$(galera_sql 2 "SHOW STATUS LIKE 'wsrep_local_state_comment'" | cut -f 2)" = Synced ] \
			&& [ "$(galera_sql 3 "SHOW STATUS LIKE 'wsrep_local_state_comment'" | cut -f 2)" = Synced ] && break
		sleep 0.2
	done
	galera_sql 1 'CREATE DATABASE oauth2 CHARACTER SET utf8mb4'
}

# galera_node N PROVIDER ADDRESS
galera_node() {
	local n=$1 host=${galera_hosts[$1 - 1]} status
	mapfile -t mariadb_prefix < <(galera_prefix "$n")
	launch_mariadb "$galera_folder/node$n" "3308$n" --wsrep-on=ON --wsrep-provider="$2" \
		--wsrep-cluster-name=oauth2 --wsrep-cluster-address="$3" --wsrep-node-name="node$n" \
		--wsrep-node-address="$host" --wsrep-sst-method=rsync --wsrep-sst-receive-address="$host:3328$n" \
		--binlog-format=ROW --innodb-autoinc-lock-mode=2 \
		--wsrep-provider-options="base_host=$host;base_port=3318$n;gmcast.listen_addr=tcp://$host:3318$n;ist.recv_addr=$host:3338$n"
	status=$?
	galera_pids+=("$mariadb_pid")
	return "$status"
}

# galera_sql N STATEMENT: sends a statement to node N.
galera_sql() { timeout 5 mariadb --no-defaults -N -S "$galera_folder/node$1/socket" -u root -e "$2"; }

# stop_galera: ends the nodes.
stop_galera() {
	local pid
	for pid in "${galera_pids[@]}"; do kill "$pid" 2>/dev/null || true; done
	sleep 3
	# A node that lost the others may wait for them forever.
	for pid in "${galera_pids[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
	for pid in "${galera_pids[@]}"; do wait "$pid" 2>/dev/null || true; done
	galera_pids=()
}
