<?php

// SPDX-License-Identifier: GPL-3.0-or-later

// Classes that only newer versions of Matomo have, for PHPStan (phpstan-matomo.neon).

declare(strict_types=1);

namespace Piwik\Http;

#[\Attribute(\Attribute::TARGET_METHOD)]
class JsonResponse
{
}
