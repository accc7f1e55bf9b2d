# SPDX-License-Identifier: GPL-3.0-or-later
"""Authlib with keys in place of a client secret (private_key_jwt), with the settings that clients.md names."""
import json
import os
import subprocess
import time

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey
from authlib.oauth2.rfc7523 import PrivateKeyJWT, private_key_jwt_sign

from check import HOST, documented, finish, raises, same, test, true

API, VIEWER = HOST["api"], HOST["users"]["viewer"]
META = requests.get(HOST["metadata"], timeout=20).json()
KINDS = {"RS256": ("RSA", 2048), "PS256": ("RSA", 2048), "ES256": ("EC", "P-256"), "EdDSA": ("OKP", "Ed25519")}
NUMBER = iter(range(1, 100))


def admin(*words):
    done = subprocess.run([*HOST["admin"], *words], check=True, capture_output=True, text=True, timeout=60)
    return json.loads(done.stdout)


class ShortAssertion(PrivateKeyJWT):
    """Authlib's assertions are valid for an hour and keep their jti; the server wants ten minutes at most and a new jti."""

    def sign(self, auth, token_endpoint):
        claims = {"exp": int(time.time()) + 60}
        return private_key_jwt_sign(auth.client_secret, auth.client_id, token_endpoint, alg=self.alg, claims=claims)


def new_key(algorithm):
    """Authlib drops zeros at the beginning of a coordinate, which RFC 7518 6.2.1.2 forbids: of 128 keys, one would be refused."""
    while True:
        key = JsonWebKey.generate_key(*KINDS[algorithm], is_private=True)
        if algorithm != "ES256" or all(len(key.as_dict()[name]) == 43 for name in ("x", "y")):
            return key


def client(algorithm):
    """A client whose only credential is a new key; returns its ID and the private key as PEM."""
    key = new_key(algorithm)
    public = {**key.as_dict(), "alg": algorithm}
    made = admin("add-client", "machine", "", f"authlib-{os.getpid()}-{next(NUMBER)}", VIEWER["login"])
    admin("set-keys", made["id"], json.dumps({"keys": [public]}))
    return made["id"], key.as_pem(is_private=True).decode()


def session(client_id, key, method):
    oauth = OAuth2Session(client_id, key, scope="matomo:read", token_endpoint=META["token_endpoint"],
                          token_endpoint_auth_method="private_key_jwt", revocation_endpoint_auth_method="private_key_jwt")
    oauth.register_client_auth_method(method)
    return oauth


def status(token):
    return requests.get(API, headers={"Authorization": f"Bearer {token}"}, timeout=20).status_code


@test("the settings of the guide, as they stand")
def _():
    client_id, key = client("ES256")
    names = {"OAuth2Session": OAuth2Session, "PrivateKeyJWT": PrivateKeyJWT, "private_key_jwt_sign": private_key_jwt_sign, "time": time,
             "client_id": client_id, "private_key_pem": key}
    exec(documented('Authlib with keys'), names)  # pylint: disable=exec-used
    for _ in range(2):
        token = names["session"].fetch_token(META["token_endpoint"], grant_type="client_credentials")
        same(200, status(token["access_token"]))
    same(200, names["session"].revoke_token(META["revocation_endpoint"], token["access_token"]).status_code)
    same(401, status(token["access_token"]))


for ALGORITHM in KINDS:
    @test(f"authlib with {ALGORITHM}: client credentials and revocation, for the token endpoint as audience")
    def _():
        client_id, key = client(ALGORITHM)
        oauth = session(client_id, key, ShortAssertion(META["token_endpoint"], alg=ALGORITHM))
        token = oauth.fetch_token(META["token_endpoint"], grant_type="client_credentials")
        same(200, status(token["access_token"]))
        answer = oauth.revoke_token(META["revocation_endpoint"], token["access_token"])
        same(200, answer.status_code)
        same(401, status(token["access_token"]))

    @test(f"authlib with {ALGORITHM}: the issuer as audience")
    def _():
        client_id, key = client(ALGORITHM)
        oauth = session(client_id, key, ShortAssertion(META["issuer"], alg=ALGORITHM))
        true(oauth.fetch_token(META["token_endpoint"], grant_type="client_credentials")["access_token"], "a token;")


@test("an assertion that is valid for an hour is refused, and the description says so")
def _():
    client_id, key = client("ES256")
    oauth = session(client_id, key, PrivateKeyJWT(META["token_endpoint"], alg="ES256"))
    error = raises(OAuthError, lambda: oauth.fetch_token(META["token_endpoint"], grant_type="client_credentials"))
    same("invalid_client", error.error)
    true("600 seconds" in error.description, error.description)


finish()
