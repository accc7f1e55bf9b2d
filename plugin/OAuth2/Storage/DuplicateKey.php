<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The primary or a unique key of the row already exists, for example because another request was faster. */
final class DuplicateKey extends StorageException
{
}
