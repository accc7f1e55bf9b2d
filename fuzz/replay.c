/* SPDX-License-Identifier: BSD-3-Clause */
/* A main for a fuzz target where there is no libFuzzer: runs it once on each file named, and prints how many. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = NULL;
	size_t size = 0, room = 0;

	if (!file) {
		perror(path);
		return 0;
	}
	for (;;) {
		size_t count;

		if (size == room) {
			room = room ? room * 2 : 4096;
			data = realloc(data, room);
			if (!data) {
				abort();
			}
		}
		count = fread(data + size, 1, room - size, file);
		if (count == 0) {
			break;
		}
		size += count;
	}
	fclose(file);
	/* cut to size, so that AddressSanitizer sees a read beyond it */
	if (size) {
		data = realloc(data, size);
	}
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	return 1;
}

int main(int argc, char **argv)
{
	int i, replayed = 0;

	for (i = 1; i < argc; i++) {
		replayed += replay(argv[i]);
	}
	printf("%d passed, %d failed\n", replayed, argc - 1 - replayed);
	return replayed == 0 || replayed != argc - 1;
}
