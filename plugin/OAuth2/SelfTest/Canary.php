<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

/** Receives the calls of the API methods that exist for the self-test only. They do nothing but report here that they ran. */
final class Canary
{
    /** @var ?\Closure(string): void */
    private static ?\Closure $listener = null;

    /** @param ?\Closure(string): void $listener receives the name of each method that runs; null ends the self-test */
    public static function listen(?\Closure $listener): void
    {
        self::$listener = $listener;
    }

    /**
     * Reports that a method runs.
     *
     * @throws \LogicException outside the self-test
     */
    public static function sing(string $method): bool
    {
        $listener = self::$listener ?? throw new \LogicException('This method runs only as a part of the self-test.');
        $listener($method);

        return true;
    }
}
