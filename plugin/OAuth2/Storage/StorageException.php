<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The base class of all storage errors. Messages never contain the value of a statement's parameter. */
abstract class StorageException extends \RuntimeException
{
}
