<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\Assertion\ClientAssertion;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\OAuthError;

/** The credentials of a client as the request presents them, by exactly one method (RFC 6749 2.3). */
final readonly class PresentedCredentials
{
    /**
     * @param ?string $secret null for an assertion, and for the method none, which public clients use
     * @param bool $besideBearer true when the body names the client and a Bearer header was ignored
     * @param ?ClientAssertion $assertion null for every method but private_key_jwt
     */
    private function __construct(
        public string $clientId,
        #[\SensitiveParameter]
        public ?string $secret,
        private bool $besideBearer = false,
        #[\SensitiveParameter]
        public ?ClientAssertion $assertion = null,
    ) {
    }

    /**
     * Reads the credentials: client_secret_basic, client_secret_post, private_key_jwt or none. An empty secret or assertion
     * counts as none. A Bearer header is ignored: it authenticates no client, but applications in a browser add one to all of
     * their requests.
     *
     * @throws OAuthError invalid_request when two methods are used at once, invalid_client when none is understood
     */
    public static function of(Request $request, #[\SensitiveParameter] Parameters $form): self
    {
        $bodyId = $form->get('client_id');
        $bodySecret = $form->get('client_secret');
        if ($request->headerRepeated('authorization')) {
            throw OAuthError::invalidRequest('The Authorization header is repeated. Send it once');
        }
        $assertion = $form->get('client_assertion');
        if ($assertion !== null) {
            return self::asserted($request, $form, $assertion);
        }
        $basic = $request->credentials('basic');
        $bearer = $basic === null && $request->credentials('bearer') !== null;
        if ($bearer || ($basic === null && $request->header('authorization') === null)) {
            return new self(
                $bodyId ?? throw OAuthError::invalidClient(
                    $bearer
                        ? 'A Bearer token does not authenticate a client. Send client_id, and client_secret if the client has one'
                        : 'The client is not named. Send client_id, or Basic credentials in the Authorization header',
                ),
                $bodySecret,
                $bearer,
            );
        }
        if ($bodySecret !== null) {
            throw OAuthError::invalidRequest('The client authenticates twice. Send the secret in the Authorization header or in the body, not in both');
        }
        [$clientId, $secret] = self::basic($basic ?? '');
        if ($bodyId !== null && $bodyId !== $clientId) {
            throw OAuthError::invalidRequest('Two different clients are named');
        }

        return new self($clientId, $secret === '' ? null : $secret);
    }

    /** Reads an assertion (RFC 7521 4.2); it names the client, so client_id is not needed. */
    private static function asserted(
        Request $request,
        #[\SensitiveParameter]
        Parameters $form,
        #[\SensitiveParameter]
        string $jwt,
    ): self {
        $isBearer = $request->credentials('bearer') !== null;
        if ($form->has('client_secret') || ($request->header('authorization') !== null && !$isBearer)) {
            throw OAuthError::invalidRequest('The client authenticates twice. Send the client assertion without a secret and without'
                . ' an Authorization header');
        }
        $type = $form->get('client_assertion_type');
        if ($type === null) {
            throw OAuthError::invalidRequest('The parameter client_assertion_type is missing. Send ' . ClientAssertion::TYPE);
        }
        if ($type !== ClientAssertion::TYPE) {
            throw OAuthError::invalidClient('The client_assertion_type is not supported. Send ' . ClientAssertion::TYPE);
        }
        $assertion = ClientAssertion::read($jwt);
        if (($form->get('client_id') ?? $assertion->clientId) !== $assertion->clientId) {
            throw OAuthError::invalidClient('The client_id is not the iss and sub of the client assertion');
        }

        return new self($assertion->clientId, null, $isBearer, $assertion);
    }

    /**
     * The error when these credentials authenticate no client. Beside a Bearer header the challenge is not Basic, at which
     * a browser would ask the user for a password, but the scheme that the request used (RFC 6749 5.2).
     */
    public function failure(string $description): OAuthError
    {
        return $this->besideBearer
            ? OAuthError::invalidClient($description, 'Bearer realm="OAuth2"')
            : OAuthError::invalidClient($description);
    }

    /**
     * Decodes Basic credentials. ID and secret are form-encoded before they are joined (RFC 6749 2.3.1). Clients that do not
     * encode them are understood as well, because this server creates only IDs and secrets that the encoding leaves alone.
     *
     * @return array{string, string}
     */
    private static function basic(#[\SensitiveParameter] string $credentials): array
    {
        $pair = preg_match('~^[A-Za-z0-9+/]+={0,2}$~D', $credentials) === 1 ? base64_decode($credentials, true) : false;
        if ($pair === false || !str_contains($pair, ':') || preg_match('/%(?![0-9A-Fa-f]{2})/', $pair) === 1) {
            throw OAuthError::invalidClient('The Authorization header holds no Basic credentials');
        }
        [$clientId, $secret] = explode(':', $pair, 2);

        return [urldecode($clientId), urldecode($secret)];
    }
}
