<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

use Piwik\Plugins\OAuth2\Storage\StorageException;

/**
 * The way from one schema to the next. A step is frozen once it is released: it names no class that describes what is
 * stored today, only literals, because it has to do the same in ten years.
 *
 * Each statement may have run before, in a process that died after it: a step looks first ({@see StepDatabase::columns()}),
 * or says IF NOT EXISTS. What cannot be done twice to the same rows is done by {@see StepDatabase::once()}.
 */
interface Step
{
    /** @throws StorageException */
    public function run(StepDatabase $database): void;
}
