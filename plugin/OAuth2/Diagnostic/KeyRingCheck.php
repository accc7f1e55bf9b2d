<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\OAuth2\Matomo\KeyAdvice;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;

/** Checks that there is a current and a next signing key, and that they are rotated. */
final class KeyRingCheck extends DiagnosticCheck
{
    /** The delay of a rotation, in seconds, after which the scheduled tasks probably do not run. */
    private const DELAY = 7 * 86400;

    protected function label(): string
    {
        return 'OAuth2_CheckKeyRing';
    }

    protected function items(): array
    {
        $factory = ServerFactory::instance();
        $server = $factory->server();
        $keys = array_column($server->keys()->list(), null, 'state');
        $current = $keys[SigningKeyRecord::CURRENT] ?? null;
        if ($current === null) {
            return [self::error(self::say('CheckKeyRingEmpty') . self::code(KeyAdvice::COMMAND))];
        }
        if (!$server->keys()->areReadable()) {
            return [self::error(self::say('CheckKeyRingSealed') . self::code(KeyAdvice::COMMAND))];
        }
        if (!isset($keys[SigningKeyRecord::NEXT])) {
            return [self::warning(self::say('CheckKeyRingNoNext') . self::code(KeyAdvice::COMMAND))];
        }
        $age = time() - ($current['activatedAt'] ?? $current['createdAt']);
        $days = intdiv($age, 86400);
        if ($age > $factory->settings()->seconds(Setting::KeyRotationDays) + self::DELAY) {
            return [self::warning(
                self::say('CheckKeyRingOld', [$days]) . self::code('./console core:run-scheduled-tasks'),
            )];
        }

        return [self::ok(self::say('CheckKeyRingFine', [$current['algorithm'], $days]))];
    }
}
