/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import { baseOf, Endpoint } from '../lists';

export interface Check {
  name: string;
  run: () => Promise<boolean>;
}

/** The name of an endpoint's clean route in API.getEndpoints. */
export function cleanOf(name: string): string {
  return `clean_${name}`;
}

/** Sends a request as an application would, without the user's session. */
function ask(url: string, options: RequestInit = {}): Promise<Response> {
  return fetch(url, { credentials: 'omit', cache: 'no-store', ...options });
}

/** Checks that the clean route of an endpoint leads to it. */
async function answers(url: string, endpoint: Endpoint, issuer: string): Promise<boolean> {
  if (endpoint.usesSession) {
    return (await ask(url, { redirect: 'manual' })).type === 'opaqueredirect';
  }
  if (endpoint.identifier) {
    return (await (await ask(url)).json())[endpoint.identifier]
      === (endpoint.identifier === 'issuer' ? issuer : baseOf(issuer));
  }
  // A request without parameters is invalid: our endpoint answers with an error of RFC 6749.
  const answer = await ask(url, { method: 'POST', body: new URLSearchParams() });

  return typeof (await answer.json()).error === 'string';
}

/**
 * The checks of the web server's configuration: clean routes and the Authorization header.
 *
 * @param urls from API.getEndpoints
 */
export function checks(urls: Record<string, string>, endpoints: Endpoint[]): Check[] {
  return [
    ...endpoints.filter((endpoint) => endpoint.isRouteExample).map((endpoint) => ({
      name: cleanOf(endpoint.name),
      run: () => answers(urls[cleanOf(endpoint.name)], endpoint, urls.issuer),
    })),
    {
      name: 'header',
      // The token is invalid: if the API refuses it, the header has reached PHP.
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
