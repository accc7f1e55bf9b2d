# SPDX-License-Identifier: BSD-3-Clause
# Sourced. The plugin's files, and what differs between the packages for Matomo 5 and Matomo 6. A plugin may not name two
# major versions of Matomo, so each has a line of its own: the checkout has the files of line 5, and adapt_plugin makes those
# of another line from them. The version of the plugin has the number of its line before the first dot.

# The line, the oldest version of Matomo that it serves, and the oldest that it does not serve any more.
plugin_lines='5 5.2.0-b1 6.0.0-b1
6 6.0.0-b1 7.0.0-b1'
checkout_line=5

# plugin_line MATOMO_VERSION: prints the line that serves this version; fails if there is none.
plugin_line() {
	# shellcheck disable=SC2016
	php -r '
		foreach (explode("\n", $argv[2]) as $row) {
			[$line, $from, $to] = explode(" ", $row);
			if (version_compare($argv[1], $from, ">=") && version_compare($argv[1], $to, "<")) {
				exit($line);
			}
		}
		exit(1);' "$1" "$plugin_lines"
}

# plugin_version LINE: prints the version of the plugin in this line.
plugin_version() {
	sed -n "s/^ *\"version\": \"$checkout_line\.\([^\"]*\)\",\$/$1.\1/p" "$top/plugin/OAuth2/plugin.json"
}

# stage_plugin LINE FOLDER: copies the plugin of this line to FOLDER/OAuth2, with its bundles.
stage_plugin() {
	plugin_files | tar -C "$top/plugin" --mode='u=rwX,go=rX' -cf - -T - | tar -C "$2" --no-same-owner -xpf - && adapt_plugin "$1" "$2/OAuth2" &&
		php "$top/script/lib/bundles.php" "$2/OAuth2" && chmod -R u=rwX,go=rX "$2/OAuth2/bundles"
}

# bundle_files: prints the files that stage_plugin makes, as plugin_files prints the others.
bundle_files() { printf 'OAuth2/bundles/%s.php\n' bearer light; }

# adapt_plugin LINE FOLDER: turns a copy of the checkout's plugin into that of the line.
adapt_plugin() {
	local line=$1 folder=$2 from to file new
	[ "$line" != "$checkout_line" ] || return 0
	from=$(awk -v line="$checkout_line" '$1 == line { print ">=" $2 ",<" $3 }' <<<"$plugin_lines")
	to=$(awk -v line="$line" '$1 == line { print ">=" $2 ",<" $3 }' <<<"$plugin_lines")
	sed -i -e "s/^\( *\"version\": \"\)$checkout_line\./\1$line./" -e "s/\"matomo\": \"$from\"/\"matomo\": \"$to\"/" \
		"$folder/plugin.json" "$folder/changes.json"
	# Matomo runs an update whose version is between the recorded one and that of plugin.json.
	for file in "$folder/Updates/$checkout_line".*.php; do
		new=$folder/Updates/$line.${file##*/"$checkout_line".}
		mv "$file" "$new"
		sed -i "s/^class Updates_${checkout_line}_/class Updates_${line}_/" "$new"
	done
	# Matomo 6 neither builds nor loads the long form, and its Marketplace refuses it.
	rm -f "$folder"/vue/dist/OAuth2.umd.js
	if grep -q "\"version\": \"$line\." "$folder/plugin.json" && grep -qF "\"matomo\": \"$to\"" "$folder/plugin.json"; then
		return 0
	fi
	echo "plugin.json could not be made for Matomo $line" >&2
	return 1
}

# plugin_files: prints the files of plugin/OAuth2 that belong in a Matomo, one per line, relative to plugin/. It leaves out
# tests, dot files, settings of developers' tools, and by-products of Matomo's build.

plugin_files() {
	if git -C "$top" rev-parse --is-inside-work-tree >/dev/null 2>&1; then
		git -C "$top" ls-files -- plugin/OAuth2 | sed 's|^plugin/||'
	else
		(cd "$top/plugin" && find OAuth2 -type f)
	fi | grep -Ev '(^|/)(\.|tests/|node_modules/)|/(phpcs|phpstan|phpunit)[^/]*$|/package(-lock)?\.json$|/vue/dist/(demo\.html|.*\.common\.js|.*\.map)$' |
		while IFS= read -r file; do
			[ ! -f "$top/plugin/$file" ] || printf '%s\n' "$file"
		done | LC_ALL=C sort
}
