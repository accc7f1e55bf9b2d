# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests requests-oauthlib, which many scripts use, with its own PKCE and refresh."""
import requests
from oauthlib.oauth2 import BackendApplicationClient, InvalidGrantError, WebApplicationClient
from oauthlib.oauth2.rfc6749.errors import InvalidClientError, InvalidScopeError
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from check import HOST, authorize, finish, query, raises, same, test, true

ISSUER, API, WHOAMI = HOST["issuer"], HOST["api"], HOST["whoami"]
VIEWER = HOST["users"]["viewer"]
CONFIDENTIAL, PUBLIC = HOST["clients"]["confidential"], dict(HOST["clients"]["public"])
PUBLIC["redirectUri"] = "http://127.0.0.1:4632" + "/" + PUBLIC["redirectUri"].split("/", 3)[3]
META = requests.get(HOST["metadata"], timeout=20).json()


def connect(client):
    """Runs the authorization code flow with PKCE; oauthlib creates the challenge."""
    application = WebApplicationClient(client["id"])
    oauth = OAuth2Session(client=application, scope=["matomo:read"], redirect_uri=client["redirectUri"])
    verifier = application.create_code_verifier(64)
    challenge = application.create_code_challenge(verifier, "S256")
    url, state = oauth.authorization_url(META["authorization_endpoint"], code_challenge=challenge, code_challenge_method="S256")
    callback = authorize(url, VIEWER)
    same(ISSUER, query(callback).get("iss"))
    if client.get("secret"):
        oauth.fetch_token(META["token_endpoint"], authorization_response=callback, client_secret=client["secret"], code_verifier=verifier)
    else:
        oauth.fetch_token(META["token_endpoint"], authorization_response=callback, include_client_id=True, code_verifier=verifier)
    return oauth


@test("a confidential client gets tokens by code with PKCE and calls the API")
def _():
    oauth = connect(CONFIDENTIAL)
    same(["matomo:read"], list(oauth.token["scope"]))
    same(VIEWER["login"], oauth.get(WHOAMI).json()["login"])


@test("a public client gets tokens without a secret")
def _():
    same(200, connect(PUBLIC).get(API).status_code)


@test("both kinds of client refresh")
def _():
    for client in (CONFIDENTIAL, PUBLIC):
        oauth = connect(client)
        before = dict(oauth.token)
        if client.get("secret"):
            oauth.refresh_token(META["token_endpoint"], auth=HTTPBasicAuth(client["id"], client["secret"]))
        else:
            oauth.refresh_token(META["token_endpoint"], client_id=client["id"])
        true(oauth.token["refresh_token"] != before["refresh_token"], "the refresh token changed;")
        same(200, oauth.get(API).status_code)


@test("client credentials work, a wrong secret is invalid_client, a wrong scope invalid_scope")
def _():
    oauth = OAuth2Session(client=BackendApplicationClient(CONFIDENTIAL["id"], scope=["matomo:read"]))
    oauth.fetch_token(META["token_endpoint"], auth=HTTPBasicAuth(CONFIDENTIAL["id"], CONFIDENTIAL["secret"]))
    same(200, oauth.get(API).status_code)
    raises(InvalidClientError, lambda: oauth.fetch_token(META["token_endpoint"], auth=HTTPBasicAuth(CONFIDENTIAL["id"], "0" * 64)))
    wide = OAuth2Session(client=BackendApplicationClient(CONFIDENTIAL["id"], scope=["matomo:everything"]))
    raises(InvalidScopeError, lambda: wide.fetch_token(META["token_endpoint"], auth=HTTPBasicAuth(CONFIDENTIAL["id"], CONFIDENTIAL["secret"])))


@test("a revoked refresh token is invalid_grant, and its access token is refused")
def _():
    oauth = connect(CONFIDENTIAL)
    basic = HTTPBasicAuth(CONFIDENTIAL["id"], CONFIDENTIAL["secret"])
    same(200, requests.post(META["revocation_endpoint"], data={"token": oauth.token["refresh_token"]}, auth=basic, timeout=20).status_code)
    same(401, requests.get(API, headers={"Authorization": "Bearer " + oauth.token["access_token"]}, timeout=20).status_code)
    raises(InvalidGrantError, lambda: oauth.refresh_token(META["token_endpoint"], auth=basic))


@test("introspection reports an active token")
def _():
    oauth = connect(CONFIDENTIAL)
    told = requests.post(META["introspection_endpoint"], data={"token": oauth.token["access_token"]},
                         auth=HTTPBasicAuth(CONFIDENTIAL["id"], CONFIDENTIAL["secret"]), timeout=20).json()
    same((True, "matomo:read"), (told["active"], told["scope"]))


finish()
