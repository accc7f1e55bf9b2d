<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

/** Who has made a file of {@see DocumentFolder}. */
enum FileState: string
{
    case Own = 'own';
    case Foreign = 'foreign';
    case Missing = 'missing';
}
