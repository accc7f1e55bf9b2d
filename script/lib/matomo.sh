# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after packages.sh, mariadb.sh and plugin-files.sh by script/install and script/test-matomo: checks the folder of a
# Matomo. With php-extension.sh it also runs a copy of it with its own database and servers, for tests.

# matomo_version DIR: prints its version, or nothing if DIR has none.
matomo_version() {
	[ -f "$1/core/Version.php" ] || return 0
	sed -n "s/^.*const  *VERSION  *=  *'\([^']*\)'.*/\1/p" "$1/core/Version.php" | head -n 1
}

# matomo_problem DIR: fails and prints the reason if DIR is not a Matomo in which the plugin works.
matomo_problem() {
	local version
	[ -d "$1" ] || { echo "$1: no such folder"; return 1; }
	version=$(matomo_version "$1")
	if [ -z "$version" ] || [ ! -f "$1/console" ] || [ ! -d "$1/plugins" ]; then
		echo "$1: not the folder of a Matomo (it should contain core/Version.php, console and plugins)"
		return 1
	fi
	if [ ! -f "$1/vendor/autoload.php" ]; then
		echo "$1: Matomo's libraries are missing: run composer install there"
		return 1
	fi
	plugin_line "$version" >/dev/null || {
		echo "$1: there is no package for Matomo $version: the plugin needs $(awk '{ print (NR > 1 ? ", or Matomo " : "Matomo ") $2 " or newer below " $3 }' ORS= <<<"$plugin_lines")"
		return 1
	}
}

# ensure_matomo_programs: installs what a copy of Matomo needs to run.
ensure_matomo_programs() {
	local version extension
	version=$(php -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
	for extension in pdo_mysql:mysql curl:curl gd:gd mbstring:mbstring dom:xml; do
		php -r 'exit(extension_loaded($argv[1]) ? 0 : 1);' "${extension%:*}" || ensure_packages "php$version-${extension#*:}"
	done
	[ -x "/usr/sbin/php-fpm$version" ] || ensure_packages "php$version-fpm"
	[ -x /usr/sbin/nginx ] || ensure_packages nginx-light
	command -v curl >/dev/null || ensure_packages curl
	command -v openssl >/dev/null || ensure_packages openssl
	ensure_mariadb
}

# free_ports N: prints N free ports of 127.0.0.1.
free_ports() {
	# shellcheck disable=SC2016
	php -r 'for ($i = 0; $i < (int) $argv[1]; $i++) { $s[$i] = stream_socket_server("tcp://127.0.0.1:0"); echo substr(strrchr(stream_socket_get_name($s[$i], false), ":"), 1), "\n"; }' "$1"
}

matomo_pids=()
matomo_memory=

# make_certificates FOLDER: makes a certificate authority ca.pem, another one other-ca.pem, and certificates with keys of the first for
# the database at 127.0.0.1 (server) and for its client (client).
make_certificates() {
	local folder=$1 name
	mkdir -p "$folder"
	for name in ca other-ca; do
		openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$name" \
			-keyout "$folder/$name.key" -out "$folder/$name.pem" 2>"$folder/log" || { cat "$folder/log" >&2; return 1; }
	done
	for name in server client; do
		openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$name" -keyout "$folder/$name.key" \
			-out "$folder/$name.csr" 2>"$folder/log" &&
			openssl x509 -req -in "$folder/$name.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial -days 2 \
				-extfile <(echo 'subjectAltName=IP:127.0.0.1,DNS:localhost') -out "$folder/$name.pem" 2>"$folder/log" ||
			{ cat "$folder/log" >&2; return 1; }
	done
	chmod -R a+rX "$folder"
	chmod a+r "$folder"/*.key
}

# start_matomo FOLDER SOURCE: copies, installs and serves the Matomo SOURCE in FOLDER, and exports the variables that
# script/test-matomo describes.
start_matomo() {
	local folder=$1 source=$2 ports port folder_port version server_ini
	rm -rf "$folder"/*
	mkdir -p "$folder/ini" "$folder/logs" "$folder/www"
	mapfile -t ports < <(free_ports 3)
	port=${MATOMO_TEST_PORT:-${ports[0]}} folder_port=${ports[1]}

	# A test changes the schema a hundred times and would wait for the disk each time, so the data is in memory.
	local data=$folder/mariadb
	if [ -w /dev/shm ] && [ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -gt 2097152 ]; then
		matomo_memory=$(mktemp -d /dev/shm/oauth2-matomo.XXXXXX)
		data=$matomo_memory/mariadb
	fi
	make_certificates "$folder/tls" || return 1
	start_mariadb "$data" "${ports[2]}" --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 \
		--tmpdir="$folder" --lc-messages=en_US \
		--ssl-ca="$folder/tls/ca.pem" --ssl-cert="$folder/tls/server.pem" --ssl-key="$folder/tls/server.key" || return 1

	export MATOMO_DIR=$folder/matomo MATOMO_URL=http://127.0.0.1:$port MATOMO_FOLDER_URL=http://127.0.0.1:$folder_port/analytics
	export MATOMO_ADMIN=admin MATOMO_DB=matomo MATOMO_DB_SOCKET=$data/socket MATOMO_DB_PORT=${ports[2]} MATOMO_DB_TLS=$folder/tls
	export MATOMO_LOGS=$folder/logs MATOMO_PHP=$folder/php
	mkdir "$MATOMO_DIR"
	tar -C "$source" --exclude=./.git --exclude='./tmp/*' --exclude='./config/config.ini.php' --exclude=./plugins/OAuth2 -cf - . |
		tar -C "$MATOMO_DIR" -xf - || return 1
	ln -s "$MATOMO_DIR" "$folder/www/analytics"

	# PHP has the extension also in the programs that Matomo starts itself.
	version=$(php -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
	without_oauth2 php
	server_ini=${php_scan_dir:-$(PHP_INI_SCAN_DIR='' php -r 'echo PHP_CONFIG_FILE_SCAN_DIR;')}
	echo "extension=$OAUTH2_SO" >"$folder/ini/90-oauth2.ini"
	# Debian's limits hold. Only tests change files so often that opcache has to look at each of them again.
	printf '%s\n' display_errors=0 log_errors=1 "error_log=$folder/logs/php.log" opcache.revalidate_freq=0 \
		>"$folder/ini/matomo.ini"
	printf '#!/bin/sh\nPHP_INI_SCAN_DIR=%s exec php "$@"\n' "$server_ini:$folder/ini" >"$MATOMO_PHP"
	chmod +x "$MATOMO_PHP"

	mariadb --no-defaults -S "$MATOMO_DB_SOCKET" -u root -e "CREATE DATABASE matomo CHARACTER SET utf8mb4; CREATE DATABASE matomo_tests CHARACTER SET utf8mb4"
	"$MATOMO_PHP" script/lib/matomo-install.php "$MATOMO_DIR" "$MATOMO_DB_SOCKET" "$port" "$folder_port" || return 1
	local line plugin=$top/plugin/OAuth2
	line=$(plugin_line "$(matomo_version "$source")")
	if [ "$line" != "$checkout_line" ]; then
		# The checkout has the files for another major version of Matomo.
		plugin=$folder/plugin/OAuth2
		mkdir "$folder/plugin" && stage_plugin "$line" "$folder/plugin" && cp -R "$top/plugin/OAuth2/tests" "$plugin/tests" || return 1
	fi
	ln -s "$plugin" "$MATOMO_DIR/plugins/OAuth2"
	"$MATOMO_PHP" "$MATOMO_DIR/console" plugin:activate OAuth2 >"$folder/logs/activate.log" 2>&1 ||
		{ cat "$folder/logs/activate.log" >&2; return 1; }
	cp "$MATOMO_DIR/config/config.ini.php" "$folder/config.ini.php"

	serve_matomo "$folder" "$version" "$server_ini:$folder/ini" "$port" "$folder_port" || return 1
	visit_matomo
	mariadb-dump --no-defaults -S "$MATOMO_DB_SOCKET" -u root matomo >"$folder/matomo.sql"
}

# serve_matomo FOLDER PHP_VERSION INI_FOLDERS PORT PORT2: starts nginx and php-fpm as the calling user. Limits and buffers
# are those of Debian's packages: a more generous server would hide answers that are too long.
serve_matomo() {
	local folder=$1 version=$2 ini=$3 port=$4 folder_port=$5 user='' php_user='' fpm_options=()
	if [ "$(id -u)" -eq 0 ]; then
		user='user root;' php_user=$'user=root\ngroup=root' fpm_options=(--allow-to-run-as-root)
	fi
	cat >"$folder/fpm.conf" <<CONF
[global]
error_log=$folder/logs/fpm.log
daemonize=no
[matomo]
$php_user
listen=$folder/fpm.sock
pm=static
pm.max_children=5
env[PHP_INI_SCAN_DIR]=$ini
env[PATH]=$folder:$PATH
catch_workers_output=yes
CONF
	local locations
	# shellcheck disable=SC2016
	locations='
		index index.php;
		include '$top'/plugin/OAuth2/server-config/nginx.conf;
		location ~ ^(/analytics)?/(config|tmp|core|lang|vendor)/ { deny all; }
		location ~ \.php$ {
			include /etc/nginx/fastcgi_params;
			fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
			fastcgi_param HTTP_PROXY "";
			# Debian omits the port here. Matomo then takes its own login form for one from a foreign origin.
			fastcgi_param HTTP_HOST $http_host;
			# nginx'"'"'s own defaults, in place of those in the included routes.
			fastcgi_buffer_size 4k;
			fastcgi_buffers 8 4k;
			fastcgi_pass unix:'$folder'/fpm.sock;
		}'
	cat >"$folder/nginx.conf" <<CONF
$user
daemon off;
worker_processes 1;
pid $folder/nginx.pid;
error_log $folder/logs/nginx.log;
events { worker_connections 256; }
http {
	include /etc/nginx/mime.types;
	access_log $folder/logs/access.log;
	client_body_temp_path $folder/body; proxy_temp_path $folder/proxy; fastcgi_temp_path $folder/fastcgi;
	uwsgi_temp_path $folder/uwsgi; scgi_temp_path $folder/scgi;
	# On a busy machine the first request, which builds the style sheets, takes longer than a minute.
	fastcgi_read_timeout 300;
	server { listen 127.0.0.1:$port; server_name 127.0.0.1 localhost; root $MATOMO_DIR; $locations
	}
	server { listen 127.0.0.1:$folder_port; server_name 127.0.0.1 localhost; root $folder/www; $locations
	}
}
CONF
	PHP_INI_SCAN_DIR=$ini "/usr/sbin/php-fpm$version" "${fpm_options[@]}" --fpm-config "$folder/fpm.conf" >"$folder/logs/fpm.out" 2>&1 8>&- &
	matomo_pids+=($!)
	/usr/sbin/nginx -c "$folder/nginx.conf" -p "$folder/" >"$folder/logs/nginx.out" 2>&1 8>&- &
	matomo_pids+=($!)
	local tries
	for tries in $(seq 100); do
		[ "$(curl -s -o /dev/null -w '%{http_code}' "$MATOMO_URL/index.php?module=OAuth2&action=jwks")" = 200 ] && return 0
		sleep 0.2
	done
	echo "Matomo does not answer at $MATOMO_URL:" >&2
	curl -si "$MATOMO_URL/index.php?module=OAuth2&action=jwks" | head -n 20 >&2
	tail -n 10 "$folder"/logs/*.log "$folder"/logs/*.out "$MATOMO_DIR"/tmp/logs/*.log >&2
	return 1
}

# visit_matomo: makes a few page views, so that reports have data.
visit_matomo() {
	local page
	for page in one two three; do
		curl -s -o /dev/null -A 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' \
			"$MATOMO_URL/matomo.php?idsite=1&rec=1&url=http%3A%2F%2Fsite1.example%2F$page&action_name=$page"
	done
}

# reset_matomo: restores the database, the configuration and the caches as they were after the installation.
reset_matomo() {
	local folder
	folder=$(dirname "$MATOMO_DIR")
	mariadb --no-defaults -S "$MATOMO_DB_SOCKET" -u root -e 'DROP DATABASE IF EXISTS matomo; CREATE DATABASE matomo CHARACTER SET utf8mb4; DROP DATABASE IF EXISTS matomo_tests; CREATE DATABASE matomo_tests CHARACTER SET utf8mb4' &&
		mariadb --no-defaults -S "$MATOMO_DB_SOCKET" -u root matomo <"$folder/matomo.sql" &&
		cp "$folder/config.ini.php" "$MATOMO_DIR/config/config.ini.php" &&
		rm -rf "$MATOMO_DIR"/tmp/cache/* "$MATOMO_DIR"/tmp/logs/* &&
		: >"$MATOMO_LOGS/php.log" &&
		touch "$MATOMO_DIR/config/config.ini.php"
}

# matomo_complaints: prints what PHP or Matomo logged about a file of the plugin since the last reset; fails if there is
# nothing. Core logs each refused API call as an uncaught exception. Refusals of the ceiling, and of API.php for an unknown
# client or a wrong description of one, are responses: they come from its lines that create such an exception. A message
# from any other line is an error. Each call with a bearer token passes through GuardedProxy, so it is in the trace of what fails later.
matomo_complaints() {
	cat "$MATOMO_LOGS/php.log" "$MATOMO_LOGS/fpm.log" "$MATOMO_DIR"/tmp/logs/*.log 2>/dev/null |
		grep -E '(PHP (Fatal|Warning|Notice|Deprecated|Parse)|Uncaught|^(WARNING|ERROR|CRITICAL)).*OAuth2/[A-Za-z/]*\.php' |
		grep -v 'OAuth2/tests/' |
		grep -vE '#[0-9]+ [^ ]*OAuth2/Access/GuardedProxy\.php\([0-9]+\): .*->call' |
		grep -vE 'Uncaught exception in API: .*(OAuth2/Matomo/ApiValue\.php\([0-9]+\): [a-zA-Z]+ is (1 or 0|one of|a number from)|The call needs a token of the scope|No bearer token may call|token is not for the MCP server|a bearer token and another credential)' |
		awk -v file="$MATOMO_DIR/plugins/OAuth2/API.php" '
			BEGIN { while ((getline line <file) > 0) { n++; if (line ~ /(throw|return) new .InvalidArgumentException\(/) said[n] = 1 } }
			{ at = $0; if (sub(/^.*Uncaught exception in API: .*OAuth2\/API\.php\(/, "", at) && (at + 0) in said) next; print }' |
		sort | uniq -c | sort -rn | head -n 10 | grep .
}

# stop_matomo: ends the servers by their process ids and waits.
stop_matomo() {
	local pid
	for pid in "${matomo_pids[@]}"; do
		kill "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	matomo_pids=()
	stop_mariadb
	[ -z "$matomo_memory" ] || rm -rf "$matomo_memory"
	matomo_memory=
}
