<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * A statement failed: the database is unreachable, read-only or not ready, or refused the statement after all retries.
 *
 * When the connection broke during a write, it is unknown whether the write took effect. The caller must not repeat it, but
 * respond with 503 and let the client retry.
 */
class StorageUnavailable extends StorageException
{
    /**
     * @param bool $ofSchema true when the statement named a table or column that does not exist
     * @param bool $ofConnection true when the database's server did not answer
     */
    public function __construct(
        string $message,
        public readonly bool $ofSchema = false,
        public readonly bool $ofConnection = false,
    ) {
        parent::__construct($message);
    }
}
