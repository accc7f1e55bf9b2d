<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\WordList;

/**
 * The administrator's list of private-use schemes without a dot that redirect URIs may have. RFC 8252 7.1 wants a dot,
 * because then the scheme is part of a name that somebody owns; some well-known apps have none. Unfit are words such as
 * javascript, https, or text that is no scheme.
 */
final class PrivateUseSchemes extends WordList
{
    /** Asks the extension, which has all rules: would it accept a redirect URI with this scheme if the scheme were allowed? */
    protected static function isFit(string $word): bool
    {
        try {
            return RedirectUri::of("$word:/cb", [$word])->problem === null;
        } catch (\ValueError) {
            return false;
        }
    }

    /** A scheme without the colon and slashes that follow it in a URI. */
    protected static function bare(string $word): string
    {
        return rtrim($word, ':/');
    }
}
