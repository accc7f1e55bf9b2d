<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

/** A query or form body is malformed or exceeds the limits of {@see Parameters}. The message contains no value of it. */
final class MalformedParameters extends \RuntimeException
{
}
