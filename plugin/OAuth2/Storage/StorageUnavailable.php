<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * The statement didn't answer: the database is gone, read-only, not ready, or refused it for good.
 *
 * Whether a write took effect is unknown when the connection broke while its answer was awaited; the caller must not
 * repeat it, but say that the service is unavailable and let the client come again.
 */
class StorageUnavailable extends StorageException
{
    /** @param bool $ofSchema whether the statement named a table or a column that is not there */
    public function __construct(string $message, public readonly bool $ofSchema = false)
    {
        parent::__construct($message);
    }
}
