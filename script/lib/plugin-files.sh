# SPDX-License-Identifier: BSD-3-Clause
# Sourced. plugin_files: what of plugin/OAuth2 belongs into a Matomo, one name a line, relative to plugin/: not the tests,
# dot files, settings of developers' tools, and what Matomo's build leaves beside the scripts that it loads.

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
