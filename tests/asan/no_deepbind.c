/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PHP of the distributions opens extensions with RTLD_DEEPBIND, with which the sanitizers' runtime refuses to go on.
 * Preloaded before that runtime, this takes the flag away.
 */
#define _GNU_SOURCE
#include <dlfcn.h>

void *dlopen(const char *file, int mode)
{
	void *(*next)(const char *, int) = (void *(*)(const char *, int)) dlsym(RTLD_NEXT, "dlopen");

	return next(file, mode & ~RTLD_DEEPBIND);
}
