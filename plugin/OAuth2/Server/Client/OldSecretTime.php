<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** How long a client's old secret works beside the new one after a rotation, so that all its servers get the new one. */
enum OldSecretTime: string
{
    case None = 'now';
    case Hour = '1hour';
    case Day = '1day';
    case Week = '7days';
    case Month = '30days';

    public function seconds(): int
    {
        return match ($this) {
            self::None => 0,
            self::Hour => 3600,
            self::Day => 86400,
            self::Week => 604800,
            self::Month => 2592000,
        };
    }

    /** @return list<string> all values, the shortest time first */
    public static function values(): array
    {
        return array_column(self::cases(), 'value');
    }
}
