<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\Presentation;
use Piwik\Plugins\OAuth2\Storage\ClientEventRecord;

final class PresentationTest extends TestCase
{
    /** Encodes a text as core's JSON renderer does (Piwik\DataTable\Renderer\Json). */
    private static function rendered(string $text): string
    {
        return html_entity_decode($text, ENT_QUOTES, 'UTF-8');
    }

    public function testATextArrivesUnchanged(): void
    {
        $texts = [
            'AT&T', '<b>x</b>', '&lt;b&gt;', '&amp;', '&amp;lt;', 'https://app.example/cb?a=1&lt;=2&copy=3', '&#60;', '&#x3c;',
            '"\'', '&quot;&#039;', '& &amp; &unknown; &',
        ];
        foreach ($texts as $text) {
            [$sent] = Presentation::forRenderers([$text]);
            self::assertSame($text, self::rendered($sent));
        }
        $plain = ['a' => ['b' => 'https://app.example/cb?a=1&b=2', 'c' => null, 'd' => true, 'e' => 1]];
        self::assertSame($plain, Presentation::forRenderers($plain), 'a text without entities stays unchanged');
    }

    public function testAnEventHasItsTimesInUtc(): void
    {
        $details = ['leaked' => false, 'old_until' => 1_800_000_060];
        self::assertSame(
            [
                'name' => 'client.secret_rotated',
                'happened_at' => '2027-01-15 08:00:00',
                'by' => 'admin',
                'details' => ['leaked' => false, 'old_until' => '2027-01-15 08:01:00'],
            ],
            Presentation::clientEvent(new ClientEventRecord('app', 'client.secret_rotated', 1_800_000_000, 'admin', $details)),
        );
    }
}
