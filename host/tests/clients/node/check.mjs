// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * A very small test runner. Each `test` runs immediately and prints one line; `done` prints the totals that script/test
 * reads and sets the exit code. A test without assertions fails. TEST='regular expression' in the environment runs only
 * the tests whose names match.
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

/** Returns true if the test of this name should run. */
export const wanted = (name) => new RegExp(process.env.TEST ?? '').test(name);

/** Runs a test: `name` is a sentence that states the rule, `body` may be async. */
export async function test(name, body) {
    if (!wanted(name)) {
        return;
    }
    const before = assertions;
    try {
        await body();
        assert.notEqual(assertions, before, 'this test has no assertions');
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

/** Prints `N passed, N failed` and sets the exit code. */
export function done() {
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
