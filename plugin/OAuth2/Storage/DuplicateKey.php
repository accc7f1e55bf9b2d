<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** A primary or unique key is taken: somebody else was first. */
final class DuplicateKey extends StorageException
{
}
