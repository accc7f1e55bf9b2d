/* SPDX-License-Identifier: BSD-3-Clause */
/* The main of the replaying programs: starts PHP, then reads files as ../replay.c does. */
#include <stdint.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);

#define main replay_main
#include "../replay.c"
#undef main

int main(int argc, char **argv)
{
	LLVMFuzzerInitialize(&argc, &argv);
	return replay_main(argc, argv);
}
