<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Discovery\DiscoveryReport;
use Piwik\Plugins\OAuth2\Server\Discovery\DiscoveryTest;
use Piwik\Plugins\OAuth2\Server\Discovery\ServerRules;
use Piwik\Plugins\OAuth2\Server\Port\SystemClock;
use Piwik\Plugins\OAuth2\Storage\MetaTable;

/**
 * The test of discovery at this Matomo's own address, and its last result. Where the clean routes answer, the metadata name
 * them from then on, unless a setting says otherwise.
 */
final class Discovery
{
    private const REPORT = 'discovery.report';

    /** The issuer whose clean routes were found and do not answer any more: they may come back. */
    private const LOST = 'discovery.lost_routes';

    public function __construct(private readonly OwnSite $site)
    {
    }

    /**
     * Runs the test and stores its result.
     *
     * @throws ExtensionMissing
     * @throws NotConfigured
     */
    public function test(): DiscoveryReport
    {
        $factory = ServerFactory::instance()->forPages();
        $report = (new DiscoveryTest($factory->settings(), $this->site->address($factory->settings()->issuer), new SystemClock()))->run();
        self::meta()->set(self::REPORT, json_encode($report->toArray(), JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE));
        if ($report->hasRoutes()) {
            SettingValues::noteCleanRoutes($report->issuer);
        } elseif ($report->lacksRoutes()) {
            if (SettingValues::foundRoutes() === $report->issuer) {
                self::meta()->set(self::LOST, $report->issuer);
            }
            SettingValues::noteCleanRoutes('');
        }
        $factory->reset();
        StaticDocuments::refresh(true);

        return $report;
    }

    /**
     * Tests again if a test has once found clean routes and no setting decides about them: the web server may have changed, or may
     * answer there again. It also brings the metadata that are files up to date.
     */
    public function watch(): void
    {
        if (SettingValues::watchesCleanRoutes(self::meta()->get(self::LOST) ?? '')) {
            $this->test();
        } else {
            StaticDocuments::refresh(true);
        }
    }

    /** The result of the last test of the present issuer; null if there is none. */
    public function last(string $issuer): ?DiscoveryReport
    {
        $stored = json_decode(self::meta()->get(self::REPORT) ?? '', true, 8);
        $report = \is_array($stored) ? DiscoveryReport::fromArray($stored) : null;

        return $report?->issuer === $issuer ? $report : null;
    }

    /** @return list<array{server: string, file: string, lines: string}> as {@see ServerRules::for()} */
    public function rules(DiscoveryReport $report): array
    {
        return $report->needsRules()
            ? ServerRules::for($report->server, $report->issuer, PIWIK_DOCUMENT_ROOT . '/plugins/OAuth2')
            : [];
    }

    private static function meta(): MetaTable
    {
        return new MetaTable(ServerFactory::instance()->connection());
    }
}
