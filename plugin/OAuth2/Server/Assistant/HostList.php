<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Server\WordList;

/** The administrator's list of hosts whose documents are accepted. Unfit are words such as an address or a wildcard. */
final class HostList extends WordList
{
    /** A host is what may stand in the address of a document. */
    protected static function isFit(string $word): bool
    {
        return DocumentAddress::of("https://$word/c")?->host === $word;
    }
}
