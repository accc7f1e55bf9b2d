# SPDX-License-Identifier: BSD-3-Clause
# Sourced with $top set, by everything that starts PHP with the built extension. On a machine where the extension is
# installed, PHP would load that one, perhaps of another version, and warn about the built one.

# A line of an .ini file that loads the extension.
oauth2_line='^[[:space:]]*extension[[:space:]]*=[[:space:]]*["'\'']?([^;"'\'']*/)?oauth2(\.so)?["'\'']?[[:space:]]*(;.*)?$'

# php_ini_files PROGRAM: prints the .ini files that php or php-fpm reads, in its order.
php_ini_files() {
	"$1" -i 2>/dev/null </dev/null | awk -F ' => ' '
		/^Loaded Configuration File => \// { print $2 }
		/^Additional \.ini files parsed => \// { more = 1; $0 = $2 }
		more { more = /,$/; sub(/,$/, ""); print }'
}

# without_oauth2 PROGRAM: sets the array php_environment to variables with which php or php-fpm does not load an installed
# oauth2, and php_scan_dir to the folder of .ini files among them. Both are empty if none is installed.
without_oauth2() {
	local files folder new number file
	php_environment=() php_scan_dir=
	mapfile -t files < <(php_ini_files "$1")
	[ ${#files[@]} -gt 0 ] && grep -qsE "$oauth2_line" "${files[@]}" || return 0
	folder=${OAUTH2_INI:-$top/var/ini}/$(cat "${files[@]}" | cksum | tr ' ' -)
	if [ ! -d "$folder" ]; then
		mkdir -p "${folder%/*}"
		new=$(mktemp -d "${folder%/*}/new.XXXXXX")
		mkdir "$new/conf.d"
		for number in "${!files[@]}"; do
			file=conf.d/$(printf '%03d' "$number")-$(basename "${files[number]}")
			if [ "$number" -eq 0 ] && [ "$(basename "${files[0]}")" = php.ini ]; then
				# The main file keeps its place, unless it has such a line.
				grep -qE "$oauth2_line" "${files[0]}" || continue
				file=php.ini
			fi
			grep -vE "$oauth2_line" "${files[number]}" >"$new/$file" || true
		done
		chmod -R a+rX "$new"
		# Another process may have made the same folder meanwhile.
		mv -T "$new" "$folder" 2>/dev/null || rm -rf "$new"
	fi
	php_scan_dir=$folder/conf.d
	php_environment=("PHP_INI_SCAN_DIR=$php_scan_dir")
	[ ! -f "$folder/php.ini" ] || php_environment+=("PHPRC=$folder")
}
