// SPDX-License-Identifier: GPL-3.0-or-later

// Tests golang.org/x/oauth2 with the settings of plugin/OAuth2/docs/clients.md, which ./run writes beside this file.
package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

type account struct{ Login, Password string }

type registered struct{ ID, Secret, RedirectURI string }

var host struct {
	Issuer, API, Whoami, APIWrite string
	Users                         map[string]account
	Clients                       map[string]registered
}

var passed, failed int

// test runs the body at once; its name states the rule.
func test(name string, body func()) {
	defer func() {
		if trouble := recover(); trouble != nil {
			failed++
			fmt.Printf("not ok - %s\n    %v\n", name, trouble)
			return
		}
		passed++
		fmt.Printf("ok - %s\n", name)
	}()
	body()
}

func same(expected, actual any) {
	if expected != actual {
		panic(fmt.Sprintf("expected %v, got %v", expected, actual))
	}
}

func contains(text, part string) {
	if !strings.Contains(text, part) {
		panic(fmt.Sprintf("%q is not in %q", part, text))
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// refusal is the body of a refused token request.
func refusal(err error) (answer struct {
	Error       string
	Description string `json:"error_description"`
}) {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) {
		panic(fmt.Sprintf("expected a refusal, got %v", err))
	}
	must(json.Unmarshal(refused.Body, &answer))
	return answer
}

// browse logs the viewer in, allows, and returns the query of the redirect.
func browse(address string) url.Values {
	viewer := host.Users["viewer"]
	output, err := exec.Command("node", os.Args[1], address, viewer.Login, viewer.Password).Output()
	must(err)
	target, err := url.Parse(strings.TrimSpace(string(output)))
	must(err)
	return target.Query()
}

func random() string {
	bytes := make([]byte, 32)
	_, err := rand.Read(bytes)
	must(err)
	return base64.RawURLEncoding.EncodeToString(bytes)
}

func config(client string, style oauth2.AuthStyle) *oauth2.Config {
	made := matomo(host.Clients[client].ID, host.Clients[client].Secret, host.Clients[client].RedirectURI)
	made.Endpoint.AuthStyle = style
	return made
}

// connect runs the authorization code flow.
func connect(made *oauth2.Config) *oauth2.Token {
	state, verifier := random(), random()
	back := browse(authorizationURL(made, state, verifier))
	same(state, back.Get("state"))
	same(host.Issuer, back.Get("iss"))
	token, err := exchange(context.Background(), made, back.Get("code"), verifier)
	must(err)
	same("matomo:read", token.Extra("scope"))
	same("Bearer", token.Type())
	return token
}

func status(client *http.Client, address string) int {
	answer, err := client.Get(address)
	must(err)
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	must(err)
	return answer.StatusCode
}

// counter is a transport that counts requests.
type counter struct{ requests int }

func (sent *counter) RoundTrip(request *http.Request) (*http.Response, error) {
	sent.requests++
	return http.DefaultTransport.RoundTrip(request)
}

func main() {
	text, err := os.ReadFile(os.Getenv("OAUTH2_HOST_JSON"))
	must(err)
	must(json.Unmarshal(text, &host))
	background := context.Background()

	for _, client := range []string{"confidential", "public"} {
		client := client
		test("the settings of the guide: a "+client+" client gets tokens by code with PKCE, and calls the API", func() {
			made := matomo(host.Clients[client].ID, host.Clients[client].Secret, host.Clients[client].RedirectURI)
			token := connect(made)
			same(200, status(made.Client(background, token), host.API))
			same(true, token.Expiry.After(time.Now()))
		})

		test("an expired token of a "+client+" client is refreshed by the library, and the refresh token changes", func() {
			made := matomo(host.Clients[client].ID, host.Clients[client].Secret, host.Clients[client].RedirectURI)
			token := connect(made)
			old := *token
			old.Expiry = time.Now().Add(-time.Hour)
			source := made.TokenSource(background, &old)
			next, err := source.Token()
			must(err)
			same(false, next.RefreshToken == token.RefreshToken || next.RefreshToken == "")
			same(200, status(oauth2.NewClient(background, source), host.API))
		})
	}

	for name, style := range map[string]oauth2.AuthStyle{"header": oauth2.AuthStyleInHeader, "body": oauth2.AuthStyleInParams} {
		style := style
		test("a confidential client with the secret in the "+name, func() {
			made := config("confidential", style)
			same(200, status(made.Client(background, connect(made)), host.API))
		})
	}

	test("a public client whose library sends the client ID in the header, with an empty password", func() {
		made := config("public", oauth2.AuthStyleInHeader)
		same(200, status(made.Client(background, connect(made)), host.API))
	})

	test("without PKCE the application gets invalid_request, which names the parameter", func() {
		back := browse(config("confidential", oauth2.AuthStyleAutoDetect).AuthCodeURL("some-state"))
		same("invalid_request", back.Get("error"))
		same("some-state", back.Get("state"))
		contains(back.Get("error_description"), "code_challenge")
	})

	test("a wrong verifier does not use up the code, although the library sends it twice", func() {
		made := config("confidential", oauth2.AuthStyleAutoDetect)
		sent := &counter{}
		counted := context.WithValue(background, oauth2.HTTPClient, &http.Client{Transport: sent})
		verifier := random()
		back := browse(authorizationURL(made, "s", verifier))
		_, err := exchange(counted, made, back.Get("code"), random())
		same("invalid_grant", refusal(err).Error)
		same(2, sent.requests)
		token, err := exchange(background, made, back.Get("code"), verifier)
		must(err)
		same(200, status(made.Client(background, token), host.API))
	})

	test("a wrong secret is invalid_client, and is not repeated in the answer", func() {
		made := config("confidential", oauth2.AuthStyleInHeader)
		verifier := random()
		back := browse(authorizationURL(made, "s", verifier))
		made.ClientSecret = strings.Repeat("0", 64)
		_, err := exchange(background, made, back.Get("code"), verifier)
		same("invalid_client", refusal(err).Error)
		same(false, strings.Contains(err.Error(), made.ClientSecret))
	})

	test("two programs that refresh with the same token at once", func() {
		made := config("confidential", oauth2.AuthStyleInHeader)
		token := connect(made)
		old := *token
		old.Expiry = time.Now().Add(-time.Hour)
		answers := make(chan error, 2)
		for range [2]int{} {
			go func() {
				_, err := made.TokenSource(background, &old).Token()
				answers <- err
			}()
		}
		must(<-answers)
		must(<-answers)
	})

	for name, style := range map[string]oauth2.AuthStyle{"detected": oauth2.AuthStyleAutoDetect, "header": oauth2.AuthStyleInHeader, "body": oauth2.AuthStyleInParams} {
		style := style
		test("client credentials, the way of authentication: "+name, func() {
			given := clientcredentials.Config{
				ClientID: host.Clients["confidential"].ID, ClientSecret: host.Clients["confidential"].Secret,
				TokenURL: config("confidential", style).Endpoint.TokenURL, Scopes: []string{"matomo:read"}, AuthStyle: style,
			}
			same(200, status(given.Client(background), host.API))
			given.Scopes = []string{"matomo:reed"}
			_, err := given.Token(background)
			same("invalid_scope", refusal(err).Error)
			contains(refusal(err).Description, "matomo:reed")
		})
	}

	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		os.Exit(1)
	}
}
