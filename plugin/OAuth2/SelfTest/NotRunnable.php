<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

/** The self-test cannot run now; the message says why and what to do. */
final class NotRunnable extends \RuntimeException
{
}
