// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Strangers register clients without end, from one address, one network, one organisation and the whole Internet, with valid, odd and
 * hostile metadata, and visit the authorization page. Rows, database, memory and the work for a registration stay bounded; each
 * answer is a documented one; and meanwhile honest clients register, and their users log in, allow them and use them.
 * OAUTH2_CAMPAIGN_COUNT is the number of the strangers' requests, sent in eight parts an hour of the server's time apart.
 */
import { Browser } from '../clients/node/driver.mjs';
import { check, done, test } from '../clients/node/check.mjs';
import settings, { api } from '../clients/node/settings.mjs';
import { admin, basic, challenge, get, harmless, metadata, newVerifier, post } from '../attacks/http.mjs';
import { count, dice, idle, pick, report, seed, workers } from './campaign.mjs';
import { assistants, body, inSite, sender, SHARED } from './strangers.mjs';

const HOURS = 8;
/** Few at a time in a small campaign, where few may wait. */
const PARALLEL = Math.max(4, Math.min(10, Math.floor(count / 1000)));
/** Honest clients that start in an hour. */
const CLIENTS = Math.max(3, Math.min(12, Math.floor(count / 400)));
/** The maximum number of counters (Server/Client/Throttle), and a few rows of others. */
const COUNTERS = 64 * 128 + 300;
/** The maximum length of a request (RequestedMetadata); a row holds less. */
const METADATA = 16384;
/**
 * From this hour on, strangers of as many networks as there are places take all of them. Whoever then shares a network with others
 * may have to start over.
 */
const MIXED = 4;
/** The number of times that such a client starts over. */
const PATIENCE = 3;
/** The number of registrations by which the work is measured. */
const SAMPLE = 50;

const limits = admin('limits');
const batches = Math.ceil(count / HOURS / PARALLEL);
const seen = {};
const honest = [];
let clock = 0;

const words = (html) => html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 300);
const forwarded = (address) => ({ 'x-forwarded-for': address });

async function answerTo(url, request, address) {
    const response = await fetch(url, { redirect: 'manual', ...request, headers: { ...request.headers, ...forwarded(address) } });
    const text = await response.text();
    let members = {};
    try {
        members = JSON.parse(text) ?? {};
    } catch {
        members = {};
    }
    return { status: response.status, headers: response.headers, text, body: members };
}

/** The address of the page at which a user decides about a client. */
function authorizationUrl(id, redirectUri, verifier) {
    const url = new URL(metadata.authorization_endpoint);
    for (const [name, value] of Object.entries({
        client_id: id, redirect_uri: redirectUri, response_type: 'code', state: 's', code_challenge: challenge(verifier), code_challenge_method: 'S256',
    })) {
        url.searchParams.set(name, value);
    }
    return url.href;
}

/** Request `i` of a stranger. */
async function strange(i, hour) {
    const { kind, address } = sender(i, hour);
    const { valid, request } = body(i);
    const answer = harmless(await answerTo(metadata.registration_endpoint, request, address), `request ${i}`);
    const what = `request ${i}: ${answer.status} ${answer.text.slice(0, 300)}`;
    seen[kind] ??= {};
    seen[kind][answer.status] = (seen[kind][answer.status] ?? 0) + 1;
    if (valid) {
        check.equal(answer.status, 201, what);
        check.match(answer.body.client_id ?? '', /^[0-9a-f]{32}$/, what);
        if (i % 4 === 0) {
            // Its visit is no user's, so it keeps nothing alive. Before the login the page may be one that the client is gone.
            const url = authorizationUrl(answer.body.client_id, answer.body.redirect_uris[0], newVerifier());
            const page = harmless(await answerTo(url, {}, address), `visit ${i}`);
            check.ok([200, 302, 400].includes(page.status), `visit ${i}: ${page.status}`);
        }
    } else {
        check.ok([400, 405, 413].includes(answer.status), what);
        if (answer.status === 400) {
            check.ok(['invalid_client_metadata', 'invalid_redirect_uri', 'invalid_request'].includes(answer.body.error), what);
        }
    }
}

/** A browser whose user is at an address of their own. */
class UsersBrowser extends Browser {
    constructor(number) {
        super();
        this.address = `192.0.2.${1 + number % 250}`;
    }

    request(url, form = null, headers = {}) {
        return super.request(url, form, { ...headers, ...forwarded(this.address) });
    }
}

/** An honest client: `next` is its next step, null once it is connected. */
class HonestClient {
    constructor(number, hour, isSlow) {
        this.number = number;
        // A slow user opens the page, and logs in when strangers have registered more clients than may wait.
        this.isSlow = isSlow;
        this.restarts = 0;
        const origin = number % 4;
        this.from = ['elsewhere', 'the address of an assistant', 'elsewhere', 'one /48'][origin];
        this.address = this.from === 'elsewhere' ? `198.18.${number >> 8}.${number & 255}` : this.from === 'one /48' ? inSite('honest', number) : SHARED;
        this.assistant = pick(assistants, 'assistant', number);
        this.redirectUri = pick(this.assistant.requested, 'redirect', number);
        this.user = admin('add-user', `user${number}`, 'view');
        this.browser = new UsersBrowser(number);
        this.verifier = newVerifier();
        this.next = this.register;
        this.patience = this.from !== 'elsewhere' && hour >= MIXED ? PATIENCE : 0;
    }

    /** Whether the page says that the client has gone, and the user of a stranger's network starts over. */
    startsOver(status, html) {
        if (status !== 400 || !html.includes('registration has expired or was removed') || this.restarts === this.patience) {
            return false;
        }
        this.restarts++;
        this.next = this.register;
        return true;
    }

    async register() {
        const answer = await answerTo(metadata.registration_endpoint, {
            method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(this.assistant.body),
        }, this.address);
        check.equal(answer.status, 201, `client ${this.number} from ${this.from}: ${answer.text}`);
        this.client = answer.body;
        this.next = this.open;
        // Most assistants open the browser at once; some show a button.
        if (this.isSlow || this.number % 3 !== 0) {
            await this.open();
        }
    }

    async open() {
        this.url = authorizationUrl(this.client.client_id, this.redirectUri, this.verifier);
        const response = await this.browser.request(this.url);
        const html = await response.text();
        if (this.startsOver(response.status, html)) {
            return;
        }
        check.ok([200, 302].includes(response.status), `client ${this.number} from ${this.from}, open: ${response.status} ${words(html)}`);
        this.next = this.logIn;
    }

    async logIn() {
        const { consent, html, status } = await this.browser.authorize(this.url, this.user, { stopAtConsent: true });
        if (this.startsOver(status, html)) {
            return;
        }
        check.ok(consent, `client ${this.number} from ${this.from}: ${status} ${words(html)}`);
        this.consent = consent;
        this.next = this.allow;
    }

    async allow() {
        const response = await this.browser.request(this.consent.action, [...this.consent.fields, ['decision', 'allow']]);
        const location = response.headers.get('location') ?? '';
        this.code = /[?&]code=([^&]+)/.exec(location)?.[1];
        check.ok(this.code, `client ${this.number}: ${response.status} ${location} ${this.code ? '' : words(await response.text())}`);
        this.next = this.redeem;
    }

    async redeem() {
        await this.tokens({ grant_type: 'authorization_code', code: decodeURIComponent(this.code), redirect_uri: this.redirectUri, code_verifier: this.verifier });
        this.next = this.call;
    }

    async call() {
        const { status } = await get(api, { authorization: `Bearer ${this.set.access_token}`, ...forwarded(this.address) });
        check.equal(status, 200, `client ${this.number}`);
        this.next = null;
    }

    /** A later use, with a new access token if the client may refresh. */
    async use() {
        if (this.set.refresh_token !== undefined) {
            await this.tokens({ grant_type: 'refresh_token', refresh_token: this.set.refresh_token });
            await this.call();
        }
    }

    async tokens(form) {
        const { client_id: id, client_secret: secret, token_endpoint_auth_method: method } = this.client;
        const headers = { ...forwarded(this.address), ...(method === 'client_secret_basic' ? basic(id, secret) : {}) };
        const own = method === 'client_secret_basic' ? {} : { client_id: id, ...(method === 'client_secret_post' ? { client_secret: secret } : {}) };
        const answer = await post(metadata.token_endpoint, { ...form, ...own }, headers);
        check.equal(answer.status, 200, `client ${this.number}: ${answer.text}`);
        this.set = answer.body;
    }
}

/** The next step of each honest client, and an old one uses its tokens. Slow users take theirs at the end of an hour. */
async function honestSteps(batch, isEnd) {
    const busy = honest.filter((client) => client.next !== null && (isEnd || !client.isSlow || client.next !== client.logIn));
    await Promise.all(busy.map((client) => client.next()));
    const connected = honest.filter((client) => client.next === null);
    if (connected.length > 0) {
        await pick(connected, 'uses', batch).use();
    }
}

function moveClock(seconds) {
    clock += seconds;
    admin('clock', String(clock));
}

/** The number of statements and rows that the database needs for a registration; null where it does not tell. */
async function work() {
    await idle();
    const overhead = [admin('tables'), admin('tables')];
    const times = [];
    for (let i = 0; i < SAMPLE; i++) {
        const start = performance.now();
        // Of one organisation, which displaces itself.
        const address = `2001:db8:99:${i.toString(16)}::1`;
        const { status } = await answerTo(metadata.registration_endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(assistants[i % assistants.length].body) }, address);
        check.equal(status, 201);
        times.push(performance.now() - start);
    }
    const after = admin('tables');
    const each = (name) => (after[name] === null ? null : (after[name] - 2 * overhead[1][name] + overhead[0][name]) / SAMPLE);
    return { statements: each('statements'), read: each('read'), milliseconds: times.sort((a, b) => a - b)[SAMPLE / 2] };
}

const figure = ({ statements, read, milliseconds }) => `${milliseconds.toFixed(1)} ms${statements === null ? '' : `, ${statements.toFixed(1)} statements, ${read.toFixed(0)} rows read`}`;

report(`registrations: ${count} requests, seed ${seed}, at most ${limits.unconsentedClients} clients wait`);
const empty = admin('tables');
const start = Date.now();
const samples = [];
const memory = [];
let full = null;

for (let hour = 0; hour < HOURS; hour++) {
    await test(`hour ${hour + 1}: strangers get documented answers, and no step of an honest client fails`, async () => {
        const started = honest.length;
        for (let batch = 0; batch < batches; batch++) {
            const first = (hour * batches + batch) * PARALLEL;
            await Promise.all([
                ...Array.from({ length: PARALLEL }, (_, k) => strange(first + k, hour)),
                honestSteps(first, batch > batches - 3),
            ]);
            if (honest.length < started + CLIENTS && batch % Math.max(1, Math.floor(batches * 0.4 / CLIENTS)) === 0) {
                honest.push(new HonestClient(honest.length, hour, honest.length - started < CLIENTS / 3));
            }
        }
        while (honest.some((client) => client.next !== null)) {
            await honestSteps(hour, true);
        }
        samples.push(admin('tables'));
        memory.push(workers());
    });
    moveClock(3600);
    if (full === null && samples.at(-1)?.rows.registration >= limits.unconsentedClients - PARALLEL) {
        full = await work();
    }
}
await test('every honest client that connected is connected still', async () => {
    for (const client of honest) {
        await client.use();
    }
});

await test('few honest clients of a stranger\'s network have to start over, and no others', () => {
    const again = honest.filter(({ restarts }) => restarts > 0);
    check.ok(again.length <= honest.filter(({ patience }) => patience > 0).length / 2, `${again.length}`);
});

await test('the rows of each table are bounded', async () => {
    await idle();
    for (const { rows } of [...samples, admin('tables')]) {
        for (const [table, number] of Object.entries(rows)) {
            const most = { registration: limits.unconsentedClients, throttle: COUNTERS }[table] ?? empty.rows[table] + 6 * honest.length;
            // Requests that were under way have added a row and not yet removed another.
            check.ok(number <= most + PARALLEL, `${table} has ${number} rows, more than ${most}`);
        }
    }
    check.equal(samples.at(-1).rows.client, empty.rows.client + honest.length);
    check.ok(full !== null, 'there were more registrations than may wait');
});

await test('the size of the database is bounded', () => {
    const most = empty.bytes + 2 * limits.unconsentedClients * METADATA + COUNTERS * 400 + honest.length * 65536;
    check.ok(samples.every(({ bytes }) => bytes <= most), `${samples.map(({ bytes }) => bytes)}: more than ${most}`);
    const [middle, end] = [samples[HOURS / 2].bytes, samples.at(-1).bytes];
    // InnoDB gives a table that outgrows 1 MB another 8 MB at once; that of the counters does so in the second half.
    check.ok(end <= middle * 1.25 + 9e6, `it grows: ${middle}, ${end}`);
});

await test('no worker of php-fpm ended, and their memory does not grow', () => {
    const [first, last] = [memory[HOURS / 2 - 1], memory.at(-1)];
    check.deepEqual(Object.keys(last), Object.keys(first));
    for (const [pid, peak] of Object.entries(last)) {
        check.ok(peak <= first[pid] + 8192, `${first[pid]} kB, then ${peak} kB`);
    }
});

const end = await work();
await test('a registration at the end needs no more work than when the table became full', () => {
    if (end.statements === null) {
        check.equal(full?.statements, null);
        return;
    }
    check.ok(end.statements <= full.statements + 1, `${full.statements}, then ${end.statements} statements`);
    check.ok(end.read <= full.read * 1.1 + 20, `${full.read}, then ${end.read} rows`);
});

await test('the log hears of the limits at most once a minute', () => {
    const events = admin('events', 'throttle.reached');
    check.ok(events >= 1 && events <= 2 + Math.ceil((Date.now() - start) / 60_000) + HOURS, `${events} events`);
});

for (const [kind, statuses] of Object.entries(seen)) {
    report(`${kind}: ${Object.entries(statuses).map(([status, number]) => `${number} × ${status}`).join(', ')}`);
}
const { rows, bytes } = samples.at(-1) ?? empty;
report(`rows ${JSON.stringify(rows)}, ${(bytes / 1e6).toFixed(1)} MB (at the start ${(empty.bytes / 1e6).toFixed(1)})`);
report(`memory of the workers of php-fpm at most ${Math.max(...Object.values(memory.at(-1) ?? { none: 0 })) / 1024 | 0} MB, after half of the requests ${Math.max(...Object.values(memory[HOURS / 2 - 1] ?? { none: 0 })) / 1024 | 0}`);
report(`a registration when the table became full: ${full === null ? 'never' : figure(full)}; at the end: ${figure(end)}`);
report(`${honest.length} honest clients, ${honest.filter((client) => client.next === null).length} connected, ${honest.reduce((sum, { restarts }) => sum + restarts, 0)} times one started over, ${((Date.now() - start) / 1000).toFixed(0)} s, server ${settings.issuer}`);
done();
