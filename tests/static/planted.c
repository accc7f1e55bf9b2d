/* SPDX-License-Identifier: BSD-3-Clause */
/* Errors that a working analyser finds: 27-static-c fails if it does not. */
#include <stdlib.h>
#include <string.h>

int planted_null(int flag)
{
	int *pointer = NULL;

	if (flag) {
		pointer = malloc(sizeof(*pointer));
	}
	*pointer = 1;
	return *pointer;
}

char planted_overflow(void)
{
	char text[4];

	memset(text, 0, sizeof(text));
	return text[4];
}
