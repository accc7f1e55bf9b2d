# SPDX-License-Identifier: BSD-3-Clause
# Sourced after packages.sh. Builds and runs the extension under AddressSanitizer and UndefinedBehaviorSanitizer.

sanitizer_flags="-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined"

# sanitizer_build: prints the path of an instrumented oauth2.so.
sanitizer_build() {
	OAUTH2_SO='' OAUTH2_BUILD=$top/var/build-asan CFLAGS=$sanitizer_flags script/setup
}

# sanitizer_shim: prints the path of the library that must be preloaded before the runtime.
sanitizer_shim() {
	local shim=$top/var/build-asan/no_deepbind.so
	mkdir -p "$top/var/build-asan"
	cc -shared -fPIC -O1 -o "$shim" tests/asan/no_deepbind.c -ldl
	echo "$shim"
}

# sanitizer_environment SHIM: prints the variables, for env.
sanitizer_environment() {
	printf '%s\n' "LD_PRELOAD=$1 $(cc -print-file-name=libasan.so) $(cc -print-file-name=libubsan.so)" \
		"ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0:abort_on_error=0" \
		"UBSAN_OPTIONS=print_stacktrace=1" "USE_ZEND_ALLOC=0"
}
