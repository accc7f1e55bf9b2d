/*!
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/** What a request is filled with. */
export interface Values {
  clientId: string;
  /** False if the client has no secret. */
  hasSecret: boolean;
  scope: string;
  redirectUri: string;
  authorize: string;
  token: string;
  /** The address of a first report. */
  report: string;
}

interface Example {
  /** The name of the guide that explains it. */
  guide: string;
  /** By language. No example contains the secret: it is typed, or comes from the environment. */
  code: Record<string, string>;
}

/** The languages of the examples, in the order in which they are offered. */
export const LANGUAGES = ['curl', 'PHP', 'Python', 'JavaScript'];

/** A literal of a shell. */
const word = (text: string) => `'${text.replace(/'/g, '\'\\\'\'')}'`;

/** A literal of PHP, Python and JavaScript alike. */
const literal = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;

type Quoted = Record<Exclude<keyof Values, 'hasSecret'>, string>;

function quoted(values: Values, quote: (text: string) => string): Quoted {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, quote(String(value))]),
  ) as Quoted;
}

/** A client that acts by itself gets a token in one request. */
export function clientCredentials(values: Values): Example {
  const [shell, code] = [quoted(values, word), quoted(values, literal)];

  return {
    guide: 'client-credentials',
    code: {
      curl: `read -rsp 'Client secret: ' SECRET; echo
TOKEN=$(curl -sS ${shell.token} \\
  --data-urlencode grant_type=client_credentials \\
  --data-urlencode client_id=${shell.clientId} \\
  --data-urlencode client_secret="$SECRET" \\
  --data-urlencode scope=${shell.scope} |
  sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')
curl -sS ${shell.report} -H "Authorization: Bearer $TOKEN"`,
      PHP: `<?php
$form = http_build_query([
    'grant_type' => 'client_credentials',
    'client_id' => ${code.clientId},
    'client_secret' => getenv('CLIENT_SECRET'),
    'scope' => ${code.scope},
]);
$answer = file_get_contents(${code.token}, false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/x-www-form-urlencoded',
    'content' => $form,
]]));
$token = json_decode($answer)->access_token;
echo file_get_contents(${code.report}, false, stream_context_create(['http' => [
    'header' => "Authorization: Bearer $token",
]]));`,
      Python: `import json, os
from urllib.parse import urlencode
from urllib.request import Request, urlopen

form = urlencode({
    'grant_type': 'client_credentials',
    'client_id': ${code.clientId},
    'client_secret': os.environ['CLIENT_SECRET'],
    'scope': ${code.scope},
})
token = json.load(urlopen(${code.token}, form.encode()))['access_token']
report = Request(${code.report}, headers={'Authorization': 'Bearer ' + token})
print(urlopen(report).read().decode())`,
      JavaScript: `const answer = await fetch(${code.token}, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: ${code.clientId},
    client_secret: process.env.CLIENT_SECRET,
    scope: ${code.scope},
  }),
});
const token = (await answer.json()).access_token;
const report = await fetch(${code.report}, {
  headers: { Authorization: \`Bearer \${code.token}\` },
});
console.log(await report.json());`,
    },
  };
}

/** A user allows the client in the browser, and the client exchanges the code. */
export function authorizationCode(values: Values): Example {
  const [shell, code] = [quoted(values, word), quoted(values, literal)];
  const secret = (text: string) => (values.hasSecret ? text : '');
  const separator = values.authorize.includes('?') ? '&' : '?';

  return {
    guide: 'authorization-code',
    code: {
      curl: `${secret('read -rsp \'Client secret: \' SECRET; echo\n')}VERIFIER=$(openssl rand -hex 32)
CHALLENGE=$(printf %s "$VERIFIER" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=')
curl -sS -G -o /dev/null -w 'Open: %{url_effective}\\n' ${shell.authorize} \\
  --data-urlencode response_type=code \\
  --data-urlencode client_id=${shell.clientId} \\
  --data-urlencode redirect_uri=${shell.redirectUri} \\
  --data-urlencode scope=${shell.scope} \\
  --data-urlencode state="$(openssl rand -hex 8)" \\
  --data-urlencode code_challenge="$CHALLENGE" \\
  --data-urlencode code_challenge_method=S256
read -rp 'The code in the address to which you are sent back: ' CODE
TOKEN=$(curl -sS ${shell.token} \\
  --data-urlencode grant_type=authorization_code \\
  --data-urlencode client_id=${shell.clientId} \\
${secret('  --data-urlencode client_secret="$SECRET" \\\n')}  --data-urlencode code="$CODE" \\
  --data-urlencode redirect_uri=${shell.redirectUri} \\
  --data-urlencode code_verifier="$VERIFIER" |
  sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')
curl -sS ${shell.report} -H "Authorization: Bearer $TOKEN"`,
      PHP: `<?php
$verifier = bin2hex(random_bytes(32));
$challenge = rtrim(strtr(base64_encode(hash('sha256', $verifier, true)), '+/', '-_'), '=');
echo 'Open: ', ${code.authorize}, '${separator}', http_build_query([
    'response_type' => 'code',
    'client_id' => ${code.clientId},
    'redirect_uri' => ${code.redirectUri},
    'scope' => ${code.scope},
    'state' => bin2hex(random_bytes(8)),
    'code_challenge' => $challenge,
    'code_challenge_method' => 'S256',
]), PHP_EOL;
$form = http_build_query([
    'grant_type' => 'authorization_code',
    'client_id' => ${code.clientId},
${secret('    \'client_secret\' => getenv(\'CLIENT_SECRET\'),\n')}    'code' => readline('The code in the address to which you are sent back: '),
    'redirect_uri' => ${code.redirectUri},
    'code_verifier' => $verifier,
]);
$answer = file_get_contents(${code.token}, false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/x-www-form-urlencoded',
    'content' => $form,
]]));
$token = json_decode($answer)->access_token;
echo file_get_contents(${code.report}, false, stream_context_create(['http' => [
    'header' => "Authorization: Bearer $token",
]]));`,
      Python: `import base64, hashlib, json, os, secrets
from urllib.parse import urlencode
from urllib.request import Request, urlopen

verifier = secrets.token_hex(32)
digest = hashlib.sha256(verifier.encode()).digest()
print('Open:', ${code.authorize} + '${separator}' + urlencode({
    'response_type': 'code',
    'client_id': ${code.clientId},
    'redirect_uri': ${code.redirectUri},
    'scope': ${code.scope},
    'state': secrets.token_hex(8),
    'code_challenge': base64.urlsafe_b64encode(digest).rstrip(b'=').decode(),
    'code_challenge_method': 'S256',
}))
form = urlencode({
    'grant_type': 'authorization_code',
    'client_id': ${code.clientId},
${secret('    \'client_secret\': os.environ[\'CLIENT_SECRET\'],\n')}    'code': input('The code in the address to which you are sent back: '),
    'redirect_uri': ${code.redirectUri},
    'code_verifier': verifier,
})
token = json.load(urlopen(${code.token}, form.encode()))['access_token']
report = Request(${code.report}, headers={'Authorization': 'Bearer ' + token})
print(urlopen(report).read().decode())`,
      JavaScript: `import { createHash, randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';

const verifier = randomBytes(32).toString('hex');
console.log('Open:', ${code.authorize} + '${separator}' + new URLSearchParams({
  response_type: 'code',
  client_id: ${code.clientId},
  redirect_uri: ${code.redirectUri},
  scope: ${code.scope},
  state: randomBytes(8).toString('hex'),
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
}));
const terminal = createInterface({ input: process.stdin, output: process.stdout });
const code = await terminal.question('The code in the address to which you are sent back: ');
terminal.close();
const answer = await fetch(${code.token}, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: ${code.clientId},
${secret('    client_secret: process.env.CLIENT_SECRET,\n')}    code,
    redirect_uri: ${code.redirectUri},
    code_verifier: verifier,
  }),
});
const token = (await answer.json()).access_token;
const report = await fetch(${code.report}, {
  headers: { Authorization: \`Bearer \${code.token}\` },
});
console.log(await report.json());`,
    },
  };
}
