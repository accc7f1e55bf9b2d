dnl SPDX-License-Identifier: BSD-3-Clause
PHP_ARG_ENABLE([oauth2],
  [whether to enable oauth2 support],
  [AS_HELP_STRING([--enable-oauth2], [Enable oauth2 support])])

PHP_ARG_ENABLE([oauth2-dev],
  [whether to treat oauth2's compiler warnings as errors],
  [AS_HELP_STRING([--enable-oauth2-dev], [oauth2: build with -Wall -Wextra -Werror])],
  [no],
  [no])

if test "$PHP_OAUTH2" != "no"; then
  AC_MSG_CHECKING([for PHP 8.2 or later])
  OAUTH2_PHP_VERNUM=`$PHP_CONFIG --vernum`
  if test "$OAUTH2_PHP_VERNUM" -lt 80200; then
    AC_MSG_ERROR([oauth2 needs PHP 8.2 or later])
  fi
  AC_MSG_RESULT([yes])

  PKG_CHECK_MODULES([OAUTH2_CRYPTO], [libcrypto >= 3.0.0])
  PKG_CHECK_MODULES([OAUTH2_SODIUM], [libsodium >= 1.0.18])
  PHP_EVAL_INCLINE([$OAUTH2_CRYPTO_CFLAGS])
  PHP_EVAL_INCLINE([$OAUTH2_SODIUM_CFLAGS])
  PHP_EVAL_LIBLINE([$OAUTH2_CRYPTO_LIBS], [OAUTH2_SHARED_LIBADD])
  PHP_EVAL_LIBLINE([$OAUTH2_SODIUM_LIBS], [OAUTH2_SHARED_LIBADD])

  dnl Lazy binding saves the vector registers on the stack, and with them the key that a memcpy just moved.
  AC_MSG_CHECKING([whether the linker knows -z now])
  OAUTH2_SAVED_LDFLAGS=$LDFLAGS
  LDFLAGS="$LDFLAGS -Wl,-z,relro,-z,now"
  AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])], [
    AC_MSG_RESULT([yes])
    OAUTH2_SHARED_LIBADD="$OAUTH2_SHARED_LIBADD -Wl,-z,relro,-z,now"
  ], [
    AC_MSG_RESULT([no])
  ])
  LDFLAGS=$OAUTH2_SAVED_LDFLAGS
  PHP_SUBST([OAUTH2_SHARED_LIBADD])

  OAUTH2_CFLAGS="-DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 -DOPENSSL_API_COMPAT=30000 -DOPENSSL_NO_DEPRECATED"
  AX_CHECK_COMPILE_FLAG([-fvisibility=hidden], [OAUTH2_CFLAGS="$OAUTH2_CFLAGS -fvisibility=hidden"])
  if test "$PHP_OAUTH2_DEV" = "yes"; then
    dnl The generated register_oauth2_symbols() has a parameter that it does not use.
    OAUTH2_CFLAGS="$OAUTH2_CFLAGS -Wall -Wextra -Werror -Wno-unused-parameter"
  fi

  OAUTH2_SOURCES="oauth2.c \
    src/alg.c \
    src/base64url.c \
    src/compact.c \
    src/ct.c \
    src/der.c \
    src/ecdsa_sig.c \
    src/ed25519_point.c \
    src/error.c \
    src/evp.c \
    src/json.c \
    src/json_numbers.c \
    src/jwk.c \
    src/jwt.c \
    src/jwt_expect.c \
    src/jwt_sign.c \
    src/jwt_verify.c \
    src/key.c \
    src/key_cache.c \
    src/key_der.c \
    src/key_pack.c \
    src/key_pem.c \
    src/key_set.c \
    src/kty.c \
    src/material.c \
    src/material_make.c \
    src/pem_cost.c \
    src/pem_decrypt.c \
    src/pem_text.c \
    src/pkce.c \
    src/redirect_uri.c \
    src/rsa_check.c \
    src/seal.c \
    src/secret.c \
    src/uri.c \
    src/uri_host.c"

  PHP_NEW_EXTENSION([oauth2], [$OAUTH2_SOURCES], [$ext_shared],, [$OAUTH2_CFLAGS])
  PHP_ADD_INCLUDE([$ext_srcdir])
  PHP_ADD_BUILD_DIR([$ext_builddir/src])
  PHP_ADD_EXTENSION_DEP([oauth2], [json])
fi
