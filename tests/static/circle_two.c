/* SPDX-License-Identifier: BSD-3-Clause */

void circle_one(int depth);
void circle_two(int depth);

void circle_two(int depth)
{
	circle_one(depth);
}
