<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/**
 * The administrator's list of private-use schemes without a dot that redirect URIs may have. RFC 8252 7.1 wants a dot,
 * because then the scheme is part of a name that somebody owns; some well-known apps have none.
 */
final class PrivateUseSchemes
{
    /**
     * The schemes of a list. It leaves out words that can never be allowed, because a configuration file may hold any text.
     *
     * @param string $list separated by blanks, commas or semicolons
     * @return list<string>
     */
    public static function of(string $list): array
    {
        return array_values(array_filter(self::words($list), self::isFit(...)));
    }

    /**
     * The words of a list that can never be allowed, such as javascript, https, or text that is no scheme.
     *
     * @return list<string>
     */
    public static function unfit(string $list): array
    {
        return array_values(array_diff(self::words($list), self::of($list)));
    }

    /** The list as it is stored: in lower case, without colons, separated by one blank, each scheme once. */
    public static function normalized(string $list): string
    {
        return implode(' ', self::words($list));
    }

    /** @return list<string> */
    private static function words(string $list): array
    {
        $words = preg_split('/[\s,;]+/', strtolower($list), -1, PREG_SPLIT_NO_EMPTY);
        $words = array_map(static fn (string $word): string => rtrim($word, ':/'), $words === false ? [] : $words);

        return array_values(array_unique($words));
    }

    /** Asks the extension, which has all rules: would it accept a redirect URI with this scheme if the scheme were allowed? */
    private static function isFit(string $word): bool
    {
        try {
            return RedirectUri::of("$word:/cb", [$word])->problem === null;
        } catch (\ValueError) {
            return false;
        }
    }
}
