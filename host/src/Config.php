<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Fetch\CurlFetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\SystemResolver;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\PdoConnection;

/**
 * The host's configuration, which {@see Setup} writes to config.php in the state folder. The folder also contains the
 * SQLite file, sessions, users, and the secrets that script/server prints.
 */
final readonly class Config
{
    /** @param array<string, mixed> $values */
    private function __construct(public string $folder, #[\SensitiveParameter] private array $values)
    {
    }

    /** The state folder that the environment variable OAUTH2_HOST_STATE names. */
    public static function fromEnvironment(): self
    {
        $folder = getenv('OAUTH2_HOST_STATE');

        return self::load(\is_string($folder) ? $folder : '');
    }

    /** @throws \RuntimeException if the folder is not set up */
    public static function load(string $folder): self
    {
        // opcache has the file, so that no request looks at it; a missing one only gives a warning.
        $values = @include $folder . '/config.php';
        if (!\is_array($values)) {
            throw new \RuntimeException('The host is not set up: run script/server');
        }
        /** @var array<string, mixed> $values */
        return new self($folder, $values);
    }

    /** The address of the host, or that of its index.php: {@see EndpointUrls::baseOf()}. */
    public function issuer(): string
    {
        return $this->text('issuer', 'http://127.0.0.1:8080');
    }

    /** The address of the host, which is also the identifier of its API. */
    public function base(): string
    {
        return EndpointUrls::baseOf($this->issuer());
    }

    public function connection(): Connection
    {
        $connection = PdoConnection::open(
            $this->text('dsn', 'sqlite:' . $this->folder . '/oauth2.sqlite'),
            $this->optional('db_user'),
            $this->optional('db_password'),
            $this->text('db_prefix', 'demo_'),
            ($this->values['db_persistent'] ?? false) === true,
        );
        $fault = $this->text('fault_file');

        return $fault === '' ? $connection : new FaultyConnection($connection, $fault);
    }

    public function settings(): Settings
    {
        [$issuer, $base] = [$this->issuer(), $this->base()];
        $given = $this->list('settings');
        if (isset($given['allowedScopes']) && \is_array($given['allowedScopes'])) {
            $given['allowedScopes'] = array_map(
                static fn (mixed $name): Scope => Scope::from(\is_string($name) ? $name : ''),
                array_values($given['allowedScopes']),
            );
        }
        if (isset($given['grantTypes']) && \is_array($given['grantTypes'])) {
            $given['grantTypes'] = array_map(
                static fn (mixed $name): GrantType => GrantType::from(\is_string($name) ? $name : ''),
                array_values($given['grantTypes']),
            );
        }
        if (isset($given['throttle']) && \is_array($given['throttle'])) {
            // Limits of an earlier version, which a configuration may still hold.
            unset($given['throttle']['requestsPerClientAndAddress'], $given['throttle']['requestWindow']);
            /** @phpstan-ignore argument.type (the configuration's values; PHP checks their types) */
            $given['throttle'] = new ThrottleLimits(...$given['throttle']);
        }

        /** @phpstan-ignore argument.type (the configuration's values; PHP checks their types) */
        return new Settings(...($given + [
            'issuer' => $issuer,
            // "plain" names what Matomo names: documents, too, below index.php.
            'endpoints' => new EndpointUrls(
                $issuer,
                $this->text('routes', 'index') === 'clean',
                $this->text('routes', 'index') !== 'plain',
            ),
            'resources' => [$base, $base . '/index.php?module=API&method=McpServer.mcp&format=mcp'],
            'wrappingSecret' => $this->text('wrapping_secret'),
            'allowedScopes' => Scope::cases(),
            'serviceName' => 'OAuth2 Demo',
            'privacyUrl' => $base . '/privacy',
            'termsUrl' => $base . '/terms',
        ]));
    }

    /**
     * What fetches documents of other hosts. Tests have them on loopback addresses: `fetch` in config.php has `names` (the
     * addresses by host name) and `ca_file` (trusted certificates, a file of the state folder). The file "moved.json" there has
     * the addresses of documents that a test's server has in place of their hosts.
     */
    public function fetcher(): Fetcher
    {
        $fetch = $this->list('fetch');
        if ($fetch === []) {
            return new CurlFetcher(new SystemResolver());
        }
        $caFile = $fetch['ca_file'] ?? null;
        $names = [];
        foreach (\is_array($fetch['names'] ?? null) ? $fetch['names'] : [] as $name => $addresses) {
            $names[(string) $name] = array_values(array_filter(\is_array($addresses) ? $addresses : [], is_string(...)));
        }

        $fetcher = new CurlFetcher(new ListedNames($names), \is_string($caFile) ? "$this->folder/$caFile" : null, true);

        return new MovedDocuments($fetcher, $this->folder . '/moved.json');
    }

    /**
     * The IP address of a request's sender, if a proxy names it: the last one in X-Forwarded-For, for requests from an address
     * that `proxies` in config.php has. null if the sender is at the other end of the connection.
     */
    public function forwardedFor(): ?string
    {
        $proxies = $this->values['proxies'] ?? [];
        $given = $_SERVER['HTTP_X_FORWARDED_FOR'] ?? null;
        if (!\is_array($proxies) || !\is_string($given) || !\in_array($_SERVER['REMOTE_ADDR'] ?? null, $proxies, true)) {
            return null;
        }
        $addresses = explode(',', $given);

        return trim(end($addresses));
    }

    /** Offset of the host's clock in seconds. Tests write it to the file "clock" while the host runs; `clock` has it read. */
    public function clockOffset(): int
    {
        $file = $this->folder . '/clock';

        return ($this->values['clock'] ?? false) === true && is_file($file) ? (int) file_get_contents($file) : 0;
    }

    private function text(string $name, string $default = ''): string
    {
        $value = $this->values[$name] ?? $default;

        return \is_string($value) ? $value : $default;
    }

    private function optional(string $name): ?string
    {
        $value = $this->text($name);

        return $value === '' ? null : $value;
    }

    /** @return array<string, mixed> */
    private function list(string $name): array
    {
        $value = $this->values[$name] ?? [];
        $list = [];
        foreach (\is_array($value) ? $value : [] as $key => $entry) {
            $list[(string) $key] = $entry;
        }

        return $list;
    }
}
