# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by suites of script/test-matomo, after count.sh: runs Matomo's own PHPUnit in the copy, on its test database.

# matomo_has_tests: succeeds if this Matomo contains its tests and PHPUnit; releases do not.
matomo_has_tests() {
	[ -f "$MATOMO_DIR/tests/PHPUnit/bootstrap.php" ] && [ -f "$MATOMO_DIR/vendor/bin/phpunit" ]
}

# matomo_phpunit LOG OPTION...: runs PHPUnit with a JUnit report in LOG. Paths are relative to Matomo's folder.
matomo_phpunit() {
	local log=$1
	shift
	(cd "$MATOMO_DIR" && "$MATOMO_PHP" vendor/bin/phpunit -c tests/PHPUnit/phpunit.xml.dist --log-junit "$log" "$@")
}

# junit_results LOG: prints a line "passed|failed|skipped Class::test" for each test of a report, sorted.
junit_results() {
	# shellcheck disable=SC2016
	php -r '
		$xml = @simplexml_load_file($argv[1]);
		foreach ($xml === false ? [] : $xml->xpath("//testcase") as $case) {
			$bad = isset($case->failure) || isset($case->error) || isset($case->warning);
			echo $bad ? "failed" : (isset($case->skipped) ? "skipped" : "passed"), " ", $case["class"], "::", $case["name"], "\n";
		}
	' "$1" | LC_ALL=C sort
}

# junit_reasons LOG: prints a line for each test of a report that failed or was skipped: its name, a tab and the reason. The
# reason contains no numbers, hexadecimal numbers or times, which differ between runs.
junit_reasons() {
	# shellcheck disable=SC2016
	php -r '
		$xml = @simplexml_load_file($argv[1]);
		foreach ($xml === false ? [] : $xml->xpath("//testcase[failure|error|warning|skipped]") as $case) {
			$why = "";
			foreach (["failure", "error", "warning", "skipped"] as $kind) {
				foreach ($case->{$kind} as $one) {
					$why .= "$kind $one[type] $one ";
				}
			}
			echo $case["class"], "::", $case["name"], "\t", preg_replace(["/\\b[0-9a-f]{16,}\\b|\\d+/", "/\\s+/"], ["#", " "], $why), "\n";
		}
	' "$1" | LC_ALL=C sort
}

# count_results LOG: adds a report's tests to passed and failed. A skipped test counts as failed.
count_results() {
	local results good
	results=$(junit_results "$1")
	if [ -z "$results" ]; then
		echo "PHPUnit executed nothing"
		failed=$((failed + 1))
		return
	fi
	good=$(grep -c '^passed ' <<<"$results")
	passed=$((passed + good))
	failed=$((failed + $(wc -l <<<"$results") - good))
	grep -v '^passed ' <<<"$results" || true
}
