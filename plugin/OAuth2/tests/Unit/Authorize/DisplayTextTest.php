<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Authorize;

use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Authorize\DisplayText;

/** Untrusted text on pages and in mails. */
#[CoversNothing]
final class DisplayTextTest extends TestCase
{
    public function testNothingReordersOrHidesAndLongTextIsCut(): void
    {
        self::assertSame("a\u{FFFD}b\u{FFFD}c\u{FFFD}", DisplayText::of("a\u{202E}b\nc\u{2028}"));
        self::assertSame('', DisplayText::of("\xFF"));
        self::assertSame(str_repeat('ä', 200), DisplayText::of(str_repeat('ä', 200)));
        self::assertSame(str_repeat('ä', 200) . '…', DisplayText::of(str_repeat('ä', 201)));
        $host = str_repeat('a', 253) . ':65535';
        self::assertSame($host, DisplayText::of($host, DisplayText::HOST));
    }

    /** Programs for mails link web and mail addresses, phone numbers and dates. */
    public function testNothingInAMailBecomesALink(): void
    {
        foreach ([
            'https://evil.example/x?y=1#z', 'evil.example', 'www.evil.example', 'me@evil.example', 'mailto:me@evil.example', 'tel:110', "evil\u{3002}example",
            "evil\u{FF0E}example", "evil\u{FF61}example", "evil\u{2024}example", "evil\u{FE52}example", "https\u{FF1A}\u{FF0F}\u{FF0F}evil\u{FF0E}example",
            "me\u{FF20}evil\u{FF0E}example", 'call +49 30 123456', '+493012345678', '(0800) 123-4567', '1-800-CALL-NOW', "\u{FF10}\u{FF18}\u{FF10}\u{FF10}",
            '2026-11-28', '28.11.2026 10:30', '192.0.2.1', '[2001:db8::1]', '#4711', '$5', 'evil_example.org', "e\u{301}vil.example",
        ] as $text) {
            $unlinked = DisplayText::unlinked($text);
            self::assertSame($text, str_replace("\u{200C}", '', $unlinked));
            self::assertSame(0, preg_match('/[^\p{L}\p{M}\p{Z}\x{200C}](?!\x{200C})/u', $unlinked), $unlinked);
        }
        foreach (['Analytics App', 'Zoë', '家族', "\u{1F469}\u{200D}\u{1F4BB} App", "\u{2764}\u{FE0F}"] as $text) {
            self::assertSame($text, DisplayText::unlinked($text));
        }
        self::assertSame("1\u{FE0F}\u{20E3}", DisplayText::unlinked("1\u{FE0F}\u{20E3}"), 'a digit that is a symbol');
    }
}
