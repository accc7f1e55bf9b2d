# SPDX-License-Identifier: BSD-3-Clause
# Sourced after count.sh, with $top set. Runs the phpt suite and compares its counts with the number of files, because
# run-tests skips everything and succeeds if the module does not load.

. "$top/script/lib/phpize.sh"

# Tests that may be skipped, each with its reason.
phpt_skip_allowed=(
	# none
)

# phpt_result RESULT NAME: counts one line of run-tests' report.
phpt_result() {
	local allowed
	if [ "$1" = PASSED ]; then
		passed=$((passed + 1))
		return
	fi
	for allowed in "${phpt_skip_allowed[@]}"; do
		[ "$1 $2" = "SKIPPED $allowed" ] && return
	done
	failed=$((failed + 1))
	echo "$1: $2"
}

# phpt_run SO REPORT [ARGUMENT...]: runs all of tests/, or the files and folders in PHPT_PATHS, with that module; more
# arguments go to run-tests. Adds to the counts. It works on a copy, so runs can be simultaneous and leave nothing behind.
phpt_run() {
	local so=$1 report=$2 folder files run_tests before=$failed listed=0 result name
	local -a paths
	shift 2
	run_tests=$(phpize_file run-tests.php) || { failed=$((failed + 1)); return; }
	read -r -a paths <<<"${PHPT_PATHS:-tests}"
	folder=$(mktemp -d)
	tar -c --exclude=node_modules tests docs | tar -x -C "$folder"
	files=$(cd "$folder" && find "${paths[@]}" -name '*.phpt' | sort)
	: >"$report"
	# shellcheck disable=SC2086
	(cd "$folder" && php -n "$run_tests" -q -n -j2 --set-timeout 600 -p "$(command -v php)" -d "extension=$so" --show-diff -W "$report" \
		"$@" $files) >"$report.log" 2>&1 || true
	rm -rf "$folder"
	while read -r result name; do
		listed=$((listed + 1))
		phpt_result "$result" "${name#"$folder"/}"
	done <"$report"
	if [ "$listed" -ne "$(wc -w <<<"$files")" ] || [ "$listed" -eq 0 ]; then
		echo "$(wc -w <<<"$files") files, but $listed results"
		failed=$((failed + 1))
	fi
	[ "$failed" -eq "$before" ] || grep -v '^.\{0,10\}PASS\|^TEST ' "$report.log" | tail -n 150 || true
}
