// SPDX-License-Identifier: BSD-3-Clause
// Answers requests of Jose.php: one line of JSON in, one line of JSON out.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const jose = await import(pathToFileURL(process.env.JOSE).href);

const text = (hex) => Buffer.from(hex, 'hex').toString('latin1');

async function importKey(request, algorithm) {
  if (request.pem !== undefined) {
    return request.pem.includes('PRIVATE')
      ? jose.importPKCS8(request.pem, algorithm, { extractable: true })
      : jose.importSPKI(request.pem, algorithm, { extractable: true });
  }
  const jwk = request.jwkHex !== undefined
    ? JSON.parse(Buffer.from(request.jwkHex, 'hex').toString('utf8'))
    : request.jwk;
  return jose.importJWK(jwk, algorithm, { extractable: true });
}

function verifyOptions(request) {
  // The algorithm has two names (RFC 9864 2.2).
  const options = { algorithms: request.alg === 'EdDSA' ? ['EdDSA', 'Ed25519'] : [request.alg] };
  if (request.now !== undefined) {
    options.currentDate = new Date(request.now * 1000);
  }
  if (request.require !== undefined) {
    options.requiredClaims = request.require;
  }
  for (const name of ['issuer', 'audience', 'subject', 'typ']) {
    if (request[name] !== undefined) {
      options[name] = request[name];
    }
  }
  return options;
}

const operations = {
  async generate(request) {
    const pair = await jose.generateKeyPair(request.alg, { extractable: true, modulusLength: request.bits ?? 2048 });
    return {
      private: await jose.exportJWK(pair.privateKey),
      public: await jose.exportJWK(pair.publicKey),
      pkcs8: await jose.exportPKCS8(pair.privateKey),
      spki: await jose.exportSPKI(pair.publicKey),
    };
  },
  async sign(request) {
    const key = await importKey(request, request.alg);
    const jwt = await new jose.SignJWT(request.claims).setProtectedHeader(request.header).sign(key);
    return { jwt };
  },
  async verify(request) {
    const jwt = request.jwtHex !== undefined ? text(request.jwtHex) : request.jwt;
    const key = request.jwks !== undefined
      ? jose.createLocalJWKSet(request.jwks)
      : await importKey(request, request.alg);
    const result = await jose.jwtVerify(jwt, key, verifyOptions(request));
    return { claims: result.payload, header: result.protectedHeader };
  },
  async importKey(request) {
    const key = await importKey(request, request.alg);
    return { type: key.type, jwk: await jose.exportJWK(key) };
  },
  async thumbprint(request) {
    return { thumbprint: await jose.calculateJwkThumbprint(request.jwk) };
  },
  async origin(request) {
    return { origin: new URL(text(request.urlHex)).origin };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const request = JSON.parse(line);
    answer = { ok: true, ...(await operations[request.op](request)) };
  } catch (error) {
    answer = { ok: false, error: `${error.code ?? error.name}: ${error.message}` };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
