# SPDX-License-Identifier: GPL-3.0-or-later
"""Authlib as OAuth client (with requests) and as verifier of the tokens."""
import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, JsonWebToken
from authlib.jose.errors import JoseError
from authlib.oauth2.rfc6749.errors import MissingCodeException
from authlib.oauth2.rfc6749.parameters import parse_authorization_code_response

from check import HOST, authorize, finish, query, raises, same, test, true

ISSUER, API, WHOAMI = HOST["issuer"], HOST["api"], HOST["whoami"]
VIEWER = HOST["users"]["viewer"]
CONFIDENTIAL, PUBLIC = HOST["clients"]["confidential"], dict(HOST["clients"]["public"])
PUBLIC["redirectUri"] = "http://127.0.0.1:4631" + "/" + PUBLIC["redirectUri"].split("/", 3)[3]
META = requests.get(HOST["metadata"], timeout=20).json()


def session(client, method):
    return OAuth2Session(client["id"], client.get("secret"), scope="matomo:read", redirect_uri=client["redirectUri"],
                         token_endpoint_auth_method=method, code_challenge_method="S256",
                         token_endpoint=META["token_endpoint"], revocation_endpoint_auth_method=method)


def connect(client, method):
    """Runs the authorization code flow with PKCE; returns the session with its token, and the callback."""
    oauth, verifier = session(client, method), generate_token(48)
    url, state = oauth.create_authorization_url(META["authorization_endpoint"], code_verifier=verifier)
    callback = authorize(url, VIEWER)
    same(state, query(callback).get("state"))
    same(ISSUER, query(callback).get("iss"))
    oauth.fetch_token(META["token_endpoint"], authorization_response=callback, code_verifier=verifier)
    return oauth, callback, verifier


def status(token):
    return requests.get(API, headers={"Authorization": f"Bearer {token}"}, timeout=20).status_code


for METHOD in ("client_secret_basic", "client_secret_post"):
    @test(f"a confidential client gets tokens by code with PKCE and {METHOD}")
    def _():
        oauth, _, _ = connect(CONFIDENTIAL, METHOD)
        same("matomo:read", oauth.token["scope"])
        answer = oauth.get(WHOAMI)
        same(200, answer.status_code)
        same(VIEWER["login"], answer.json()["login"])


@test("a public client gets tokens without a secret and refreshes")
def _():
    oauth, _, _ = connect(PUBLIC, "none")
    before = dict(oauth.token)
    after = oauth.refresh_token(META["token_endpoint"])
    true(after["refresh_token"] != before["refresh_token"], "the refresh token changed;")
    same(200, status(after["access_token"]))


@test("client credentials give a token without refresh token")
def _():
    token = session(CONFIDENTIAL, "client_secret_basic").fetch_token(META["token_endpoint"], grant_type="client_credentials")
    true("refresh_token" not in token, "no refresh token;")
    same(200, status(token["access_token"]))


@test("a used code is invalid_grant, and within the grace the tokens of its first use go on")
def _():
    oauth, callback, verifier = connect(CONFIDENTIAL, "client_secret_basic")
    token = oauth.token["access_token"]
    error = raises(OAuthError, lambda: session(CONFIDENTIAL, "client_secret_basic").fetch_token(
        META["token_endpoint"], grant_type="authorization_code", code=query(callback)["code"], code_verifier=verifier))
    same("invalid_grant", error.error)
    same(200, status(token))


@test("revocation ends a refresh token and its access token; introspection reports it")
def _():
    oauth, _, _ = connect(CONFIDENTIAL, "client_secret_basic")
    token = dict(oauth.token)
    told = oauth.introspect_token(META["introspection_endpoint"], token=token["access_token"]).json()
    same((True, CONFIDENTIAL["id"], "matomo:read"), (told["active"], told["client_id"], told["scope"]))
    same(200, oauth.revoke_token(META["revocation_endpoint"], token=token["refresh_token"], token_type_hint="refresh_token").status_code)
    same({"active": False}, oauth.introspect_token(META["introspection_endpoint"], token=token["access_token"]).json())
    same(401, status(token["access_token"]))


@test("a denied request returns access_denied with state and iss, without a code")
def _():
    oauth, verifier = session(CONFIDENTIAL, "client_secret_basic"), generate_token(48)
    url, state = oauth.create_authorization_url(META["authorization_endpoint"], code_verifier=verifier)
    callback = authorize(url, VIEWER, "deny")
    raises(MissingCodeException, lambda: parse_authorization_code_response(callback, state))
    answer = query(callback)
    same(("access_denied", state, ISSUER), (answer["error"], answer["state"], answer["iss"]))


@test("a token verifies with Authlib's JOSE and the served JWKS, and a spoiled one does not")
def _():
    token = session(CONFIDENTIAL, "client_secret_basic").fetch_token(META["token_endpoint"], grant_type="client_credentials")["access_token"]
    keys = JsonWebKey.import_key_set(requests.get(META["jwks_uri"], timeout=20).json())
    claims = JsonWebToken(["RS256"]).decode(token, keys, claims_options={
        "iss": {"essential": True, "value": ISSUER}, "aud": {"essential": True, "value": HOST["resource"]},
        "sub": {"essential": True, "value": CONFIDENTIAL["id"]}})
    claims.validate()
    same("at+jwt", claims.header["typ"])
    head, body, signature = token.split(".")
    spoiled = ".".join((head, body, ("A" if signature[0] != "A" else "B") + signature[1:]))
    raises(JoseError, lambda: JsonWebToken(["RS256"]).decode(spoiled, keys))


finish()
