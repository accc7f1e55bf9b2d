<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

/** A query or a form that is not well-formed, or beyond the limits of {@see Parameters}. */
final class MalformedParameters extends \RuntimeException
{
}
