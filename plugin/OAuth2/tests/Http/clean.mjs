// SPDX-License-Identifier: GPL-3.0-or-later
/** With the setting for clean routes, the metadata names them; nothing else differs. */
import { challengeOf, api, check, done, issuer, metadata, resourceMetadata, test } from './call.mjs';

await test('each endpoint is a clean route without a query', async () => {
    const members = Object.fromEntries(Object.entries(metadata).filter(([name]) => /(_endpoint|^jwks_uri)$/.test(name)));
    check.deepEqual(members, {
        authorization_endpoint: `${issuer}/oauth2/authorize`,
        token_endpoint: `${issuer}/oauth2/token`,
        jwks_uri: `${issuer}/oauth2/jwks`,
        revocation_endpoint: `${issuer}/oauth2/revoke`,
        introspection_endpoint: `${issuer}/oauth2/introspect`,
    });
    check.equal(metadata.issuer, issuer);
});

await test('a challenge names resource metadata that is found without rules of the web server', async () => {
    const { resource_metadata: at } = challengeOf(await api('API.getMatomoVersion'));
    check.equal(at, resourceMetadata);
    check.equal((await (await fetch(at)).json()).resource, issuer);
});

done();
