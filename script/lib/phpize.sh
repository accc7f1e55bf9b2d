# SPDX-License-Identifier: BSD-3-Clause
# Sourced. phpize_file NAME prints the path of a file that comes with phpize: run-tests.php, gen_stub.php.

phpize_file() {
	local folder
	for folder in "$(php-config --extension-dir)" "$(php-config --prefix)/lib/php" "$(php-config --prefix)/lib64/php" \
		"$(php-config --prefix)/lib/php/$(php-config --phpapi)"; do
		if [ -f "$folder/build/$1" ]; then
			echo "$folder/build/$1"
			return 0
		fi
	done
	echo "$1 not found where phpize keeps its files" >&2
	return 1
}
