<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Settings;

/** Finds clients whose name or host looks like a known assistant's, so that the consent page can say that it is another one. */
final class LookAlike
{
    /** Characters that look like Latin letters: Cyrillic, Greek, Armenian, small capitals, other scripts, and digits. */
    private const TWINS = [
        'а' => 'a', 'ь' => 'b', 'с' => 'c', 'ԁ' => 'd', 'е' => 'e', 'ѐ' => 'e', 'ё' => 'e', 'ɡ' => 'g', 'һ' => 'h', 'н' => 'h',
        'і' => 'i', 'ї' => 'i', 'ј' => 'j', 'к' => 'k', 'ӏ' => 'l', 'м' => 'm', 'п' => 'n', 'о' => 'o', 'р' => 'p', 'ԛ' => 'q',
        'г' => 'r', 'ѕ' => 's', 'т' => 't', 'υ' => 'u', 'ѵ' => 'v', 'ν' => 'v', 'ԝ' => 'w', 'х' => 'x', 'у' => 'y', 'α' => 'a',
        'β' => 'b', 'ε' => 'e', 'η' => 'n', 'ι' => 'i', 'κ' => 'k', 'ο' => 'o', 'ρ' => 'p', 'τ' => 't', 'χ' => 'x', 'γ' => 'y',
        'ᴀ' => 'a', 'ʙ' => 'b', 'ᴄ' => 'c', 'ᴅ' => 'd', 'ᴇ' => 'e', 'ꜰ' => 'f', 'ɢ' => 'g', 'ʜ' => 'h', 'ɪ' => 'i', 'ᴊ' => 'j',
        'ᴋ' => 'k', 'ʟ' => 'l', 'ᴍ' => 'm', 'ɴ' => 'n', 'ᴏ' => 'o', 'ᴘ' => 'p', 'ʀ' => 'r', 'ꜱ' => 's', 'ᴛ' => 't', 'ᴜ' => 'u',
        'ᴠ' => 'v', 'ᴡ' => 'w', 'ʏ' => 'y', 'ᴢ' => 'z', 'ɑ' => 'a', 'ϲ' => 'c', 'ո' => 'n', 'օ' => 'o', 'ս' => 'u', 'հ' => 'h',
        'ı' => 'i', 'ł' => 'l', 'ø' => 'o', 'đ' => 'd', 'æ' => 'ae', 'œ' => 'oe', 'ß' => 'ss',
        'á' => 'a', 'à' => 'a', 'â' => 'a', 'ä' => 'a', 'ã' => 'a', 'å' => 'a', 'ā' => 'a', 'ç' => 'c', 'č' => 'c', 'ć' => 'c',
        'é' => 'e', 'è' => 'e', 'ê' => 'e', 'ë' => 'e', 'ē' => 'e', 'ė' => 'e', 'ę' => 'e', 'í' => 'i', 'ì' => 'i', 'î' => 'i',
        'ï' => 'i', 'ī' => 'i', 'ñ' => 'n', 'ń' => 'n', 'ó' => 'o', 'ò' => 'o', 'ô' => 'o', 'ö' => 'o', 'õ' => 'o', 'ō' => 'o',
        'ú' => 'u', 'ù' => 'u', 'û' => 'u', 'ü' => 'u', 'ū' => 'u', 'ý' => 'y', 'ÿ' => 'y', 'ž' => 'z', 'ż' => 'z', 'š' => 's',
        // Lisu, Cherokee in both cases, and Canadian syllabics.
        'ꓐ' => 'b', 'ꓑ' => 'p', 'ꓓ' => 'd', 'ꓔ' => 't', 'ꓖ' => 'g', 'ꓗ' => 'k', 'ꓙ' => 'j', 'ꓚ' => 'c', 'ꓜ' => 'z', 'ꓝ' => 'f', 'ꓟ' => 'm',
        'ꓠ' => 'n', 'ꓡ' => 'l', 'ꓢ' => 's', 'ꓣ' => 'r', 'ꓦ' => 'v', 'ꓧ' => 'h', 'ꓪ' => 'w', 'ꓫ' => 'x', 'ꓬ' => 'y', 'ꓮ' => 'a', 'ꓰ' => 'e',
        'ꓲ' => 'i', 'ꓳ' => 'o', 'ꓴ' => 'u', 'Ꭰ' => 'd', 'ꭰ' => 'd', 'Ꭱ' => 'r', 'ꭱ' => 'r', 'Ꭲ' => 't', 'ꭲ' => 't', 'Ꭵ' => 'i', 'ꭵ' => 'i',
        'Ꭹ' => 'y', 'ꭹ' => 'y', 'Ꭺ' => 'a', 'ꭺ' => 'a', 'Ꭻ' => 'j', 'ꭻ' => 'j', 'Ꭼ' => 'e', 'ꭼ' => 'e', 'Ꮃ' => 'w', 'ꮃ' => 'w', 'Ꮇ' => 'm',
        'ꮇ' => 'm', 'Ꮋ' => 'h', 'ꮋ' => 'h', 'Ꮍ' => 'y', 'ꮍ' => 'y', 'Ꮎ' => 'o', 'ꮎ' => 'o', 'Ꮐ' => 'g', 'ꮐ' => 'g', 'Ꮓ' => 'z', 'ꮓ' => 'z',
        'Ꮜ' => 'u', 'ꮜ' => 'u', 'Ꮞ' => 'a', 'ꮞ' => 'a', 'Ꮟ' => 'b', 'ꮟ' => 'b', 'Ꮢ' => 'r', 'ꮢ' => 'r', 'Ꮤ' => 'w', 'ꮤ' => 'w', 'Ꮩ' => 'v',
        'ꮩ' => 'v', 'Ꮪ' => 's', 'ꮪ' => 's', 'Ꮮ' => 'l', 'ꮮ' => 'l', 'Ꮯ' => 'c', 'ꮯ' => 'c', 'Ꮲ' => 'p', 'ꮲ' => 'p', 'Ꮶ' => 'k', 'ꮶ' => 'k',
        'Ꮷ' => 'd', 'ꮷ' => 'd', 'Ᏻ' => 'g', 'ᏻ' => 'g', 'Ᏼ' => 'b', 'ᏼ' => 'b', 'ᑕ' => 'c', 'ᒪ' => 'l', 'ᗩ' => 'a', 'ᑌ' => 'u', 'ᗪ' => 'd',
        'ᗷ' => 'b', 'ᕼ' => 'h', 'ᒍ' => 'j', 'ᑭ' => 'p', 'ᖇ' => 'r', 'ᐯ' => 'v', 'ᐱ' => 'a', 'ᗰ' => 'm', 'ᗯ' => 'w', 'ᑎ' => 'n', 'ᗞ' => 'd',
        'ᗅ' => 'a', 'ᗴ' => 'e', 'ᖴ' => 'f', 'ᑲ' => 'b', 'ᑯ' => 'd', 'ᕮ' => 'e', 'ᔕ' => 's', 'ᗝ' => 'o', '᙭' => 'x', 'ᑫ' => 'q', 'ᘜ' => 'g',
        'ᖻ' => 'y', 'ᖶ' => 't',
        '0' => 'o', '1' => 'l', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', '$' => 's', '@' => 'a', '|' => 'l', '!' => 'l',
    ];

    /** Letters and digits in another style, as blocks of Unicode: first, last, the number of characters, and the first of these. */
    private const STYLES = [
        // Parenthesized and circled.
        [0x249C, 0x24E9, 26, 'a'],
        // Of full width.
        [0xFF01, 0xFF5E, 94, '!'],
        // Mathematical letters and digits.
        [0x1D400, 0x1D6A3, 26, 'a'],
        [0x1D7CE, 0x1D7FF, 10, '0'],
        // Parenthesized, squared, white on black circles and squares, and those that make flags.
        [0x1F110, 0x1F129, 26, 'a'],
        [0x1F130, 0x1F149, 26, 'a'],
        [0x1F150, 0x1F169, 26, 'a'],
        [0x1F170, 0x1F189, 26, 'a'],
        [0x1F1E6, 0x1F1FF, 26, 'a'],
    ];

    /** Two letters that look like one, after {@see folded()}. */
    private const FUSED = ['rn' => 'm', 'cl' => 'd', 'vv' => 'w'];

    /** Numerals of Rome that look like one letter, and would become two. */
    private const NUMERALS = ['Ⅱ' => 'u', 'ⅱ' => 'u'];

    /** Letters that nobody sees. */
    private const INVISIBLE = '/[\x{115F}\x{1160}\x{3164}\x{FFA0}]/u';

    /** The short names of assistants, by their names. */
    private const ALIASES = ['Visual Studio Code' => 'VS Code'];

    /** Stands for a letter of which this class does not know what it looks like. */
    private const UNKNOWN = '?';

    /** Words of the known names, or similar to one, that other software may well have in its name. */
    private const COMMON = ['code', 'visual', 'studio', 'industries', 'open', 'cli', 'curso', 'cursos'];

    /**
     * The name of the known assistant that a client looks like; null if it looks like none.
     *
     * @param list<string> $except names of assistants that the client may be
     * @param list<string> $vendors vendors whose names it may have
     */
    public static function of(string $name, string $host, KnownAssistants $known, array $except = [], array $vendors = []): ?string
    {
        $all = [self::words($name), self::words($host)];
        $words = array_diff([...$all[0], ...$all[1], self::folded($name)], self::common());
        $pairs = [];
        foreach ($all as $some) {
            $pairs = [...$pairs, ...$some, ...self::pairs($some), ...self::pairs(self::pairs($some), $some)];
        }
        foreach ($known->all() as $assistant) {
            if (\in_array($assistant->name, $except, true)) {
                continue;
            }
            $alias = self::folded(self::ALIASES[$assistant->name] ?? '');
            if ($alias !== '' && array_filter($pairs, static fn (string $pair): bool => str_starts_with($pair, $alias)) !== []) {
                return $assistant->name;
            }
            // The names of the others are everyday words.
            if ($assistant->isOn && self::anyResembles($words, self::marks($assistant, \in_array($assistant->vendor, $vendors, true)))) {
                return $assistant->name;
            }
        }
        foreach ($known->registering() as $assistant) {
            if (\in_array($assistant->name, $except, true)) {
                continue;
            }
            // Only the name: other software of these vendors has the vendor's name, too.
            if (self::anyResembles($words, [self::folded($assistant->name), ...array_diff(self::words($assistant->name), self::common())])) {
                return $assistant->name;
            }
        }

        return null;
    }

    /**
     * The name of this service, if a client looks like it without belonging to it.
     *
     * @param ?string $origin the origin that the client is known to belong to; null if there is none
     */
    public static function ofService(string $name, ?string $origin, Settings $settings): ?string
    {
        $isHere = $origin !== null && $origin === EndpointUrls::origin($settings->issuer);

        return !$isHere && self::isService($name, $settings->serviceName) ? $settings->serviceName : null;
    }

    /** True if a client has the name of the service that it asks for access to, or a similar one. */
    public static function isService(string $name, string $service): bool
    {
        $mark = self::folded($service);
        $words = self::words($name);
        if ($mark !== '' && self::anyResembles([...$words, ...self::pairs($words), self::folded($name)], [$mark])) {
            return true;
        }
        // A service may have its name in letters that are not Latin.
        $texts = array_map(static fn (string $text): string => self::lower(self::plain($text)), [$name, trim($service)]);

        return $texts[1] !== '' && str_contains($texts[0], $texts[1]);
    }

    /**
     * The words that stand for an assistant: those of its name and, unless its vendor is excepted, of its vendor's.
     *
     * @return list<string>
     */
    private static function marks(KnownAssistant $assistant, bool $isVendorExcepted): array
    {
        $words = array_diff(self::words($assistant->name . ' ' . ($isVendorExcepted ? '' : $assistant->vendor)), self::common());

        return [self::folded($assistant->name), ...array_values($words)];
    }

    /** @return list<string> */
    private static function common(): array
    {
        return array_map(self::folded(...), self::COMMON);
    }

    /**
     * @param array<string> $words
     * @param array<string> $marks
     */
    private static function anyResembles(array $words, array $marks): bool
    {
        foreach ($marks as $mark) {
            foreach ($words as $word) {
                if (self::resembles($word, $mark)) {
                    return true;
                }
            }
        }

        return false;
    }

    /** Short words have to be equal, because many others differ in one letter; longer ones may be a part, or differ a little. */
    private static function resembles(string $word, string $mark): bool
    {
        $fused = strtr($word, self::FUSED);
        $fusedMark = strtr($mark, self::FUSED);
        if ($fused !== $word && \strlen($fusedMark) >= 5 && self::has($fused, $fusedMark)
            || $fused === $fusedMark && [$fused, $fusedMark] !== [$word, $mark]) {
            return true;
        }

        return match (true) {
            \strlen($mark) < 5 => \strlen($word) === \strlen($mark) && self::has($word, $mark),
            self::has($word, $mark) || self::isSwapped($word, $mark) => true,
            default => \strlen($word) <= 60 && levenshtein($word, $mark) <= (\strlen($mark) < 8 ? 1 : 2),
        };
    }

    /** True if the mark is a part of the word, where each letter of unknown look may be any. At least half have to be known. */
    private static function has(string $word, string $mark): bool
    {
        for ($start = 0; $start + \strlen($mark) <= \strlen($word); ++$start) {
            $part = substr($word, $start, \strlen($mark));
            $unknown = substr_count($part, self::UNKNOWN);
            // The octets at which both are equal are 0.
            if (2 * $unknown <= \strlen($mark) && substr_count($part ^ $mark, "\0") + $unknown === \strlen($mark)) {
                return true;
            }
        }

        return false;
    }

    /** True if only two neighbouring letters are the other way round. */
    private static function isSwapped(string $word, string $mark): bool
    {
        $at = strspn($word ^ $mark, "\0");

        return substr_replace($word, strrev(substr($word, $at, 2)), $at, 2) === $mark;
    }

    /**
     * Each two words that follow each other, as one.
     *
     * @param list<string> $words
     * @param ?list<string> $all the words of which $words are pairs, for each three
     * @return list<string>
     */
    private static function pairs(array $words, ?array $all = null): array
    {
        $next = \array_slice($all ?? $words, $all === null ? 1 : 2);

        return array_map(static fn (string $one, string $other): string => $one . $other, \array_slice($words, 0, \count($next)), $next);
    }

    /** @return list<string> */
    private static function words(string $text): array
    {
        $words = preg_split('/[\s\p{Z}\p{P}]+/u', $text, -1, PREG_SPLIT_NO_EMPTY);

        return array_values(array_diff(array_map(self::folded(...), $words === false ? [] : $words), ['']));
    }

    /** The text in Latin letters of lower case, and {@see UNKNOWN} for other letters. */
    private static function folded(string $text): string
    {
        $lower = self::lower(self::plain($text));
        $latin = (string) preg_replace(['/(?![a-z])[\p{L}\p{Nl}]/u', '/[^a-z?]/'], [self::UNKNOWN, ''], strtr(strtr($lower, '?', ' '), self::TWINS));

        // The letters i and l look alike in many fonts.
        return strtr($latin, ['i' => 'l']);
    }

    private static function lower(string $text): string
    {
        return \function_exists('mb_strtolower') ? mb_strtolower($text, 'UTF-8') : strtolower($text);
    }

    /** The text without styles and, where PHP's extension intl is present, without ligatures and accents. */
    private static function plain(string $text): string
    {
        $visible = strtr((string) preg_replace(self::INVISIBLE, '', $text), self::NUMERALS);
        $plain = (string) preg_replace_callback('/[^\x00-\x{249B}]/u', static fn (array $match): string => self::unstyled($match[0]), $visible);
        $decomposed = class_exists(\Normalizer::class) ? \Normalizer::normalize($plain, \Normalizer::FORM_KD) : false;

        return $decomposed === false ? $plain : $decomposed;
    }

    private static function unstyled(string $character): string
    {
        $code = \ord($character[0]) & (0xFF >> (\strlen($character) + 1));
        foreach (str_split(substr($character, 1)) as $octet) {
            $code = $code << 6 | (\ord($octet) & 0x3F);
        }
        foreach (self::STYLES as [$first, $last, $count, $zero]) {
            if ($code >= $first && $code <= $last) {
                return \chr(\ord($zero) + ($code - $first) % $count);
            }
        }

        return $character;
    }
}
