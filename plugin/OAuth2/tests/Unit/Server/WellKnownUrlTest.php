<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Metadata\ResourceMetadata;
use Piwik\Plugins\OAuth2\Server\Metadata\WellKnownUrl;
use Piwik\Plugins\OAuth2\Server\Settings;

/** Every URL at which clients look for a document leads to the right one or to 404 in JSON (RFC 8414 3, RFC 9728 3.1). */
final class WellKnownUrlTest extends ServerTestCase
{
    private const MCP_QUERY = '?module=API&method=McpServer.mcp&format=mcp';

    #[DataProvider('documents')]
    public function testTheRightDocument(string $issuer, string $target, string $member, string $value, bool $openId = false): void
    {
        $answer = $this->ask($issuer, $target);
        self::assertSame(200, $answer->status, $target . $answer->body);
        $document = self::json($answer);
        self::assertSame($value, $document[$member] ?? null, $target);
        self::assertSame($openId, isset($document['subject_types_supported']), $target);
    }

    /** @return iterable<list<string|bool>> */
    public static function documents(): iterable
    {
        foreach (['https://a.example', 'https://a.example:8443', 'https://a.example/matomo', 'https://a.example/x/y'] as $issuer) {
            $path = EndpointUrls::path($issuer);
            foreach (['oauth-authorization-server' => false, 'openid-configuration' => true] as $name => $openId) {
                yield [$issuer, "/.well-known/$name$path", 'issuer', $issuer, $openId];
                yield [$issuer, "$path/.well-known/$name", 'issuer', $issuer, $openId];
                yield [$issuer, "$path/.well-known/$name?x=y", 'issuer', $issuer, $openId];
            }
            $mcp = '/index.php' . self::MCP_QUERY;
            yield [$issuer, "/.well-known/oauth-protected-resource$path", 'resource', $issuer];
            yield [$issuer, "$path/.well-known/oauth-protected-resource", 'resource', $issuer];
            yield [$issuer, "/.well-known/oauth-protected-resource$path$mcp", 'resource', $issuer . $mcp];
            yield [$issuer, "$path/.well-known/oauth-protected-resource$mcp", 'resource', $issuer . $mcp];
        }
        foreach (['https://a.example', 'https://a.example/matomo'] as $base) {
            $path = EndpointUrls::path($base);
            foreach (['oauth-authorization-server' => false, 'openid-configuration' => true] as $name => $openId) {
                yield ["$base/index.php", "/.well-known/$name$path/index.php", 'issuer', "$base/index.php", $openId];
                yield ["$base/index.php", "$path/index.php/.well-known/$name", 'issuer', "$base/index.php", $openId];
            }
            // The resource stays the same.
            yield ["$base/index.php", "/.well-known/oauth-protected-resource$path", 'resource', $base];
            yield ["$base/index.php", "$path/.well-known/oauth-protected-resource", 'resource', $base];
            yield ["$base/index.php", "/.well-known/oauth-protected-resource$path/index.php" . self::MCP_QUERY, 'resource', "$base/index.php" . self::MCP_QUERY];
        }
        // The root of the host has a document for the default resource, whoever serves it.
        yield ['https://a.example/matomo', '/.well-known/oauth-protected-resource', 'resource', 'https://a.example/matomo'];
    }

    #[DataProvider('others')]
    public function testNothingElse(string $issuer, string $target): void
    {
        $answer = $this->ask($issuer, $target);
        self::assertSame(404, $answer->status, $target . $answer->body);
        self::assertSame('invalid_request', self::json($answer)['error'] ?? null, $target);
        self::assertSame('*', $answer->headers['Access-Control-Allow-Origin'] ?? null, $target);
        self::assertStringNotContainsString('token_endpoint', $answer->body);
    }

    /** @return iterable<array{string, string}> */
    public static function others(): iterable
    {
        foreach (['oauth-authorization-server', 'openid-configuration'] as $name) {
            // The root form belongs to an issuer without a path.
            yield ['https://a.example/matomo', "/.well-known/$name"];
            yield ['https://a.example/matomo', "/.well-known/$name/other"];
            yield ['https://a.example/matomo', "/matomo/.well-known/$name/matomo"];
            yield ['https://a.example/matomo', "/matomo/index.php/.well-known/$name"];
            yield ['https://a.example/matomo', "/.well-known/$name/MATOMO"];
            // Each of the two issuers of a folder has its documents, and no document names the other.
            yield ['https://a.example', "/.well-known/$name/index.php"];
            yield ['https://a.example', "/index.php/.well-known/$name"];
            yield ['https://a.example/index.php', "/.well-known/$name"];
            yield ['https://a.example/matomo/index.php', "/.well-known/$name/matomo"];
            yield ['https://a.example/matomo/index.php', "/matomo/.well-known/$name"];
            yield ['https://a.example/matomo/index.php', "/matomo/index.php/index.php/.well-known/$name"];
            foreach (['/', '//', ';x', '%2e', '/.', '.json', 'x', '/x', '%00', '/.well-known/openid-configuration'] as $end) {
                yield ['https://a.example', "/.well-known/$name$end"];
                yield ['https://a.example/matomo', "/.well-known/$name/matomo$end"];
            }
            yield ['https://a.example', "/%2ewell-known/$name"];
            yield ['https://a.example', "/x/.well-known/$name"];
            yield ['https://a.example', "http://a.example/.well-known/$name"];
        }
        foreach (['/x', ';x', '%2e', '/index.php?module=API&method=Other.method', '?resource=https://a.example'] as $end) {
            yield ['https://a.example', "/.well-known/oauth-protected-resource$end"];
        }
        yield ['https://a.example/matomo', '/.well-known/oauth-protected-resource/other'];
        yield ['https://a.example/matomo', '/other/.well-known/oauth-protected-resource'];
    }

    public function testTheUrlInAChallengeLeadsToTheResource(): void
    {
        foreach (['https://a.example', 'https://a.example:8443/x'] as $issuer) {
            foreach ([false, true] as $clean) {
                $settings = self::settings(issuer: $issuer)->with(
                    endpoints: new EndpointUrls($issuer, $clean, $clean),
                    resources: [$issuer, "$issuer/index.php" . self::MCP_QUERY, 'https://mcp.example/x?y'],
                );
                $server = $this->serverWith($settings);
                foreach ($settings->resources as $resource) {
                    $url = ResourceMetadata::url($settings, $resource);
                    $target = substr($url, \strlen(EndpointUrls::origin($url)));
                    $document = WellKnownUrl::of($target);
                    self::assertSame($clean && $resource !== 'https://mcp.example/x?y', $document !== null, $url);
                    $answer = $document === null
                        ? $server->resourceMetadata(new Request('GET', explode('?', $target, 2)[1] ?? ''))
                        : $server->document(new Request('GET'), $document);
                    self::assertSame($resource, self::json($answer)['resource'] ?? null, $url);
                }
            }
        }
    }

    public function testOtherUrlsAreNotDocuments(): void
    {
        foreach (['', '/', '/.well-known/', '/.well-known/acme-challenge/x', '/index.php?x=/.well-known/openid-configuration', '/oauth2/token', '/well-known/openid-configuration'] as $target) {
            self::assertNull(WellKnownUrl::of($target), $target);
        }
    }

    private function ask(string $issuer, string $target): Response
    {
        $server = $this->serverWith(new Settings(
            issuer: $issuer,
            endpoints: new EndpointUrls($issuer),
            resources: [EndpointUrls::baseOf($issuer), EndpointUrls::baseOf($issuer) . '/index.php' . self::MCP_QUERY],
            wrappingSecret: self::WRAPPING,
        ));
        $url = WellKnownUrl::of($target);
        self::assertNotNull($url, $target);

        // The web server's rewriting has replaced the query.
        return $server->document(new Request('GET', 'module=OAuth2&action=metadata'), $url);
    }
}
