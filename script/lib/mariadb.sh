# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after packages.sh. Starts a private MariaDB below var/, on 127.0.0.1 and a socket, for tests and benchmarks. Its
# user is root without a password. Only this machine can reach it, and stop_mariadb ends it. It reads none of the machine's
# own files (--no-defaults); of what Debian's contain, only the character set matters, which each database names itself. Modes
# and isolation are the server's own. There are a few more connections than by default, because a busy machine notices late that
# the clients which the tests kill have gone. Names are not resolved, because tests reach no name server,
# and the buffer pool is smaller than by default. Callers whose tests never stop the server abruptly also save the time for
# flushing each transaction to the disk.

mariadb_pid=
# The user of the server's process; only root can choose another.
mariadb_user=$(id -un)
# The command that starts the server, such as one that enters a network namespace.
mariadb_prefix=()

# ensure_mariadb: installs the programs.
ensure_mariadb() {
	command -v mariadbd >/dev/null && command -v mariadb-install-db >/dev/null && return 0
	ensure_packages mariadb-server
}

# start_mariadb FOLDER PORT [OPTION...]: starts the server with a fresh data directory FOLDER/data, the socket FOLDER/socket
# and the database oauth2. Sets mariadb_pid.
start_mariadb() {
	local folder=$1 port=$2
	shift 2
	rm -rf "$folder"
	mkdir -p "$folder"
	mariadb-install-db --no-defaults --auth-root-authentication-method=normal --skip-test-db --user="$mariadb_user" \
		--datadir="$folder/data" >"$folder/install.log" 2>&1 || { cat "$folder/install.log" >&2; return 1; }
	launch_mariadb "$folder" "$port" "$@" || return 1
	mariadb --no-defaults -S "$folder/socket" -u root -e 'CREATE DATABASE oauth2 CHARACTER SET utf8mb4'
}

# launch_mariadb FOLDER PORT [OPTION...]: starts the server on an existing data directory.
launch_mariadb() {
	local folder=$1 port=$2
	shift 2
	"${mariadb_prefix[@]}" mariadbd --no-defaults --datadir="$folder/data" --socket="$folder/socket" --bind-address=127.0.0.1 --port="$port" \
		--pid-file="$folder/pid" --user="$mariadb_user" --innodb-buffer-pool-size=64M --max-connections=200 \
		--skip-name-resolve "$@" >"$folder/server.log" 2>&1 &
	mariadb_pid=$!
	local tries
	for tries in $(seq 300); do
		mariadb-admin --no-defaults -S "$folder/socket" -u root ping >/dev/null 2>&1 && return 0
		kill -0 "$mariadb_pid" 2>/dev/null || break
		sleep 0.1
	done
	tail -n 20 "$folder/server.log" >&2
	return 1
}

# stop_mariadb: ends the server by its process id and waits.
stop_mariadb() {
	[ -n "$mariadb_pid" ] || return 0
	kill "$mariadb_pid" 2>/dev/null
	wait "$mariadb_pid" 2>/dev/null
	mariadb_pid=
}
