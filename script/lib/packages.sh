# SPDX-License-Identifier: BSD-3-Clause
# Sourced. ensure_packages NAME... installs the missing ones of these packages of Debian or Ubuntu.

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo "$@"
	else
		echo "this command needs root or sudo: $*" >&2
		return 1
	fi
}

ensure_packages() {
	local name missing=()
	if ! command -v apt-get >/dev/null 2>&1; then
		echo "this machine is not Debian or Ubuntu: please install the equivalents of these packages: $*" >&2
		return 0
	fi
	for name in "$@"; do
		# A virtual package, such as php-dev of another repository, counts as installed if a package provides it.
		dpkg-query -W -f '${Status}\n' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
	done
	[ ${#missing[@]} -eq 0 ] && return 0
	echo "installing: ${missing[*]}" >&2
	export DEBIAN_FRONTEND=noninteractive
	if ! as_root apt-get -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends install "${missing[@]}" >/dev/null 2>&1; then
		# The usual cause is a missing or old package index.
		as_root apt-get -o DPkg::Lock::Timeout=300 -qq update >&2
		as_root apt-get -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends install "${missing[@]}" >&2
	fi
}
