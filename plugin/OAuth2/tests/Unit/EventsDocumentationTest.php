<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit;

use PHPUnit\Framework\TestCase;

/** docs/events.md, the reference for other plugins, documents exactly the events that exist. */
final class EventsDocumentationTest extends TestCase
{
    public function testEachEventIsDocumented(): void
    {
        $plugin = \dirname(__DIR__, 2);
        $posted = [];
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator("$plugin/Server", \FilesystemIterator::SKIP_DOTS)) as $file) {
            self::assertInstanceOf(\SplFileInfo::class, $file);
            $code = (string) file_get_contents($file->getPathname());
            preg_match_all("/(?:new Event\\(|->record\\()(?:\\\$\\w+ \\? )?'([a-z_.]+)'(?: : '([a-z_.]+)')?/", $code, $names, PREG_SET_ORDER);
            foreach ($names as $name) {
                array_push($posted, ...array_slice($name, 1));
            }
        }
        foreach (['Matomo/DeletedUser.php', 'Matomo/MatomoEvents.php', 'Web/EndpointDispatcher.php'] as $file) {
            preg_match_all("/'OAuth2\\.([A-Za-z.]*[a-z])'/", (string) file_get_contents("$plugin/$file"), $names);
            array_push($posted, ...$names[1]);
        }
        preg_match_all('/`OAuth2\.([A-Za-z_.]+)`/', (string) file_get_contents("$plugin/docs/events.md"), $documented);

        self::assertGreaterThan(12, count($posted));
        self::assertSame(self::sorted($posted), self::sorted($documented[1]));
    }

    public function testTheSourceListsTheServersEvents(): void
    {
        $plugin = \dirname(__DIR__, 2);
        $source = (string) file_get_contents("$plugin/Server/Port/Event.php");
        preg_match_all('/`OAuth2\.([a-z]+\.[a-z_]+)`/', (string) file_get_contents("$plugin/docs/events.md"), $documented);
        self::assertGreaterThan(10, count($documented[1]));
        foreach ($documented[1] as $name) {
            self::assertStringContainsString($name, $source);
        }
    }

    /**
     * @param list<string> $names
     * @return list<string>
     */
    private static function sorted(array $names): array
    {
        $names = array_values(array_unique($names));
        sort($names);

        return $names;
    }
}
