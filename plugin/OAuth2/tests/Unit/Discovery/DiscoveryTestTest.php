<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Discovery;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Discovery\Connects;
use Piwik\Plugins\OAuth2\Server\Discovery\DiscoveryReport;
use Piwik\Plugins\OAuth2\Server\Discovery\DiscoveryTest;
use Piwik\Plugins\OAuth2\Server\Discovery\OwnAddress;
use Piwik\Plugins\OAuth2\Server\Discovery\OwnAnswer;
use Piwik\Plugins\OAuth2\Server\Discovery\Verdict;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;

/** The test of discovery asks what clients ask, and judges the answers as clients do. */
final class DiscoveryTestTest extends TestCase
{
    private const MCP = '/index.php?module=API&method=McpServer.mcp&format=mcp';

    public function testItAsksWhatClientsAsk(): void
    {
        $urls = static fn (string $issuer): array => array_map(
            static fn (array $probe): string => substr((string) $probe['url'], \strlen(EndpointUrls::origin($issuer))),
            self::report($issuer, [])->toArray()['probes'],
        );
        $mcp = self::MCP;
        $index = '/index.php?module=OAuth2&action=';
        $resource = rawurlencode("https://a.example$mcp");
        self::assertSame([
            '/.well-known/oauth-authorization-server',
            '/.well-known/openid-configuration',
            '/index.php/.well-known/openid-configuration',
            '/.well-known/oauth-protected-resource',
            "/.well-known/oauth-protected-resource$mcp",
            "{$index}metadata",
            "{$index}resourceMetadata",
            "{$index}resourceMetadata&resource=$resource",
            $mcp,
            '/oauth2/authorize',
            '/oauth2/token',
            '/oauth2/jwks',
        ], $urls('https://a.example'));
        self::assertSame([
            '/.well-known/oauth-authorization-server/m',
            '/.well-known/openid-configuration/m',
            '/m/.well-known/oauth-authorization-server',
            '/m/.well-known/openid-configuration',
            '/m/index.php/.well-known/openid-configuration',
            '/.well-known/oauth-protected-resource/m',
            "/.well-known/oauth-protected-resource/m$mcp",
        ], \array_slice($urls('https://a.example:8443/m'), 0, 7));
        self::assertSame([
            '/.well-known/oauth-authorization-server/m/index.php',
            '/.well-known/openid-configuration/m/index.php',
            '/m/index.php/.well-known/oauth-authorization-server',
            '/m/index.php/.well-known/openid-configuration',
            '/.well-known/oauth-protected-resource/m',
            "/.well-known/oauth-protected-resource/m$mcp",
            "/m{$index}metadata",
        ], \array_slice($urls('https://a.example/m/index.php'), 0, 7));
    }

    #[DataProvider('answers')]
    public function testAnswersAreJudgedAsClientsDo(Verdict $verdict, OwnAnswer|Verdict $answer, string $found = ''): void
    {
        $issuer = 'https://a.example';
        $report = self::report($issuer, ['/.well-known/oauth-authorization-server' => $answer]);
        $probe = $report->probes[0];
        self::assertSame($verdict, $probe->verdict);
        self::assertSame($found, $probe->found);
        self::assertSame($answer instanceof Verdict ? 0 : $answer->status, $probe->status);
        self::assertEquals($report, DiscoveryReport::fromArray((array) json_decode((string) json_encode($report->toArray()), true)));
    }

    /** @return iterable<list<mixed>> */
    public static function answers(): iterable
    {
        $json = ['content-type' => ['application/json; charset=utf-8']];
        yield [Verdict::Fine, new OwnAnswer(200, $json, '{"issuer":"https://a.example"}'), 'https://a.example'];
        yield [Verdict::Type, new OwnAnswer(200, ['content-type' => ['application/octet-stream']], '{"issuer":"https://a.example"}'), 'https://a.example'];
        yield [Verdict::Type, new OwnAnswer(200, [], '{"issuer":"https://a.example"}'), 'https://a.example'];
        yield [Verdict::Foreign, new OwnAnswer(200, $json, '{"issuer":"https://a.example/"}'), 'https://a.example/'];
        yield [Verdict::Foreign, new OwnAnswer(200, $json, '{"issuer":"' . str_repeat('x', 400) . '"}'), str_repeat('x', 300)];
        foreach (['<html>', '', '[]', 'null', '"issuer"', '{"issuer":null}', '{"issuer":["https://a.example"]}', str_repeat('[', 1000)] as $body) {
            yield [Verdict::Page, new OwnAnswer(200, $json, $body)];
        }
        yield [Verdict::Page, new OwnAnswer(204)];
        yield [Verdict::Missing, new OwnAnswer(404, $json, '{"issuer":"https://a.example"}')];
        yield [Verdict::Missing, new OwnAnswer(403)];
        yield [Verdict::Redirect, new OwnAnswer(301, ['location' => ['https://a.example/x/']]), 'https://a.example/x/'];
        yield [Verdict::Failure, new OwnAnswer(500)];
        yield [Verdict::Failure, new OwnAnswer(503, $json, '{"error":"temporarily_unavailable"}')];
        yield [Verdict::Password, new OwnAnswer(401, ['www-authenticate' => ['Basic realm="Staging"']])];
        yield [Verdict::Missing, new OwnAnswer(401, ['www-authenticate' => ['Bearer resource_metadata="https://a.example/x"']])];
        foreach ([Verdict::Unreachable, Verdict::UnknownName, Verdict::Certificate] as $verdict) {
            yield [$verdict, $verdict];
        }
    }

    /** @param list<string> $answers */
    #[DataProvider('ways')]
    public function testWhoConnects(Connects $connects, array $answers): void
    {
        $issuer = 'https://a.example/m';
        $urls = ['/.well-known/oauth-authorization-server/m', '/.well-known/openid-configuration/m', '/m/.well-known/oauth-authorization-server', '/m/.well-known/openid-configuration'];
        $given = [];
        foreach ($answers as $number => $answer) {
            $body = "{\"issuer\":\"$issuer\"}";
            $given[$urls[$number]] = match ($answer) {
                'fine' => new OwnAnswer(200, ['content-type' => ['application/json']], $body),
                'type' => new OwnAnswer(200, [], $body),
                'page' => new OwnAnswer(200, [], '<html>'),
                'failure' => new OwnAnswer(500),
                'none' => Verdict::Unreachable,
                default => new OwnAnswer(404),
            };
        }
        self::assertSame($connects, self::report($issuer, $given + self::own($issuer))->connects());
    }

    /** @return iterable<array{Connects, list<string>}> */
    public static function ways(): iterable
    {
        yield [Connects::All, ['fine', '404', '404', '404']];
        yield [Connects::All, ['404', '404', 'fine', 'fine']];
        yield [Connects::All, ['404', '404', '404', 'fine']];
        yield [Connects::Lenient, ['404', '404', 'type', 'type']];
        yield [Connects::Lenient, ['type', 'fine', '404', '404']];
        yield [Connects::None, ['404', '404', '404', '404']];
        yield [Connects::None, ['page', 'fine', 'fine', 'fine']];
        yield [Connects::None, ['404', 'failure', 'fine', 'fine']];
        yield [Connects::Lenient, ['type', 'page', 'fine', 'fine']];
        yield [Connects::Unknown, ['none', 'fine', 'fine', 'fine']];
        yield [Connects::Unknown, ['404', 'none', '404', '404']];
        // A URL to which clients do not come changes nothing, nor does one after which they know enough.
        yield [Connects::All, ['fine', 'none', 'none', 'none']];
        yield [Connects::All, ['404', '404', 'fine', 'none']];
        yield [Connects::Lenient, ['type', 'none', 'fine', 'fine']];
        yield [Connects::None, ['page', 'none', 'fine', 'fine']];
    }

    /** Documents that answer are no use if the address does not lead to Matomo, and rules for them are no remedy. */
    #[DataProvider('obstacles')]
    public function testWhatKeepsAllClientsAway(Connects $connects, OwnAnswer|Verdict $answer): void
    {
        $issuer = 'https://a.example/m';
        $document = new OwnAnswer(200, ['content-type' => ['application/json']], "{\"issuer\":\"$issuer\"}");
        $index = '/m/index.php?module=OAuth2&action=metadata';
        foreach ([[], ['/.well-known/oauth-authorization-server/m' => $document]] as $found) {
            $report = self::report($issuer, [$index => $answer] + $found);
            self::assertSame($connects, $report->connects());
            self::assertFalse($connects->isFine());
            self::assertFalse($report->needsRules());
            self::assertSame('', $report->betterIssuer());
        }
        self::assertTrue(self::report($issuer, self::own($issuer))->needsRules());
    }

    /** @return iterable<array{Connects, OwnAnswer|Verdict}> */
    public static function obstacles(): iterable
    {
        yield [Connects::Password, new OwnAnswer(401, ['www-authenticate' => ['Basic realm="x"']])];
        yield [Connects::Redirect, new OwnAnswer(301, ['location' => ['https://www.a.example/m/']])];
        yield [Connects::Elsewhere, new OwnAnswer(404)];
        yield [Connects::Elsewhere, new OwnAnswer(403)];
        yield [Connects::Elsewhere, new OwnAnswer(200, [], '<html>')];
        yield [Connects::Elsewhere, new OwnAnswer(502)];
        yield [Connects::Elsewhere, new OwnAnswer(200, [], '{"issuer":"https://b.example"}')];
        yield [Connects::Unknown, Verdict::Unreachable];
        yield [Connects::UnknownName, Verdict::UnknownName];
        yield [Connects::Certificate, Verdict::Certificate];
    }

    public function testWhereARedirectLeads(): void
    {
        $to = static fn (string $location, string $issuer = 'http://a.example/m'): string => self::report($issuer, [
            '/m/index.php?module=OAuth2&action=metadata' => new OwnAnswer(301, ['location' => [$location]]),
        ])->movedTo();
        $rest = '/index.php?module=OAuth2&action=metadata';
        self::assertSame('https://a.example/m', $to("https://a.example/m$rest"));
        self::assertSame('https://a.example/m/index.php', $to("https://a.example/m$rest", 'http://a.example/m/index.php'));
        self::assertSame('https://login.example/?back=x', $to('https://login.example/?back=x'));
        self::assertSame("javascript:x$rest", $to("javascript:x$rest"));
        self::assertSame('', self::report('http://a.example/m', [])->movedTo());
    }

    public function testAnAddressThatIsNotPublicIsNamed(): void
    {
        $at = static fn (string $address, string $issuer = 'https://a.example'): string => self::report(
            $issuer,
            ['/oauth2/jwks' => new OwnAnswer(404, [], '', $address)],
        )->internalAddress();
        self::assertSame(['10.0.0.5', '127.0.1.1', 'fd00::5'], [$at('10.0.0.5'), $at('127.0.1.1'), $at('fd00::5')]);
        self::assertSame(['', '', ''], [$at('9.9.9.9'), $at('2620:fe::fe'), $at('')]);
        foreach (['http://10.0.0.5', 'http://[fd00::5]:8080', 'http://localhost:8080'] as $issuer) {
            self::assertSame('', $at('10.0.0.5', $issuer), "$issuer is no name that others resolve otherwise");
        }
    }

    public function testTheChallengeAndTheRoutes(): void
    {
        $issuer = 'https://a.example';
        $mcp = self::MCP;
        $metadata = "$issuer/index.php?module=OAuth2&action=resourceMetadata&resource=" . rawurlencode($issuer . $mcp);
        $json = ['content-type' => ['application/json']];
        $right = [
            '/index.php?module=OAuth2&action=metadata' => new OwnAnswer(200, $json, "{\"issuer\":\"$issuer\"}"),
            '/index.php?module=OAuth2&action=resourceMetadata' => new OwnAnswer(200, $json, "{\"resource\":\"$issuer\"}"),
            substr($metadata, \strlen($issuer)) => new OwnAnswer(200, $json, (string) json_encode(['resource' => $issuer . $mcp])),
            $mcp => new OwnAnswer(401, ['www-authenticate' => ["Bearer scope=\"matomo:read\", resource_metadata=\"$metadata\""], 'server' => ['nginx']]),
            '/oauth2/authorize' => new OwnAnswer(302, ['location' => ["$issuer/index.php?module=OAuth2&action=authorize"]]),
            '/oauth2/token' => new OwnAnswer(405, $json, '{"error":"invalid_request"}'),
            '/oauth2/jwks' => new OwnAnswer(200, $json, '{"keys":[]}'),
        ];
        $report = self::report($issuer, $right);
        self::assertTrue($report->hasChallenge());
        self::assertTrue($report->hasRoutes());
        self::assertFalse($report->lacksRoutes());
        self::assertSame('nginx', $report->server);
        self::assertTrue($report->needsRules(), 'the well-known URLs are missing');
        foreach (
            [
                '/oauth2/authorize' => new OwnAnswer(302, ['location' => ['https://other.example/index.php?module=OAuth2&action=authorize']]),
                '/oauth2/token' => new OwnAnswer(405, [], '<h1>405 Not Allowed</h1>'),
                '/oauth2/jwks' => new OwnAnswer(200, ['content-type' => ['text/html']], '<html>'),
            ] as $route => $answer
        ) {
            $wrong = self::report($issuer, [$route => $answer] + $right);
            self::assertFalse($wrong->hasRoutes(), $route);
            self::assertTrue($wrong->lacksRoutes(), $route);
        }
        $silent = self::report($issuer, array_fill_keys(['/oauth2/authorize', '/oauth2/token', '/oauth2/jwks'], Verdict::UnknownName) + $right);
        self::assertFalse($silent->hasRoutes());
        self::assertFalse($silent->lacksRoutes(), 'nothing is known');
        // One request that fails or is too slow says nothing about the route, whatever the others answer.
        foreach ([Verdict::Unreachable, new OwnAnswer(500), new OwnAnswer(503), new OwnAnswer(504)] as $answer) {
            $passing = self::report($issuer, ['/oauth2/token' => $answer] + $right);
            self::assertSame([false, false], [$passing->hasRoutes(), $passing->lacksRoutes()]);
            self::assertTrue(self::report($issuer, ['/oauth2/token' => $answer, '/oauth2/jwks' => new OwnAnswer(404)] + $right)->lacksRoutes());
        }
        foreach ([new OwnAnswer(404), new OwnAnswer(403), new OwnAnswer(200, [], '<html>'), new OwnAnswer(301), new OwnAnswer(401)] as $answer) {
            self::assertTrue(self::report($issuer, ['/oauth2/token' => $answer] + $right)->lacksRoutes());
        }
        foreach (["Bearer resource_metadata=\"$issuer/other\"", 'Basic realm="x"', ''] as $challenge) {
            self::assertFalse(self::report($issuer, [$mcp => new OwnAnswer(401, ['www-authenticate' => [$challenge]])] + $right)->hasChallenge());
        }
    }

    /** @param array<string, OwnAnswer|Verdict> $answers */
    #[DataProvider('otherIssuers')]
    public function testTheIssuerBelowIndexIsOnlyNamedWhereItHelps(string $better, string $issuer, array $answers): void
    {
        $report = self::report($issuer, $answers + self::own($issuer));
        self::assertSame($better, $report->betterIssuer());
        self::assertTrue($report->needsRules(), 'rules are better');
        self::assertEquals($report, DiscoveryReport::fromArray((array) json_decode((string) json_encode($report->toArray()), true)));
    }

    /** @return iterable<array{string, string, array<string, OwnAnswer|Verdict>}> */
    public static function otherIssuers(): iterable
    {
        $json = ['content-type' => ['application/json']];
        $here = '/m/index.php/.well-known/openid-configuration';
        $refusal = new OwnAnswer(404, $json, '{"error":"invalid_request"}');
        $page = new OwnAnswer(200, [], '<html>');
        $document = static fn (string $issuer): OwnAnswer => new OwnAnswer(200, $json, "{\"issuer\":\"$issuer\"}");
        yield ['https://a.example/m/index.php', 'https://a.example/m', [$here => $refusal]];
        yield ['https://a.example/m/index.php', 'https://a.example/m', [$here => $refusal, '/m/.well-known/oauth-authorization-server' => $page]];
        yield ['', 'https://a.example/m', [$here => new OwnAnswer(404, $json, '{"error":"other"}')]];
        yield ['', 'https://a.example/m', [$here => new OwnAnswer(404, [], '{"error":"invalid_request"}')]];
        yield ['', 'https://a.example/m', [$here => new OwnAnswer(403, $json, '{"error":"invalid_request"}')]];
        yield ['', 'https://a.example/m', [$here => $page]];
        yield ['', 'https://a.example/m', [$here => Verdict::Unreachable]];
        yield ['', 'https://a.example/m', []];
        // Clients give up before they come there, or need not go there.
        yield ['', 'https://a.example/m', [$here => $refusal, '/.well-known/oauth-authorization-server/m' => $page]];
        yield ['', 'https://a.example/m', [$here => $refusal, '/.well-known/openid-configuration/m' => new OwnAnswer(500)]];
        yield ['', 'https://a.example/m', [$here => $refusal, '/m/.well-known/openid-configuration' => $document('https://a.example/m')]];
        yield ['', 'https://a.example/m/index.php', [$here => $refusal]];
        yield ['', 'https://a.example/m/index.php', [$here => $document('https://a.example/m/index.php')]];
    }

    public function testAResultOfAnotherVersionIsNone(): void
    {
        $stored = self::report('https://a.example', [])->toArray();
        foreach (['issuer' => 1, 'at' => '1', 'server' => null, 'address' => 1, 'probes' => 'x'] as $name => $value) {
            self::assertNull(DiscoveryReport::fromArray([$name => $value] + $stored));
        }
        foreach (['place' => 'moon', 'verdict' => 'odd', 'endpoint' => 'x', 'status' => '200'] as $name => $value) {
            self::assertNull(DiscoveryReport::fromArray(['probes' => [[$name => $value] + $stored['probes'][0]]] + $stored));
        }
        self::assertNull(DiscoveryReport::fromArray([]));
        self::assertNull(DiscoveryReport::fromArray(['probes' => ['x']] + $stored));
    }

    /** @return array<string, OwnAnswer> the server's own metadata below index.php */
    private static function own(string $issuer): array
    {
        $base = EndpointUrls::path(EndpointUrls::baseOf($issuer));

        return ["$base/index.php?module=OAuth2&action=metadata" => new OwnAnswer(200, ['content-type' => ['application/json']], "{\"issuer\":\"$issuer\"}")];
    }

    /** @param array<string, OwnAnswer|Verdict> $answers by path; 404 for others */
    private static function report(string $issuer, array $answers): DiscoveryReport
    {
        $own = new class ($answers, EndpointUrls::origin($issuer)) implements OwnAddress {
            /** @param array<string, OwnAnswer|Verdict> $answers */
            public function __construct(private array $answers, private string $origin)
            {
            }

            public function get(string $url): OwnAnswer|Verdict
            {
                $path = substr($url, \strlen($this->origin));

                return $this->answers[$path] ?? new OwnAnswer(404);
            }
        };
        $settings = new Settings(
            issuer: $issuer,
            endpoints: new EndpointUrls($issuer),
            resources: [EndpointUrls::baseOf($issuer), EndpointUrls::baseOf($issuer) . self::MCP],
            wrappingSecret: str_repeat('s', 32),
        );

        return (new DiscoveryTest($settings, $own, new FixedClock()))->run();
    }
}
