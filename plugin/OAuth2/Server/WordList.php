<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/** A list of words that an administrator types, separated by blanks, commas or semicolons. */
abstract class WordList
{
    /**
     * The words of a list that may be in it. It leaves out the others, because a configuration file may hold any text.
     *
     * @return list<string> in lower case, each once
     */
    final public static function of(string $list): array
    {
        return array_values(array_filter(self::words($list), static::isFit(...)));
    }

    /**
     * The words of a list that may not be in it.
     *
     * @return list<string>
     */
    final public static function unfit(string $list): array
    {
        return array_values(array_diff(self::words($list), self::of($list)));
    }

    /** The list as it is stored: in lower case, separated by one blank, each word once. */
    final public static function normalized(string $list): string
    {
        return implode(' ', self::words($list));
    }

    /** Tells whether a word may be in the list. */
    abstract protected static function isFit(string $word): bool;

    /** The word without what people add to it. */
    protected static function bare(string $word): string
    {
        return $word;
    }

    /** @return list<string> */
    private static function words(string $list): array
    {
        $words = preg_split('/[\s,;]+/', strtolower($list), -1, PREG_SPLIT_NO_EMPTY);

        return array_values(array_unique(array_map(static::bare(...), $words === false ? [] : $words)));
    }
}
