<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

use Piwik\Plugins\OAuth2\Server\OAuthError;

/** The form body of the token, revocation and introspection endpoints (RFC 6749 3.2, RFC 7009 2.1, RFC 7662 2.1). */
final class OAuthForm
{
    /** The parameter with a refresh token (RFC 6749 6), and the member of the token response with a new one (5.1). */
    public const REFRESH_TOKEN = 'refresh_token';

    /** The parameter with the token to revoke or introspect (RFC 7009 2.1, RFC 7662 2.1). */
    public const TOKEN = 'token';

    /** The names of the parameters that a request may send once. */
    private const SINGLE = [
        'grant_type', 'code', 'redirect_uri', 'code_verifier', 'client_id', 'client_secret', self::REFRESH_TOKEN, 'scope',
        self::TOKEN, 'token_type_hint', 'client_assertion', 'client_assertion_type', 'access_token',
    ];

    private const NAMES = [...self::SINGLE, 'resource'];

    /**
     * Reads the parameters of the body. Of the known ones only `resource` may be repeated (RFC 8707 2). None may have a value
     * in the query, because logs and browser histories would store it. Names that another parser reads as a known one are
     * refused ("client.id", "code[]").
     *
     * @throws OAuthError invalid_request when the body is no form, is malformed or breaks one of these rules
     */
    public static function read(Request $request): Parameters
    {
        if (!$request->isForm()) {
            throw OAuthError::invalidRequest(self::describeType($request));
        }
        try {
            $form = $request->form();
            $query = $request->rawQuery === '' ? null : $request->query();
        } catch (MalformedParameters $malformed) {
            throw OAuthError::invalidRequest($malformed->getMessage());
        }
        if ($query !== null && ($query->hasAny(self::NAMES) || $query->ambiguous(self::NAMES))) {
            throw OAuthError::invalidRequest('Send the parameters in the body, not in the URL');
        }
        if ($form->ambiguous(self::NAMES)) {
            throw OAuthError::invalidRequest('A parameter name is ambiguous. Write names without dots, blanks and brackets');
        }
        $repeated = $form->describeRepeated(self::SINGLE);
        if ($repeated !== null) {
            throw OAuthError::invalidRequest($repeated);
        }

        return $form;
    }

    /** The error text about a body that is no form, with the remedy for the two that clients send by mistake. */
    private static function describeType(Request $request): string
    {
        $text = 'The Content-Type must be application/x-www-form-urlencoded';

        return match ($request->mediaType()) {
            'multipart/form-data' => "$text, not multipart/form-data. In PHP, give CURLOPT_POSTFIELDS the text of"
                . ' http_build_query() in place of an array',
            'application/json' => "$text, not application/json. Send the parameters as a form",
            default => $text,
        };
    }
}
