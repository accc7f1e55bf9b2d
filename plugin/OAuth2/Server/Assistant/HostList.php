<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** The administrator's list of hosts whose documents are accepted, separated by blanks, commas or semicolons. */
final class HostList
{
    /**
     * The hosts of a list. It leaves out words that are no host name, because a configuration file may hold any text.
     *
     * @return list<string> in lower case
     */
    public static function of(string $list): array
    {
        return array_values(array_filter(self::words($list), self::isFit(...)));
    }

    /**
     * The words of a list that are no host name, such as an address or a wildcard.
     *
     * @return list<string>
     */
    public static function unfit(string $list): array
    {
        return array_values(array_diff(self::words($list), self::of($list)));
    }

    /** The list as it is stored: in lower case, separated by one blank, each host once. */
    public static function normalized(string $list): string
    {
        return implode(' ', self::words($list));
    }

    /** @return list<string> */
    private static function words(string $list): array
    {
        $words = preg_split('/[\s,;]+/', strtolower($list), -1, PREG_SPLIT_NO_EMPTY);

        return array_values(array_unique($words === false ? [] : $words));
    }

    /** A host is what may stand in the address of a document. */
    private static function isFit(string $word): bool
    {
        return DocumentAddress::of("https://$word/c")?->host === $word;
    }
}
