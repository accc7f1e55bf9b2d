// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * A very small test runner: each `test` runs at once, in order, and prints one line; `done` prints the totals that
 * script/test reads and sets the exit code. A test that asserts nothing fails. While one is being written,
 * TEST='regular expression' in the environment runs only those whose names match.
 */
import assert from 'node:assert/strict';

let passed = 0;
let failed = 0;
let assertions = 0;

const counted = {};
for (const name of ['equal', 'notEqual', 'deepEqual', 'ok', 'match', 'doesNotMatch', 'rejects', 'throws']) {
    counted[name] = (...given) => {
        assertions++;
        return assert[name](...given);
    };
}
/** The assertions of node:assert/strict, counted. */
export const check = counted;

/** Whether a test of that name is to run. */
export const wanted = (name) => new RegExp(process.env.TEST ?? '').test(name);

/** Runs one case: `name` is a sentence that says the rule, `body` may be async. */
export async function test(name, body) {
    if (!wanted(name)) {
        return;
    }
    const before = assertions;
    try {
        await body();
        assert.notEqual(assertions, before, 'this test asserted nothing');
        passed++;
        console.log(`ok - ${name}`);
    } catch (error) {
        failed++;
        console.log(`not ok - ${name}`);
        console.log(String(error?.stack ?? error).split('\n').slice(0, 14).map((line) => `    ${line}`).join('\n'));
        if (error?.cause) {
            console.log(`    cause: ${String(error.cause?.message ?? JSON.stringify(error.cause)).slice(0, 400)}`);
        }
    }
}

/** Prints `N passed, N failed` and leaves the exit code. */
export function done() {
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
