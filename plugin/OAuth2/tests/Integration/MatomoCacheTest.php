<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Matomo\Cache\Backend;
use Matomo\Cache\Lazy;
use Piwik\Container\StaticContainer;
use Piwik\Plugins\OAuth2\Matomo\MatomoCache;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * The cache that lasts from one request to the next.
 *
 * @group OAuth2
 * @group MatomoCache
 * @group Plugins
 */
class MatomoCacheTest extends IntegrationTestCase
{
    public function testAnEntryExistsUntilItIsDeleted(): void
    {
        $cache = new MatomoCache();
        self::assertNull($cache->get('oauth2.test'));
        $cache->set('oauth2.test', ['a' => 1], 60);
        self::assertSame(['a' => 1], $cache->get('oauth2.test'));
        $cache->delete('oauth2.test');
        self::assertNull($cache->get('oauth2.test'));
    }

    public function testAnEntryDeletedDuringAReadGivesNullWithoutAWarning(): void
    {
        $backend = $this->createStub(Backend::class);
        $backend->method('doFetch')->willReturnCallback(static function (): bool {
            trigger_error('include(): Failed opening', E_USER_WARNING);

            return false;
        });
        StaticContainer::getContainer()->set(Lazy::class, new Lazy($backend));
        $warnings = [];
        set_error_handler(static function (int $level, string $message) use (&$warnings): bool {
            if ((error_reporting() & $level) !== 0) {
                $warnings[] = $message;
            }

            return true;
        });
        try {
            self::assertNull((new MatomoCache())->get('oauth2.test'));
        } finally {
            restore_error_handler();
        }
        self::assertSame([], $warnings);
    }
}
