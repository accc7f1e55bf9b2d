// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What campaigns share. OAUTH2_CAMPAIGN_COUNT is the number of requests; OAUTH2_CAMPAIGN_SEED decides everything that is random, and
 * each campaign prints it.
 */
import { createHash, randomInt } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { issuer } from '../clients/node/settings.mjs';
import { check } from '../clients/node/check.mjs';

export const count = Number(process.env.OAUTH2_CAMPAIGN_COUNT ?? 1000);
export const seed = process.env.OAUTH2_CAMPAIGN_SEED || String(randomInt(1_000_000));

/** A number from 0 to `sides` - 1 that depends on the seed and on what it is for, but not on the order of the calls. */
export function dice(sides, ...what) {
    return createHash('sha256').update([seed, ...what].join('/')).digest().readUIntBE(0, 6) % sides;
}

/** One of a list. */
export const pick = (list, ...what) => list[dice(list.length, ...what)];

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The state of php-fpm: its processes, the requests that they are answering and those that wait. */
export const fpm = async () => (await fetch(`${issuer}/fpm-status?json&full`)).json();

/** Waits until the server answers no request any more, also none whose client has gone. */
export async function idle() {
    for (let tries = 0; tries < 600; tries++) {
        const state = await fpm();
        if (state['active processes'] === 1 && state['listen queue'] === 0) {
            return;
        }
        await sleep(5);
    }
    throw new Error('the server is still busy');
}

const status = (pid) => readFileSync(`/proc/${pid}/status`, 'utf8');

/** The workers of php-fpm: the largest memory that each has had so far, in kB, by process ID. */
export function workers() {
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => {
        try {
            const [, parent] = status(pid).match(/^PPid:\s+(\d+)$/m);
            return { pid, parent };
        } catch {
            return { pid, parent: '' };
        }
    });
    const childrenOf = (pid) => processes.filter(({ parent }) => parent === String(pid)).map((process) => process.pid);
    const masters = childrenOf(process.env.OAUTH2_HOST_PID).filter((pid) => /^Name:\s+php-fpm/m.test(status(pid)));
    check.equal(masters.length, 1, 'php-fpm is running');
    return Object.fromEntries(childrenOf(masters[0]).map((pid) => [pid, Number(status(pid).match(/^VmHWM:\s+(\d+) kB$/m)[1])]));
}

/** Prints a line of figures. */
export const report = (text) => console.log(`# ${text}`);
