# SPDX-License-Identifier: BSD-3-Clause
# Sourced. plugin_files: prints the files of plugin/OAuth2 that belong in a Matomo, one per line, relative to plugin/. It
# leaves out tests, dot files, settings of developers' tools, and by-products of Matomo's build.

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
