# SPDX-License-Identifier: BSD-3-Clause
# Sourced by script/test and script/test-matomo: runs suites and adds up their results.
#
# A suite is a program NN-name whose last line is "N passed, N failed". A suite counts as a failure if it has no such line,
# executed nothing, or exits with a status that contradicts its line. A suite that cannot run here ends with
# "not run: REASON" and the status 0 instead; it is listed after the others and adds nothing to the sum.

passed=0
failed=0
ran=0
not_run=()

# wanted NAME [ONLY...]: succeeds if the suite was asked for, by its name with or without its number.
wanted() {
	local name=$1 only
	shift
	[ $# -eq 0 ] && return 0
	for only in "$@"; do
		[ "$name" = "$only" ] || [ "${name#[0-9][0-9]-}" = "$only" ] && return 0
	done
	return 1
}

# run_suite PROGRAM [ARGUMENT...]
run_suite() {
	local name status last suite_passed=0 suite_failed=0 output started=$SECONDS
	name=$(basename "$1")
	output=$(mktemp)
	ran=$((ran + 1))
	echo "== $name"
	"$@" 2>&1 | tee "$output"
	status=${PIPESTATUS[0]}
	last=$(tail -n 1 "$output")
	echo "-- $name took $((SECONDS - started)) s"
	# Suites that it listed as not run are listed at the end.
	while IFS= read -r line; do
		not_run+=("${line#not run: }")
	done < <(grep '^not run: [0-9][0-9]-' "$output")
	rm -f "$output"
	if [[ $last =~ ^not\ run:\ . ]] && [ "$status" -eq 0 ]; then
		[[ $last =~ ^not\ run:\ [0-9][0-9]- ]] || not_run+=("$name: ${last#not run: }")
		return
	fi
	if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		suite_passed=$((10#${BASH_REMATCH[1]}))
		suite_failed=$((10#${BASH_REMATCH[2]}))
	else
		echo "$name: no result line"
		suite_failed=1
	fi
	if [ $((suite_passed + suite_failed)) -eq 0 ]; then
		echo "$name: executed nothing"
		suite_failed=1
	fi
	if [ "$status" -ne 0 ] && [ "$suite_failed" -eq 0 ]; then
		echo "$name: exit status $status"
		suite_failed=1
	fi
	passed=$((passed + suite_passed))
	failed=$((failed + suite_failed))
}

# finish_suites: lists the suites that were not run, prints the sum, and fails if a test failed.
finish_suites() {
	local line
	if [ "$ran" -eq 0 ]; then
		echo "no suite has that name; --list lists them"
		failed=1
	fi
	for line in "${not_run[@]}"; do
		echo "not run: $line"
	done
	if [ $((passed + failed)) -eq 0 ]; then
		echo "nothing was executed"
		failed=1
	fi
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
}
