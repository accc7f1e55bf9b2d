<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The orders of the list of clients. The value names the member of a client that the list is sorted by. */
enum ClientSort: string
{
    case Name = 'name';
    case Updated = 'updated_at';
    case LastUsed = 'last_used_at';

    /** The column of oauth2_client, which has an index. */
    public function column(): string
    {
        return $this === self::Name ? 'sort_name' : $this->value;
    }
}
