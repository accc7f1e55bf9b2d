/* SPDX-License-Identifier: BSD-3-Clause */
/* Half of a circle, which script/lib/circles has to find: this file calls circle_two.c, and that one this. */

void circle_one(int depth);
void circle_two(int depth);

void circle_one(int depth)
{
	if (depth > 0) {
		circle_two(depth - 1);
	}
}
