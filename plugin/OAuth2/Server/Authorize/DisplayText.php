<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/** Text that a client or a stranger chose, made fit to be shown on a page (which still has to escape it). */
final class DisplayText
{
    /**
     * Control characters, line ends, and the invisible ones that turn the direction of text are replaced, so that a
     * name cannot rearrange the sentence around it; text beyond $length characters ends in an ellipsis.
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
}
