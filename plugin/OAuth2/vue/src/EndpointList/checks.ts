/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

export interface Check {
  name: string;
  run: () => Promise<boolean>;
}

/** As an application would ask: without the user's session. */
function ask(url: string, options: RequestInit = {}): Promise<Response> {
  return fetch(url, { credentials: 'omit', cache: 'no-store', ...options });
}

/**
 * Whether what needs the web server's configuration answers.
 *
 * @param urls as API.getEndpoints gives them
 */
export function checks(urls: Record<string, string>): Check[] {
  return [
    {
      name: 'clean_authorize',
      run: async () => (await ask(urls.clean_authorize, { redirect: 'manual' })).type === 'opaqueredirect',
    },
    {
      name: 'clean_token',
      // Without a client there is no token: the endpoint says so in the words of RFC 6749.
      run: async () => typeof (await (await ask(urls.clean_token, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      })).json()).error === 'string',
    },
    {
      name: 'clean_metadata',
      run: async () => (await (await ask(urls.clean_metadata)).json()).issuer === urls.issuer,
    },
    {
      name: 'clean_resource_metadata',
      run: async () => (await (await ask(urls.clean_resource_metadata)).json())
        .authorization_servers.includes(urls.issuer),
    },
    {
      name: 'header',
      // A token that isn't one: when PHP sees the header, it is refused as such.
      run: async () => {
        const answer = await ask(
          'index.php?module=API&method=API.getMatomoVersion&format=json',
          { headers: { Authorization: 'Bearer e30.e30.e30' } },
        );

        return answer.status === 401
          && (answer.headers.get('WWW-Authenticate') || '').includes('invalid_token');
      },
    },
  ];
}
