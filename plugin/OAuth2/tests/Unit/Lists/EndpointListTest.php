<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Lists;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\Endpoint;

/** Each endpoint has its texts, documents, routes and tests. */
final class EndpointListTest extends ListTestCase
{
    /** The shipped configurations. Those for the light script have separate rules for endpoints with a session. */
    private const CONFIGURATIONS = ['apache-vhost.conf', 'apache.htaccess', 'nginx-light.conf', 'nginx.conf'];

    #[DataProvider('endpoints')]
    public function testItHasATitleInEveryLanguage(Endpoint $endpoint): void
    {
        self::assertSame([], self::withoutText([TextKeys::endpoint($endpoint)]));
    }

    #[DataProvider('endpoints')]
    public function testTheDocumentsNameItsAddresses(Endpoint $endpoint): void
    {
        $routes = self::routes($endpoint);
        self::assertFound(
            '~^\| .*`index\.php\?module=OAuth2&action=' . $endpoint->value . '` \| `' . preg_quote($routes[0], '~') . '` \|$~m',
            self::read('docs/index.md'),
            'docs/index.md: a row with the address and the clean route',
        );
        foreach ($routes as $route) {
            self::assertFound('~`' . preg_quote($route, '~') . '`~', self::read('docs/web-server.md'), "docs/web-server.md: $route");
        }
    }

    #[DataProvider('endpoints')]
    public function testEveryWebServerConfigurationHasItsRoutes(Endpoint $endpoint): void
    {
        $missing = [];
        foreach (self::CONFIGURATIONS as $name) {
            $text = self::read("server-config/$name");
            foreach ($endpoint->wellKnown() as $document) {
                preg_match_all('~^.*\\\\\.well-known/(?:\(\?:)?[a-z|-]*\b' . $document . '\b.*\baction=(\w+)~m', $text, $found);
                if (array_values(array_unique($found[1])) !== [$endpoint->value]) {
                    $missing[] = "$name: /.well-known/$document";
                }
            }
            preg_match_all('~oauth2/(?:(\w+)\$|\(([\w|]+)\)\$)~', $text, $found);
            $actions = explode('|', implode('|', [...$found[1], ...$found[2]]));
            if ($endpoint->wellKnown() === [] && !\in_array($endpoint->value, $actions, true)) {
                $missing[] = "$name: /oauth2/$endpoint->value (tools/server-config writes it)";
            }
        }
        self::assertSame([], $missing);
    }

    public function testNoWebServerConfigurationHasAnotherRoute(): void
    {
        $known = array_column(Endpoint::cases(), 'value');
        foreach (self::CONFIGURATIONS as $name) {
            preg_match_all('~oauth2/(?:(\w+)\$|\(([\w|]+)\)\$)~', self::read("server-config/$name"), $found);
            $actions = array_filter(explode('|', implode('|', [...$found[1], ...$found[2]])), static fn (string $action): bool => $action !== '');
            self::assertSame([], array_diff($actions, $known), $name);
        }
    }

    /** These methods were public API before the list existed. No request reaches them, so a new endpoint needs none. */
    #[DataProvider('methods')]
    public function testOtherPluginsOfMatomoCanDispatchIt(string $action): void
    {
        self::assertFound(
            "/^    public function $action\\(\\): string$/m",
            self::read('Controller.php'),
            'other plugins, such as McpServer, look for this method of the controller',
        );
    }

    /** @return iterable<string, array{string}> */
    public static function methods(): iterable
    {
        foreach (
            [
                'authorize', 'token', 'revoke', 'introspect', 'jwks', 'metadata', 'authorizationServerMetadata',
                'resourceMetadata',
            ] as $action
        ) {
            yield $action => [$action];
        }
    }

    #[DataProvider('endpoints')]
    public function testItIsTested(Endpoint $endpoint): void
    {
        self::assertFound(
            "/\bEndpoint::$endpoint->name\b|\bserver\)?->$endpoint->value\(/",
            self::tests(),
            'No unit test names it',
        );
    }

    public function testActionsAreWrittenInFewFiles(): void
    {
        $names = [...array_column(Endpoint::cases(), 'value'), 'authorizationServerMetadata'];
        $actions = implode('|', $names);
        // `jwks` is also the name of a client's keys (RFC 7591 2).
        $quoted = implode('|', array_diff($names, ['jwks']));
        $files = array_filter(
            self::sources(self::PLUGIN, '~^tests/|^vue/~'),
            static fn (string $source): bool => preg_match("/(['\"])(?:$quoted)\\1|action=(?:$actions)\b/", $source) === 1,
        );
        self::assertSame(
            ['Server/Endpoint.php', 'Server/Http/OAuthForm.php'],
            self::sorted(array_keys($files)),
            'OAuthForm has a parameter with the same name as an action',
        );
    }

    /** @return iterable<string, array{Endpoint}> */
    public static function endpoints(): iterable
    {
        foreach (Endpoint::cases() as $endpoint) {
            yield $endpoint->name => [$endpoint];
        }
    }

    /** @return non-empty-list<string> clean routes; the documents name the first one */
    private static function routes(Endpoint $endpoint): array
    {
        $documents = array_map(static fn (string $name): string => Endpoint::WELL_KNOWN . $name, $endpoint->wellKnown());

        return $documents === [] ? [Endpoint::ROUTE . $endpoint->value] : $documents;
    }

    /**
     * @param list<string> $names
     * @return list<string>
     */
    private static function sorted(array $names): array
    {
        sort($names);

        return $names;
    }
}
