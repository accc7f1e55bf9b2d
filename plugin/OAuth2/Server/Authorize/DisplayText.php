<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/** Makes untrusted text safe to read on a page; the page still has to escape it. */
final class DisplayText
{
    /** A length that no host with its port exceeds: the end of a host says whose it is, so it is never cut. */
    public const HOST = 260;

    /**
     * Replaces control characters, line ends and invisible characters that change the direction of text, so that a name
     * cannot reorder the sentence around it. Longer text is cut and ends in an ellipsis.
     *
     * @param int $length the maximum length in characters, without the ellipsis
     * @return string empty when the text is not valid UTF-8
     */
    public static function of(string $text, int $length = 200): string
    {
        $clean = preg_replace('/[\p{C}\p{Zl}\p{Zp}]/u', "\u{FFFD}", $text);
        if ($clean === null) {
            return '';
        }
        if (preg_match('/^.{' . $length . '}(?=.)/us', $clean, $start) === 1) {
            return $start[0] . '…';
        }

        return $clean;
    }

    /**
     * The text with an invisible character after everything but letters, where a program for mails would see a web or mail address or
     * a number to call, and link it. Such programs know other dots than the ASCII one, too.
     */
    public static function unlinked(string $text): string
    {
        return (string) preg_replace('/[\p{P}\p{N}\p{Sm}\p{Sc}](?!\p{M})/u', "\$0\u{200C}", $text);
    }
}
