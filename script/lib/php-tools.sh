# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after packages.sh. Installs the development tools of the PHP part (tools/php/composer.json) below var/.

php_tools=$top/var/tools-php

# ensure_php_tools: installs PHPUnit, PHPStan, php-cs-fixer, the libraries that tests use, and the PHP extensions they need.
ensure_php_tools() {
	local version
	version=$(php -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
	php -r 'exit(extension_loaded("pdo_sqlite") ? 0 : 1);' || ensure_packages "php$version-sqlite3"
	php -r 'exit(extension_loaded("pdo_mysql") ? 0 : 1);' || ensure_packages "php$version-mysql"
	php -r 'exit(extension_loaded("dom") && extension_loaded("xmlwriter") ? 0 : 1);' || ensure_packages "php$version-xml"
	php -r 'exit(extension_loaded("mbstring") ? 0 : 1);' || ensure_packages "php$version-mbstring"
	php -r 'exit(extension_loaded("curl") ? 0 : 1);' || ensure_packages "php$version-curl"
	if [ -f "$php_tools/autoload.php" ] && [ "$php_tools/autoload.php" -nt "$top/tools/php/composer.json" ]; then
		return 0
	fi
	command -v composer >/dev/null || ensure_packages composer unzip
	COMPOSER_ALLOW_SUPERUSER=1 composer update --quiet --no-interaction --no-progress \
		--working-dir="$top/tools/php" >&2 && touch "$php_tools/autoload.php"
}

# phpunit NAME OPTION...: runs PHPUnit with the extension; adds its tests to passed and failed. Skipped and
# incomplete tests count as failed, and so does a run without a result.
phpunit() {
	local name=$1 log status
	shift
	log=$(mktemp)
	"$top/script/php" "$php_tools/bin/phpunit" --do-not-cache-result --no-progress --log-junit "$log" "$@"
	status=$?
	local counts
	counts=$(php -r '
		$xml = @simplexml_load_file($argv[1]);
		$suite = $xml === false ? null : $xml->testsuite;
		if ($suite === null || (int) $suite["tests"] === 0) { echo "0 1"; exit; }
		$bad = (int) $suite["failures"] + (int) $suite["errors"] + (int) $suite["skipped"];
		echo (int) $suite["tests"] - $bad, " ", $bad;
	' "$log")
	rm -f "$log"
	passed=$((passed + ${counts% *}))
	failed=$((failed + ${counts#* }))
	if [ "$status" -ne 0 ] && [ "${counts#* }" -eq 0 ]; then
		echo "FAILED: $name: phpunit ended with $status"
		failed=$((failed + 1))
	fi
}
