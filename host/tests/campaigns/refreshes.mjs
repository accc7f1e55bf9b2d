// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Clients refresh again and again while answers are lost at random: the client dies while it sends or reads, drops the answer, or asks
 * twice at once; the server's process is killed between two statements, and connections to MariaDB are. Clients do what real ones do:
 * they send the same token again, at once, later within the grace period, or from two processes. No session may be lost and no alarm
 * raised; a thief who uses an old token is caught in the end.
 * OAUTH2_CAMPAIGN_COUNT is the number of refreshes; OAUTH2_FAULT_FILE is the host's fault_file.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import { check, done, test } from '../clients/node/check.mjs';
import settings, { issuer } from '../clients/node/settings.mjs';
import { admin, call, confidential, credentials, metadata, refresh, refused, request, spa, tokens } from '../attacks/http.mjs';
import { count, dice, idle, pick, report, seed, sleep } from './campaign.mjs';

const SESSIONS = Math.max(10, Math.min(50, Math.floor(count / 20)));
const ROUNDS = Math.ceil(count / SESSIONS);
/** The server's grace period, and a time within it, in seconds. */
const GRACE = 30;
const LATE = 25;
/** The time between two refreshes of a client, in seconds: an access token lives for longer. */
const PAUSE = 61;
/** The number of times that a client sends a request again. */
const RETRIES = 40;

/** How an answer is lost, with the number of times in a hundred refreshes. */
const faults = { none: 40, unsent: 8, sent: 14, begun: 10, dropped: 12, twice: 8, late: 8 };
const lost = Object.fromEntries(Object.keys(faults).map((name) => [name, 0]));
const failures = {};
let clock = 0;

function fault(...what) {
    let at = dice(100, 'fault', ...what);
    return Object.keys(faults).find((name) => (at -= faults[name]) < 0);
}

function moveClock(seconds) {
    clock += seconds;
    writeFileSync(`${settings.admin[2]}/clock`, String(clock));
}

/** Sends bytes on a connection of its own and loses the answer at the given moment; returns null or the answer. */
function send(bytes, how) {
    const { hostname, port } = new URL(issuer);
    return new Promise((resolve) => {
        const chunks = [];
        const socket = net.connect({ host: hostname, port: Number(port) }, () => {
            if (how === 'unsent') {
                socket.write(bytes.subarray(0, bytes.length >> 1), () => socket.destroy());
            } else if (how === 'sent') {
                socket.write(bytes, () => socket.destroy());
            } else {
                socket.write(bytes);
            }
        });
        socket.setTimeout(30_000, () => socket.destroy());
        socket.on('error', () => {});
        socket.on('data', (chunk) => {
            chunks.push(chunk);
            if (how === 'begun') {
                socket.destroy();
            }
        });
        socket.on('close', () => {
            const text = Buffer.concat(chunks).toString('latin1');
            const [head, tail] = [text.split('\r\n\r\n', 1)[0], text.slice(text.indexOf('\r\n\r\n') + 4)];
            const status = Number(head.split(' ')[1] ?? 0);
            if (status === 0 || ['unsent', 'sent', 'begun'].includes(how)) {
                resolve(null);
                return;
            }
            try {
                resolve({ status, body: JSON.parse(tail.replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/gi, '')) });
            } catch {
                resolve({ status, body: {}, text: tail.slice(0, 200) });
            }
        });
    });
}

/** A client's session: its refresh tokens so far, the newest last. */
class Session {
    constructor(number, set) {
        this.number = number;
        this.client = number % 2 === 0 ? confidential : spa;
        this.chain = [set.refresh_token];
        this.accessToken = set.access_token;
        this.end = null;
    }

    get token() {
        return this.chain.at(-1);
    }

    async send(how) {
        const at = new URL(metadata.token_endpoint);
        const headers = Object.entries(credentials(this.client)).map(([name, value]) => `${name}: ${value}`);
        const form = { grant_type: 'refresh_token', refresh_token: this.token, ...(this.client.secret ? {} : { client_id: this.client.id }) };
        const answer = await send(request(`POST ${at.pathname}${at.search} HTTP/1.1`, [
            `Host: ${at.host}`, 'Content-Type: application/x-www-form-urlencoded', ...headers,
        ], new URLSearchParams(form).toString()), how);
        if (answer !== null) {
            this.judge(answer);
        }
        return answer;
    }

    /** Notes what an answer means, also one that the client does not get: each has the same successor. */
    judge({ status, body, text }) {
        if (status === 200) {
            if (this.successor !== null && this.successor !== body.refresh_token) {
                this.end ??= 'two successors';
            }
            this.successor = body.refresh_token;
        } else if (status < 500) {
            this.end ??= `${status} ${JSON.stringify(body)} ${text ?? ''}`;
        } else {
            failures[status] = (failures[status] ?? 0) + 1;
        }
    }

    /** The first request of a round, whose answer may be lost. */
    async begin(round) {
        this.successor = null;
        this.how = fault(round, this.number);
        if (this.how === 'twice') {
            // Two processes share the tokens; one of them dies while it reads.
            const answers = await Promise.all([this.send('none'), this.send(pick(['none', 'begun', 'sent'], 'second', round, this.number))]);
            this.answer = answers[0];
        } else {
            this.answer = await this.send(this.how === 'late' ? pick(['sent', 'begun', 'dropped'], 'late', round, this.number) : this.how);
        }
        if (this.how !== 'none' && this.how !== 'twice') {
            this.answer = null;
        }
        if (this.answer?.status !== 200) {
            lost[this.how]++;
        }
    }

    /** Sends the same token again until there is an answer. */
    async finish(round) {
        for (let n = 0; this.end === null && this.answer?.status !== 200; n++) {
            if (n === RETRIES) {
                this.end = `no answer after ${RETRIES} retries`;
                return;
            }
            const way = dice(400, 'retry', round, this.number, n);
            if (way < 2) {
                await sleep(1000);
            } else if (way < 160) {
                await sleep(way / 4);
            }
            // Another answer may be lost, and a page that was reloaded asks from two tabs.
            const how = n < 3 && dice(4, 'again', round, this.number, n) === 0 ? pick(['sent', 'begun', 'dropped'], 'how', round, this.number, n) : 'none';
            const answers = await Promise.all(Array.from({ length: way > 340 ? 2 : 1 }, () => this.send(how)));
            this.answer = how === 'none' ? answers.find((answer) => answer?.status === 200) ?? null : null;
            if (this.answer === null && how === 'none') {
                await sleep(20);
            }
        }
        if (this.end === null) {
            this.chain.push(this.answer.body.refresh_token);
            this.accessToken = this.answer.body.access_token;
        }
    }
}

const start = Date.now();
report(`refreshes: ${ROUNDS} of each of ${SESSIONS} sessions, seed ${seed}`);
const sessions = [];
for (let number = 0; number < SESSIONS; number++) {
    sessions.push(new Session(number, await tokens(number % 2 === 0 ? confidential : spa)));
}
const [command, ...words] = settings.admin;
const breaker = spawn(command, [...words, 'break-connections', '3600'], { stdio: 'ignore' });

await test(`${ROUNDS * SESSIONS} refreshes with lost answers: no session is lost`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
        if (process.env.OAUTH2_FAULT_FILE && round % 3 === 0) {
            writeFileSync(process.env.OAUTH2_FAULT_FILE, `${pick(['before', 'after'], 'when', round)} ${1 + dice(2, 'statement', round)}`);
        }
        const open = sessions.filter(({ end }) => end === null);
        await Promise.all(open.map(async (session) => {
            await session.begin(round);
            if (session.how !== 'late') {
                await session.finish(round);
            }
        }));
        // Requests of clients that have gone may still be under way.
        await idle();
        const late = open.filter(({ how }) => how === 'late');
        if (late.length > 0) {
            moveClock(LATE);
            await Promise.all(late.map((session) => session.finish(round)));
            await idle();
        }
        moveClock(PAUSE);
    }
    const ended = sessions.filter(({ end }) => end !== null);
    check.equal(ended.length, 0, ended.map(({ number, end, how }) => `session ${number} (${how}): ${end}`).join('\n'));
});
breaker.kill('SIGKILL');
if (process.env.OAUTH2_FAULT_FILE) {
    writeFileSync(process.env.OAUTH2_FAULT_FILE, '');
}

await test('no honest retry raised an alarm', () => {
    check.equal(admin('events', 'refresh.reused'), 0);
});

await test('answers were lost in each way', () => {
    check.ok(!process.env.OAUTH2_FAULT_FILE || failures[502] > 0, 'no process of the server was killed');
    for (const [how, number] of Object.entries(lost)) {
        check.ok(['none', 'twice'].includes(how) || number > 0, `${how}: ${JSON.stringify(lost)}`);
    }
});

await test('each session goes on: its newest tokens work, and each of its tokens was another', async () => {
    for (const session of sessions) {
        check.equal((await call(session.accessToken)).status, 200, `session ${session.number}`);
        check.equal(new Set(session.chain).size, ROUNDS + 1);
        const answer = await refresh(session.client, session.token);
        check.equal(answer.status, 200, answer.text);
        session.chain.push(answer.body.refresh_token);
    }
});

await test('a thief who uses an old token is refused, ends the session, and raises an alarm', async () => {
    const stolen = [
        [sessions[0], sessions[0].chain[0], 0, 'the oldest'],
        [sessions[1], sessions[1].chain.at(-3), 0, 'one whose successor was used'],
        [sessions[2], sessions[2].chain.at(-2), GRACE, 'the newest predecessor after the grace period'],
        [sessions[3], sessions[3].chain.at(-2), GRACE, 'the newest predecessor after the grace period'],
    ];
    for (const [index, [session, token, wait, what]] of stolen.entries()) {
        moveClock(wait);
        refused(await refresh(session.client, token), 'invalid_grant', what);
        refused(await refresh(session.client, session.token), 'invalid_grant', `${what}: the newest`);
        check.equal(admin('events', 'refresh.reused'), index + 1, what);
    }
    for (const session of sessions.slice(stolen.length)) {
        check.equal((await refresh(session.client, session.token)).status, 200, `session ${session.number}`);
    }
});

report(`lost: ${JSON.stringify(lost)}; server errors by status, which a retry mended: ${JSON.stringify(failures)}`);
report(`${sessions.filter(({ end }) => end !== null).length} sessions lost, ${((Date.now() - start) / 1000).toFixed(0)} s`);
done();
