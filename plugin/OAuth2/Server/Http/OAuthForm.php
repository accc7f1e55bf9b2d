<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

use Piwik\Plugins\OAuth2\Server\OAuthError;

/** The form that the token, revocation and introspection endpoints take (RFC 6749 3.2, RFC 7009 2.1, RFC 7662 2.1). */
final class OAuthForm
{
    /** The parameter with a refresh token (RFC 6749 6), and the member of the answer that gives one (5.1). */
    public const REFRESH_TOKEN = 'refresh_token';

    /** The parameter with the token to revoke or introspect (RFC 7009 2.1, RFC 7662 2.1). */
    public const TOKEN = 'token';

    private const NAMES = [
        'grant_type', 'code', 'redirect_uri', 'code_verifier', 'client_id', 'client_secret', self::REFRESH_TOKEN, 'scope',
        'resource', self::TOKEN, 'token_type_hint', 'client_assertion', 'client_assertion_type', 'access_token',
    ];

    /**
     * The parameters of the body. None may be repeated but resource (RFC 8707 2), none may stand in the query, where
     * logs and histories would keep it, and no name may be one that another parser takes for a different one
     * ("client.id", "code[]").
     *
     * @throws OAuthError invalid_request
     */
    public static function read(Request $request): Parameters
    {
        if (!$request->isForm()) {
            throw OAuthError::invalidRequest('The body has to be application/x-www-form-urlencoded');
        }
        try {
            $form = $request->form();
            $query = $request->query();
        } catch (MalformedParameters $malformed) {
            throw OAuthError::invalidRequest($malformed->getMessage());
        }
        if (array_intersect($query->names(), self::NAMES) !== [] || $query->ambiguous(self::NAMES)) {
            throw OAuthError::invalidRequest('Parameters belong into the body, never into the URL');
        }
        if ($form->ambiguous(self::NAMES)) {
            throw OAuthError::invalidRequest('A parameter has an ambiguous name');
        }
        if ($form->anyRepeated('resource')) {
            throw OAuthError::invalidRequest('A parameter is repeated');
        }

        return $form;
    }
}
