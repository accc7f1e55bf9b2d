<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

/** Ends a request in the {@see Sandbox} where a real one would have ended with the plugin's own response. */
final class Answered extends \Exception
{
}
