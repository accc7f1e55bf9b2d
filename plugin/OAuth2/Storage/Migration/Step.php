<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

use Piwik\Plugins\OAuth2\Storage\StorageException;

/**
 * A migration from one schema to the next. A released step must never change. It uses literals and no class that describes
 * the current data, so that it does the same when those classes change.
 *
 * A step must be repeatable, because a process may crash between two statements: it checks first
 * ({@see StepDatabase::columns()}) or uses IF NOT EXISTS. Changes that must not run twice on the same rows use
 * {@see StepDatabase::once()}.
 */
interface Step
{
    /**
     * Runs the step, possibly for the second time.
     *
     * @throws StorageException
     */
    public function run(StepDatabase $database): void;
}
