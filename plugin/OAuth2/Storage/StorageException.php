<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Anything that storage reports. Messages never hold a parameter's value. */
abstract class StorageException extends \RuntimeException
{
}
