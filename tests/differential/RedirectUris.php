<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

use Random\Engine\Xoshiro256StarStar;
use Random\Randomizer;

/**
 * Texts that look like web addresses, put before a browser's parser (WHATWG URL, in Node). Whatever the extension names an
 * origin of, refused or not, a browser must go to.
 */
final class RedirectUris
{
    /** No "xn--": a browser decodes the name and refuses more of them, which sends nobody anywhere else. */
    private const PIECES = [
        'http', 'https', 'HTTPS', '://', '//', ':/', ':', '/', '\\', '?', '#', '@', 'user:pw@', '.', '..', '%2e', '%5c', '%40', '%2f', '%00',
        'localhost', '127.0.0.1', '[::1]', '[2001:db8::1]', 'app.example', 'evil.example', '0x7f', '017', '1', ':80', ':443', ':8080',
        ':0', ':65536', '[', ']', '|', '^', '<', '"', '`', '{', '~', ';', '&', '*', '+', '-', '_', "\t", "\n", "\r", ' ', "\0", "\x7f", "\x80",
        'code=1', 'A', 'z', '9',
    ];

    private Randomizer $random;

    public function __construct()
    {
        $this->random = new Randomizer(new Xoshiro256StarStar(hash('sha256', 'redirect URIs', true)));
    }

    public function compare(Jose $node, Report $report, int $count): void
    {
        $known = $refused = 0;
        for ($i = 0; $i < $count; ++$i) {
            $text = $this->text();
            $parts = oauth2_redirect_uri_parse($text);
            if ($parts['origin'] === null) {
                continue;
            }
            ++$known;
            $refused += (int) ($parts['refused'] !== null);
            /* Bytes as characters of Latin-1. What an IPv6 address is shortened to is not ours to say. */
            $browser = $node->ask(['op' => 'origin', 'urlHex' => bin2hex($text)])['origin'] ?? 'none';
            $ours = $node->ask(['op' => 'origin', 'urlHex' => bin2hex($parts['origin'])])['origin'] ?? 'none';
            $report->same($browser, $ours, 'origin of ' . addcslashes($text, "\0..\37\177..\377"));
        }
        $report->note("redirect URIs: $count texts, $known with an origin, $refused of these refused");
        $report->check($known > $count / 20 && $refused > $known / 10, 'enough redirect URIs have an origin, or nothing was compared');
    }

    private function text(): string
    {
        $text = ['', 'https://', 'https://', 'http://'][$this->random->getInt(0, 3)];
        for ($i = $this->random->getInt(1, 6); $i > 0; --$i) {
            $text .= self::PIECES[$this->random->getInt(0, count(self::PIECES) - 1)];
        }

        return $text;
    }
}
