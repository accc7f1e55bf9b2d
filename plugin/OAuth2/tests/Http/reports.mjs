// SPDX-License-Identifier: GPL-3.0-or-later
/** Every report of this Matomo gives the same answer to a bearer token as to a token_auth of the same user. */
import { admin, api, bulk, challengeOf, check, clients, done, isError, issuer, metadata, post, request, resourceMetadata, site, test, tokens, users } from './call.mjs';

/** An answer without the token_auth, which Matomo writes into URLs of images. Bearer tokens appear in no URL. */
const plain = (json) => JSON.parse(JSON.stringify(json).replace(/token_auth=(?:anonymous|[0-9a-f]{32})/g, 'token_auth=#'));

const at = `idSite=${site}&period=day&date=2026-01-01`;
for (const [who, user, scope] of [['a viewer', users.viewer, 'matomo:read'], ['a super user, for reading only', users.superuser, 'matomo:read'], ['a super user', users.superuser, 'matomo:superuser']]) {
    const bearer = (await tokens(clients.ceiling, { scope }, user)).access_token;
    const token = admin('token', user.login, user.password);
    const { json: reports } = await api('API.getReportMetadata', { idSites: site, period: 'day', date: '2026-01-01', filter_limit: -1 }, { token });

    await test(`${who}: the list of reports is the same`, async () => {
        check.ok(reports.length > 60, String(reports.length));
        const { json } = await api('API.getReportMetadata', { idSites: site, period: 'day', date: '2026-01-01', filter_limit: -1 }, { bearer });
        check.deepEqual(plain(json), plain(reports));
        check.ok(!JSON.stringify(json).includes(bearer));
    });

    const urls = [
        ...reports.map(({ module, action, parameters = {} }) => `method=${module}.${action}&${at}&${new URLSearchParams(parameters)}`),
        ...reports.filter(({ metrics }) => metrics).slice(0, 20).map(({ module, action }) => `method=API.getProcessedReport&apiModule=${module}&apiAction=${action}&showTimer=0&${at}`),
        `method=API.get&${at}`, `method=API.getWidgetMetadata&idSite=${site}`, `method=API.getReportPagesMetadata&idSite=${site}`, `method=API.getSegmentsMetadata&idSites=${site}`,
        `method=SitesManager.getSitesWithAtLeastViewAccess`, `method=SitesManager.getPatternMatchSites&pattern=a`, `method=Dashboard.getDashboards`, `method=ScheduledReports.getReports&idSite=${site}`,
        `method=SegmentEditor.getAll&idSite=${site}`, `method=Goals.getGoals&idSite=${site}`, `method=Annotations.getAll&${at}`, `method=Live.getCounters&idSite=${site}&lastMinutes=30`, `method=MultiSites.getAll&period=day&date=2026-01-01`,
    ];

    await test(`${who}: ${urls.length} reading calls give the same answers, and none is refused`, async () => {
        const [mine, theirs] = [await bulk(urls, { bearer }), await bulk(urls, { token })];
        check.equal(mine.status, 200, mine.text.slice(0, 200));
        check.ok(!mine.text.includes(bearer));
        for (const [index, url] of urls.entries()) {
            // Some answers contain more for super users; below the highest scope only the reports must be the same.
            if (user !== users.superuser || scope === 'matomo:superuser' || (index < reports.length && !/MultiSites/.test(url))) {
                check.deepEqual(plain(mine.json[index]), plain(theirs.json[index]), url);
            }
        }
        const failed = urls.filter((_, index) => isError(mine.json[index]));
        check.ok(failed.length < 12, failed.join('\n'));
        for (const one of mine.json.filter(isError)) {
            check.doesNotMatch(one.message, /access|scope/i);
        }
    });
}

await test('without the plugin McpServer there is no such resource', async () => {
    const resource = `${issuer}/index.php?module=API&method=McpServer.mcp&format=mcp`;
    check.equal((await fetch(`${resourceMetadata}&resource=${encodeURIComponent(resource)}`)).status, 404);
    const answer = await post(metadata.token_endpoint, { grant_type: 'client_credentials', scope: 'matomo:read', resource, client_id: clients.ceiling.id, client_secret: clients.ceiling.secret });
    check.equal(answer.body.error, 'invalid_target');
    const { access_token: bearer } = await tokens(clients.ceiling, { scope: 'matomo:read' }, users.viewer);
    const call = (headers) => request({ parameters: { module: 'API', method: 'McpServer.mcp', format: 'json' }, headers, form: {} });
    check.match((await call({ authorization: `Bearer ${bearer}` })).text, /McpServer is not enabled/);
    const nobody = challengeOf(await call({}));
    check.ok(nobody === null || nobody.resource_metadata === resourceMetadata);
});

done();
