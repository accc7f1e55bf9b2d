# SPDX-License-Identifier: BSD-3-Clause
# Sourced after count.sh. Runs the phpt suite and counts it against the number of files: run-tests ends well when it
# skipped everything.

# phpt_run SO REPORT [ARGUMENT...]: runs all of tests/ with that module; more arguments go to run-tests. Adds to the counts.
phpt_run() {
	local so=$1 report=$2 files=0 ok
	shift 2
	files=$(find tests -name '*.phpt' | wc -l)
	TEST_PHP_EXECUTABLE=$(command -v php) php "$top/var/build/tree/run-tests.php" -q -d "extension=$so" -j2 \
		-g FAIL,XFAIL,BORK,WARN,LEAK,SKIP --no-clean -W "$report" "$@" tests >"$report.log" 2>&1 || true
	ok=$(grep -c '^PASSED' "$report" || true)
	passed=$((passed + ok))
	if [ "$ok" -ne "$files" ] || [ "$files" -eq 0 ]; then
		failed=$((failed + (files > ok ? files - ok : 1)))
		grep -v '^PASSED' "$report" || tail -n 20 "$report.log"
	fi
}
