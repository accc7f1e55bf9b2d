<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Storage\Migration\Step;
use Piwik\Plugins\OAuth2\Storage\Schema;

/** The schema's steps, followed by steps of a future version. */
final class LaterSteps
{
    /**
     * @param class-string<Step> ...$more
     * @return array<int, class-string<Step>>
     */
    public static function with(string ...$more): array
    {
        /** @var array<int, class-string<Step>> $steps */
        $steps = (new \ReflectionClassConstant(Schema::class, 'STEPS'))->getValue();
        foreach ($more as $step) {
            $steps[] = $step;
        }

        return $steps;
    }
}
