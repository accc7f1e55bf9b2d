<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** Finds clients whose name or host looks like a known assistant's, so that the consent page can say that it is another one. */
final class LookAlike
{
    /** Characters that look like Latin letters: Cyrillic, Greek, and digits. */
    private const TWINS = [
        'а' => 'a', 'ь' => 'b', 'с' => 'c', 'ԁ' => 'd', 'е' => 'e', 'ѐ' => 'e', 'ё' => 'e', 'ɡ' => 'g', 'һ' => 'h', 'н' => 'h',
        'і' => 'i', 'ї' => 'i', 'ј' => 'j', 'к' => 'k', 'ӏ' => 'l', 'м' => 'm', 'п' => 'n', 'о' => 'o', 'р' => 'p', 'ԛ' => 'q',
        'г' => 'r', 'ѕ' => 's', 'т' => 't', 'υ' => 'u', 'ѵ' => 'v', 'ν' => 'v', 'ԝ' => 'w', 'х' => 'x', 'у' => 'y', 'α' => 'a',
        'β' => 'b', 'ε' => 'e', 'η' => 'n', 'ι' => 'i', 'κ' => 'k', 'ο' => 'o', 'ρ' => 'p', 'τ' => 't', 'χ' => 'x', 'γ' => 'y',
        'ı' => 'i', 'ł' => 'l', 'ø' => 'o', 'đ' => 'd', 'æ' => 'ae', 'œ' => 'oe', 'ß' => 'ss',
        'á' => 'a', 'à' => 'a', 'â' => 'a', 'ä' => 'a', 'ã' => 'a', 'å' => 'a', 'ā' => 'a', 'ç' => 'c', 'č' => 'c', 'ć' => 'c',
        'é' => 'e', 'è' => 'e', 'ê' => 'e', 'ë' => 'e', 'ē' => 'e', 'ė' => 'e', 'ę' => 'e', 'í' => 'i', 'ì' => 'i', 'î' => 'i',
        'ï' => 'i', 'ī' => 'i', 'ñ' => 'n', 'ń' => 'n', 'ó' => 'o', 'ò' => 'o', 'ô' => 'o', 'ö' => 'o', 'õ' => 'o', 'ō' => 'o',
        'ú' => 'u', 'ù' => 'u', 'û' => 'u', 'ü' => 'u', 'ū' => 'u', 'ý' => 'y', 'ÿ' => 'y', 'ž' => 'z', 'ż' => 'z', 'š' => 's',
        '0' => 'o', '1' => 'l', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', '$' => 's', '@' => 'a', '|' => 'l', '!' => 'l',
    ];

    /** Words of the known names that other software may well have in its name. */
    private const COMMON = ['code', 'visual', 'studio', 'industries', 'open'];

    /** The name of the known assistant that a client looks like; null if it looks like none. */
    public static function of(string $name, string $host, KnownAssistants $known): ?string
    {
        $words = array_diff([...self::words($name), ...self::words($host), self::folded($name)], self::common());
        foreach ($known->all() as $assistant) {
            // The names of the others are everyday words.
            foreach ($assistant->isOn ? self::marks($assistant) : [] as $mark) {
                foreach ($words as $word) {
                    if (self::resembles($word, $mark)) {
                        return $assistant->name;
                    }
                }
            }
        }

        return null;
    }

    /**
     * The words that stand for an assistant: those of its name and of its vendor's.
     *
     * @return list<string>
     */
    private static function marks(KnownAssistant $assistant): array
    {
        $words = array_diff(self::words("$assistant->name $assistant->vendor"), self::common());

        return [self::folded($assistant->name), ...array_values($words)];
    }

    /** @return list<string> */
    private static function common(): array
    {
        return array_map(self::folded(...), self::COMMON);
    }

    /** Short words have to be equal, because many others differ in one letter; longer ones may be a part, or differ a little. */
    private static function resembles(string $word, string $mark): bool
    {
        return match (true) {
            \strlen($mark) < 5 => $word === $mark,
            str_contains($word, $mark) => true,
            default => \strlen($word) <= 60 && levenshtein($word, $mark) <= (\strlen($mark) < 8 ? 1 : 2),
        };
    }

    /** @return list<string> */
    private static function words(string $text): array
    {
        $words = preg_split('/[\s\p{Z}\p{P}]+/u', $text, -1, PREG_SPLIT_NO_EMPTY);

        return array_values(array_diff(array_map(self::folded(...), $words === false ? [] : $words), ['']));
    }

    /** The text in Latin letters of lower case, without anything else. */
    private static function folded(string $text): string
    {
        $lower = \function_exists('mb_strtolower') ? mb_strtolower($text, 'UTF-8') : strtolower($text);

        // The letters i and l look alike in many fonts.
        return strtr((string) preg_replace('/[^a-z]/', '', strtr($lower, self::TWINS)), ['i' => 'l']);
    }
}
