<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Client;

use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Client\ClientName;
use Piwik\Plugins\OAuth2\Server\Client\ClientRule;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;

/** The rule for the names of all clients. */
#[CoversNothing]
final class ClientNameTest extends TestCase
{
    /** @return iterable<string, array{string}> */
    public static function names(): iterable
    {
        foreach ([
            'Claude', 'a', '7', '…', '株式会社 家族', "Zoë's app", "Zoe\u{308}", "Vie\u{323}\u{302}t", 'می' . "\u{200C}" . 'خواهم', 'श्री', "क्\u{200D}ष",
            'שָׁלוֹם', 'ภาษาไทย', '한국어', "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{2764}\u{FE0F}\u{200D}\u{1F525} App", "\u{1F469}\u{1F3FD}\u{200D}\u{1F4BB}",
            "1\u{FE0F}\u{20E3} App", "\u{2139}\u{FE0F} Info", "\u{3030}\u{FE0F}", "\u{203C}\u{FE0F}", '🇩🇪', "葛\u{E0100}城", "ᠪᠠᠭ\u{180B}", "a\u{300}\u{301}\u{302}\u{303}",
            'Ｆｕｌｌ　ｗｉｄｔｈ', 'A & B <c>',
        ] as $name) {
            yield $name => [$name];
        }
    }

    #[DataProvider('names')]
    public function testANameInAnyScript(string $name): void
    {
        self::assertNull(ClientName::problem($name));
        self::assertSame($name, ClientName::stored($name));
    }

    /** @return iterable<string, array{ClientRule, string}> */
    public static function refused(): iterable
    {
        foreach (['', ' ', "\u{A0}\u{3000}\u{2003}"] as $n => $blank) {
            yield "blank $n" => [ClientRule::NameMissing, $blank];
        }
        foreach ([
            // What nobody sees, alone and within a name.
            0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C,
            0x202D, 0x202E, 0x2060, 0x2061, 0x2064, 0x2065, 0x2066, 0x2069, 0x206A, 0x206F, 0x2800, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0, 0xFFF9,
            0xFFFB, 0xFFFC, 0x1107F, 0x16FE4, 0x1BC9D, 0x180B, 0x1BCA0, 0x1BCA3, 0x1D159, 0x1D173, 0x1D17A, 0xE0001, 0xE0020, 0xE0041, 0xE007F, 0xE0080, 0xE0100, 0xE01EF, 0xE0FFF,
            0xE000, 0xF8FF, 0xF0000, 0x10FFFD, 0x85, 0x9F, 0x7F, 0x1B, 0,
        ] as $code) {
            $character = (string) mb_chr($code);
            $isBlank = \in_array($code, [0x85, 0x180E, 0x2028, 0x2029], true);
            yield sprintf('only U+%04X', $code) => [$isBlank ? ClientRule::NameMissing : ClientRule::NameCharacters, $character];
            yield sprintf('U+%04X within', $code) => [ClientRule::NameCharacters, "Cla{$character}ude"];
            yield sprintf('U+%04X at the end', $code) => [ClientRule::NameCharacters, "Claude$character"];
        }
        foreach (["C\u{200D}l", "a\u{301}\u{200D}b", "Д\u{200C}а", "家\u{200D}族", "می\u{200C}x", "x\u{200C}می", "می\u{200C}", "\u{200C}می", "می\u{200C}\u{200C}خ", "🙂\u{200D}"] as $n => $name) {
            yield "a joiner that joins nothing $n" => [ClientRule::NameCharacters, $name];
        }
        yield 'two selectors' => [ClientRule::NameCharacters, "\u{2764}\u{FE0F}\u{FE0F}"];
        yield 'no UTF-8' => [ClientRule::NameCharacters, "Claude\xFF"];
        foreach (["\u{301}", "\u{301}\u{302}", "\u{20DD}", "\u{301}Claude", " \u{301}Claude", "Claude \u{338}", "Claud\u{301}\u{301}\u{301}\u{301}\u{301}e", "\u{93E}"] as $n => $name) {
            yield "marks $n" => [ClientRule::NameMarks, $name];
        }
        yield 'long' => [ClientRule::NameLength, str_repeat('家', 101)];
    }

    #[DataProvider('refused')]
    public function testABadName(ClientRule $rule, string $name): void
    {
        self::assertSame($rule, ClientName::problem($name)?->rule);
    }

    public function testBlanksAroundANameAndBetweenItsWords(): void
    {
        self::assertSame('Claude is here', ClientName::stored(" \u{A0}Claude\u{2003}\u{A0} is here\u{3000}"));
        self::assertSame("Claude\u{A0}Pro", ClientName::stored("Claude\u{A0}Pro"));
        self::assertNull(ClientName::problem(str_repeat('家', ClientName::MAXIMUM)));
    }

    /** Of a long host the end remains, which says whose it is; of a scheme the beginning, for the same reason. */
    public function testTheNameOfADestination(): void
    {
        $front = str_repeat(str_repeat('a', 50) . '.', 3);
        foreach ([
            'https://app.example/cb' => 'app.example',
            'http://localhost:5000/cb' => 'localhost:5000',
            "https://{$front}evil.example/cb" => '…' . substr("{$front}evil.example", -99),
            "https://{$front}evil.example:8443/cb" => '…' . substr("{$front}evil.example:8443", -99),
            'com.example.app:/cb' => 'com.example.app:',
            "com.evil.$front.x:/cb" => substr("com.evil.$front.x", 0, 99) . '…',
        ] as $uri => $name) {
            self::assertSame($name, ClientName::ofDestination(RedirectUri::of($uri)));
            self::assertNull(ClientName::problem($name));
        }
        self::assertStringEndsWith('.evil.example:8443', ClientName::ofDestination(RedirectUri::of("https://{$front}evil.example:8443/cb")));
    }
}
