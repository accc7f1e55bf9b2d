<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/**
 * The rule for the names of all clients, whether an administrator, a document or a registration gives them: people see all of a
 * name and nothing else, so that a name can neither be empty to the eye nor change the text around it.
 */
final class ClientName
{
    /** In characters. */
    public const MAXIMUM = 100;

    /** Control, unassigned and private-use characters, all that format text and are no joiners, and line ends. */
    private const UNFIT = '(?![\x{200C}\x{200D}])[\p{C}\p{Zl}\p{Zp}]';

    /**
     * Letters, marks and symbols that nobody sees: fillers of Hangul, vowels of Khmer that stand for nothing, the grapheme joiner,
     * a separator of Mongolian, an empty pattern of Braille, an empty note head, the place of an object,
     * a filler of Khitan, a selector of Duployan, and a joiner of numbers in Brahmi.
     */
    private const INVISIBLE = '[\x{034F}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{180E}\x{2800}\x{3164}\x{FFA0}\x{FFFC}\x{1107F}\x{16FE4}\x{1BC9D}\x{1D159}]';

    /** Joiners, which only join letters of scripts that have other forms for them, and parts of emoji. */
    private const JOINABLE = '(?![\p{Latin}\p{Greek}\p{Cyrillic}\p{Han}\p{Hangul}])[\p{L}\p{M}\p{So}\p{Sk}]';
    private const LONE_JOINER = '(?<!' . self::JOINABLE . ')[\x{200C}\x{200D}]|[\x{200C}\x{200D}](?!' . self::JOINABLE . ')';

    /** Selectors of another form, which only symbols, digits, some punctuation, and characters of two scripts have. */
    private const LONE_SELECTOR = '(?<![\p{S}\p{N}\p{Po}\p{Han}\p{Mongolian}\x{2139}\x{3030}])'
        . '[\x{180B}-\x{180D}\x{180F}\x{FE00}-\x{FE0F}\x{E0100}-\x{E01EF}]';

    /** As many as scripts need; more of them cover the lines above and below. */
    private const MARKS = 4;

    /** Checks a name as it was given. */
    public static function problem(string $name): ?ClientProblem
    {
        return match (true) {
            preg_match('/\A[\p{Z}\s]*\z/u', $name) === 1 => new ClientProblem(ClientRule::NameMissing),
            preg_match(
                '/' . self::UNFIT . '|' . self::INVISIBLE . '|' . self::LONE_JOINER . '|' . self::LONE_SELECTOR . '/u',
                $name,
            ) !== 0 => new ClientProblem(ClientRule::NameCharacters),
            preg_match('/(?:\A|\p{Z})\p{M}|[\p{Mn}\p{Me}]{' . (self::MARKS + 1) . '}/u', $name) !== 0
                => new ClientProblem(ClientRule::NameMarks, self::MARKS),
            preg_match('/\A.{1,' . self::MAXIMUM . '}\z/us', $name) !== 1
                => new ClientProblem(ClientRule::NameLength, self::MAXIMUM),
            default => null,
        };
    }

    /** A name without a problem as it is stored: without blanks around it, and with one blank where several follow each other. */
    public static function stored(string $name): string
    {
        return (string) preg_replace(['/\A[\p{Z}\s]+|[\p{Z}\s]+\z/u', '/[\p{Z}\s]{2,}/u'], ['', ' '], $name);
    }

    /**
     * The name of a client that gives none: where its redirect URI leads. Of a long one that part remains which says whose it is,
     * the end of a host and the beginning of a scheme.
     */
    public static function ofDestination(RedirectUri $uri): string
    {
        $destination = $uri->destination();
        if (\strlen($destination) <= self::MAXIMUM) {
            return $destination;
        }

        return $uri->kind === RedirectUriKind::PrivateUse
            ? substr($destination, 0, self::MAXIMUM - 1) . '…'
            : '…' . substr($destination, 1 - self::MAXIMUM);
    }
}
