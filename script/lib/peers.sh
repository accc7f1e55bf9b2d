# SPDX-License-Identifier: BSD-3-Clause
# Sourced. Installs other people's JWT libraries below var/, for tests and benchmarks only; no shipped file uses them.

node_modules=$top/var/tools-node-ext/node_modules
peers_autoload=$top/var/tools-php-ext/vendor/autoload.php

# ensure_jose: installs the npm package jose.
ensure_jose() {
	command -v node >/dev/null || ensure_packages nodejs
	command -v npm >/dev/null || ensure_packages npm
	[ -f "$node_modules/jose/package.json" ] && return 0
	mkdir -p "$top/var/tools-node-ext"
	npm install --silent --no-audit --no-fund --prefix "$top/var/tools-node-ext" jose@6 >&2
}

# ensure_php_peers: installs lcobucci/jwt and firebase/php-jwt.
ensure_php_peers() {
	[ -f "$peers_autoload" ] && return 0
	command -v composer >/dev/null || ensure_packages composer
	mkdir -p "$top/var/tools-php-ext"
	COMPOSER_ALLOW_SUPERUSER=1 composer require --quiet --no-interaction --working-dir="$top/var/tools-php-ext" \
		lcobucci/jwt:^5 firebase/php-jwt:^7 >&2
}
