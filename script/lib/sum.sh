# SPDX-License-Identifier: BSD-3-Clause
# Sourced after count.sh. sum_of COMMAND...: runs a program that ends with "N passed, N failed" and adds its counts.

sum_of() {
	local output last status=0
	output=$("$@" 2>&1) || status=$?
	last=$(tail -n 1 <<<"$output")
	if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		sed '$d' <<<"$output"
		passed=$((passed + 10#${BASH_REMATCH[1]}))
		failed=$((failed + 10#${BASH_REMATCH[2]}))
		[ "$status" -eq 0 ] || [ "${BASH_REMATCH[2]}" -ne 0 ] || failed=$((failed + 1))
	else
		printf '%s\n%s: no result line, status %s\n' "$output" "$*" "$status"
		failed=$((failed + 1))
	fi
}
