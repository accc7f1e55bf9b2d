# SPDX-License-Identifier: BSD-3-Clause
# Sourced by suites of script/test.d: counts checks and prints the last line that script/test reads.

passed=0
failed=0

# check NAME COMMAND...: counts one check as passed if the command succeeds, and shows its output if it fails.
check() {
	local name=$1 output
	shift
	if output=$("$@" 2>&1); then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED: %s\n%s\n' "$name" "$output"
	fi
}

# finds TEXT COMMAND...: succeeds if the command fails and prints the text.
finds() {
	local text=$1 output
	shift
	if output=$("$@" 2>&1); then
		echo "not found: $text"
		return 1
	fi
	case "$output" in
		*"$text"*) return 0 ;;
	esac
	printf 'not found: %s, but\n%s\n' "$text" "$output"
	return 1
}

# has TEXT COMMAND...: succeeds if the command succeeds and prints the text.
has() {
	local text=$1 output
	shift
	output=$("$@" 2>&1) || { printf '%s\n' "$output"; return 1; }
	case "$output" in
		*"$text"*) return 0 ;;
	esac
	printf 'not found: %s, but\n%s\n' "$text" "$output"
	return 1
}

# finish: prints the sum, and fails if a check failed.
finish() {
	printf '%d passed, %d failed\n' "$passed" "$failed"
	[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
