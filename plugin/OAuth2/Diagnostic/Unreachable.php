<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

/** Matomo cannot reach itself; the message says why. */
final class Unreachable extends \RuntimeException
{
}
