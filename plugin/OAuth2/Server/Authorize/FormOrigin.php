<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\Http\Request;

/**
 * The check of a form's origin by the headers that browsers add (Origin, RFC 6454 7; Sec-Fetch-Site). It comes before the
 * nonce and in addition to it: a client without these headers passes, a browser that names another site does not.
 */
final class FormOrigin
{
    private const SAME_ORIGIN = 'same-origin';

    /** @param list<string> $own the origins of this server's pages, as scheme, host and port */
    public static function isForeign(Request $post, array $own): bool
    {
        foreach (['origin', 'sec-fetch-site'] as $name) {
            if ($post->headerRepeated($name)) {
                return true;
            }
        }
        $site = $post->header('sec-fetch-site');
        if ($site !== null && $site !== self::SAME_ORIGIN) {
            return true;
        }

        return match ($origin = $post->header('origin')) {
            null => false,
            // A browser's privacy setting hides the origin. Its other header then has to say that it is this one.
            'null' => $site !== self::SAME_ORIGIN,
            default => !\in_array($origin, $own, true),
        };
    }
}
