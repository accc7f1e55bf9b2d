# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after packages.sh. Starts Debian's Apache and nginx on 127.0.0.1 and stops them by their process ids. Their private
# configurations include the shipped ones (plugin/OAuth2/server-config). It does not touch the machine's own servers: it
# installs, starts and reads no service. Limits, buffers and times are those of Debian's packages, and fewer processes run: a
# more generous server would hide answers that are too long.

web_pids=()

# WEB_INI may name a folder with more .ini files for PHP behind any of the servers, and WEB_SCAN the folder to read before it
# in place of PHP's own (see without_oauth2).
WEB_INI=${WEB_INI:-}
WEB_SCAN=${WEB_SCAN:-}

# The user of the servers' processes: Apache refuses to serve as root.
if [ "$(id -u)" -eq 0 ]; then web_user=www-data; else web_user=$(id -un); fi

# ensure_web_servers: installs apache2 with PHP as a module, php-fpm, php-cgi and nginx.
ensure_web_servers() {
	local version
	version=$(php -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
	php_fpm=php-fpm$version php_cgi=/usr/bin/php-cgi$version php_module=/usr/lib/apache2/modules/libphp$version.so
	[ -x /usr/sbin/apache2 ] && [ -f "$php_module" ] && [ -x "$php_cgi" ] && command -v "$php_fpm" nginx >/dev/null && return 0
	ensure_packages apache2-bin "libapache2-mod-php$version" "php$version-fpm" "php$version-cgi" nginx-light
}

# free_port: prints a free port of 127.0.0.1.
free_port() {
	# shellcheck disable=SC2016
	php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo substr(strrchr(stream_socket_get_name($s, false), ":"), 1);'
}

# wait_for_port PORT PID LOG
wait_for_port() {
	local tries
	for tries in $(seq 100); do
		(exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
		kill -0 "$2" 2>/dev/null || break
		sleep 0.1
	done
	tail -n 20 "$3" >&2
	return 1
}

# stop_web_servers: stops all servers that were started.
stop_web_servers() {
	local pid
	for pid in "${web_pids[@]}"; do
		kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
	done
	web_pids=()
}

# start_fpm FOLDER [LINE...]: starts php-fpm at the socket FOLDER/fpm.sock and adds the lines to its pool
# ("php_admin_value[x] = y").
start_fpm() {
	local folder=$1 tries
	shift
	mkdir -p "$folder"
	{
		printf '[global]\nerror_log = %s/fpm.log\ndaemonize = no\n[www]\n' "$folder"
		[ "$(id -u)" -ne 0 ] || printf 'user = %s\ngroup = %s\nlisten.owner = %s\n' "$web_user" "$web_user" "$web_user"
		printf 'listen = %s/fpm.sock\npm = static\npm.max_children = %s\ncatch_workers_output = yes\n' "$folder" "${WEB_FPM_WORKERS:-2}"
		[ $# -eq 0 ] || printf '%s\n' "$@"
	} >"$folder/fpm.conf"
	env ${WEB_INI:+PHP_INI_SCAN_DIR="$WEB_SCAN:$WEB_INI"} "$php_fpm" -y "$folder/fpm.conf" >"$folder/fpm.out" 2>&1 &
	web_pids+=($!)
	for tries in $(seq 100); do
		[ -S "$folder/fpm.sock" ] && return 0
		sleep 0.1
	done
	cat "$folder/fpm.out" "$folder/fpm.log" >&2
	return 1
}

# apache_conf FOLDER PORT PHP ROOT [LINE...]: writes FOLDER/apache.conf for a host with document root ROOT. PHP is module, fpm
# (mod_proxy_fcgi to FOLDER/fpm.sock), cgi (mod_cgi, with a handler) or none. The lines are added to the host.
apache_conf() {
	local folder=$1 port=$2 php=$3 root=$4 module
	shift 4
	mkdir -p "$folder"
	{
		# Debian enables these, but for rewrite and headers, which the shipped configurations ask for.
		for module in mpm_prefork authz_core authz_host access_compat alias autoindex deflate dir env filter mime negotiation \
			reqtimeout setenvif rewrite headers; do
			printf 'LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n' "$module" "$module"
		done
		printf 'ServerRoot %s\nPidFile %s/apache.pid\nErrorLog %s/apache.log\nDefaultRuntimeDir %s\n' "$folder" "$folder" "$folder" "$folder"
		printf 'Listen 127.0.0.1:%s\nServerName 127.0.0.1\nTypesConfig /etc/mime.types\nDirectoryIndex index.php\n' "$port"
		printf 'StartServers 1\nMaxRequestWorkers 4\n'
		[ "$(id -u)" -ne 0 ] || printf 'User %s\nGroup %s\n' "$web_user" "$web_user"
		printf '<Directory />\nAllowOverride None\nRequire all denied\n</Directory>\n'
		# Matomo's own .htaccess files need more than Debian's AllowOverride None.
		printf '<Directory %s>\nAllowOverride All\nOptions Indexes FollowSymLinks\nRequire all granted\n</Directory>\n' "$root"
		case $php in
			module)
				printf 'LoadModule php_module %s\n<FilesMatch "\\.php$">\nSetHandler application/x-httpd-php\n</FilesMatch>\n' "$php_module"
				;;
			fpm)
				printf 'LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so\nLoadModule proxy_fcgi_module /usr/lib/apache2/modules/mod_proxy_fcgi.so\n'
				printf '<FilesMatch "\\.php$">\nSetHandler "proxy:unix:%s/fpm.sock|fcgi://localhost"\n</FilesMatch>\n' "$folder"
				;;
			cgi)
				printf 'LoadModule actions_module /usr/lib/apache2/modules/mod_actions.so\nLoadModule cgi_module /usr/lib/apache2/modules/mod_cgi.so\n'
				mkdir -p "$folder/bin"
				printf '#!/bin/sh\n%s exec %s "$@"\n' "${WEB_INI:+PHP_INI_SCAN_DIR=$WEB_SCAN:$WEB_INI}" "$php_cgi" >"$folder/bin/php"
				chmod 755 "$folder/bin/php"
				printf 'ScriptAlias /php-cgi-bin/ %s/bin/\n<Directory %s/bin>\nRequire all granted\n</Directory>\n' "$folder" "$folder"
				printf 'AddHandler php-cgi .php\nAction php-cgi /php-cgi-bin/php\n'
				;;
		esac
		printf '<VirtualHost 127.0.0.1:%s>\nDocumentRoot %s\n' "$port" "$root"
		[ $# -eq 0 ] || printf '%s\n' "$@"
		printf '</VirtualHost>\n'
	} >"$folder/apache.conf"
}

# start_apache FOLDER PORT: starts it with the configuration of apache_conf. It gets no environment, so that PHP sees what a
# service would see, and its own process group, because Apache ends its whole group.
start_apache() {
	local folder=$1
	setsid env -i PATH="$PATH" ${WEB_INI:+PHP_INI_SCAN_DIR="$WEB_SCAN:$WEB_INI"} /usr/sbin/apache2 -f "$folder/apache.conf" -DFOREGROUND >"$folder/apache.out" 2>&1 &
	web_pids+=($!)
	wait_for_port "$2" $! "$folder/apache.out"
}

# nginx_conf FOLDER PORT ROOT [LINE...]: writes FOLDER/nginx.conf for a server with document root ROOT and these lines.
nginx_conf() {
	local folder=$1 port=$2 root=$3
	shift 3
	mkdir -p "$folder"
	# nginx looks for the included fastcgi_params beside nginx.conf, as in /etc/nginx.
	cp /etc/nginx/fastcgi_params "$folder/"
	{
		[ "$(id -u)" -ne 0 ] || printf 'user %s;\n' "$web_user"
		printf 'daemon off;\nworker_processes 1;\npid %s/nginx.pid;\nerror_log %s/nginx.log;\nevents { worker_connections 64; }\n' "$folder" "$folder"
		printf 'http {\naccess_log off;\ninclude /etc/nginx/mime.types;\n'
		printf '%s_temp_path %s/tmp;\n' client_body "$folder" fastcgi "$folder" proxy "$folder" uwsgi "$folder" scgi "$folder"
		printf 'server {\nlisten 127.0.0.1:%s;\nroot %s;\nindex index.php;\n' "$port" "$root"
		[ $# -eq 0 ] || printf '%s\n' "$@"
		printf '}\n}\n'
	} >"$folder/nginx.conf"
}

# nginx_matomo_locations FOLDER: prints the locations that Matomo recommends: index.php and its like run, other PHP does not.
nginx_matomo_locations() {
	cat <<-CONF
		location ~ ^(?:/[A-Za-z0-9_-]+)?/(?:index|matomo|piwik|js/index)\.php\$ {
			include /etc/nginx/fastcgi.conf;
			try_files \$fastcgi_script_name =404;
			fastcgi_param HTTP_PROXY "";
			fastcgi_pass unix:$1/fpm.sock;
		}
		location ~* ^.+\.php\$ { deny all; return 403; }
		location / { try_files \$uri \$uri/ =404; }
		location ~ ^(?:/[A-Za-z0-9_-]+)?/(?:config|tmp|core|lang) { deny all; return 403; }
		location ~ /\.ht { deny all; return 403; }
	CONF
}

# nginx_path_info_locations FOLDER: prints a location that runs all PHP and passes on what follows the script's name.
nginx_path_info_locations() {
	cat <<-CONF
		location ~ [^/]\.php(?:/|\$) {
			fastcgi_split_path_info ^(.+?\.php)(/.*)\$;
			if (!-f \$document_root\$fastcgi_script_name) { return 404; }
			include /etc/nginx/fastcgi.conf;
			fastcgi_param HTTP_PROXY "";
			fastcgi_param PATH_INFO \$fastcgi_path_info;
			fastcgi_pass unix:$1/fpm.sock;
		}
		location / { try_files \$uri \$uri/ =404; }
	CONF
}

# start_nginx FOLDER PORT: starts it with the configuration of nginx_conf.
start_nginx() {
	local folder=$1
	nginx -c "$folder/nginx.conf" -e "$folder/nginx.log" >"$folder/nginx.out" 2>&1 &
	web_pids+=($!)
	wait_for_port "$2" $! "$folder/nginx.out"
}
