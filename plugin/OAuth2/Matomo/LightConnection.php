<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Storage\PdoConnection;

/**
 * The parameters of {@see PdoConnection::open()} for the light script's connection: Matomo's own credentials and options, and
 * always the writer, because a replica may lag behind.
 */
final class LightConnection
{
    /**
     * @param array<array-key, mixed> $database the section `database` of the configuration
     * @return ?array{dsn: string, user: string, password: string, prefix: string, persistent: bool,
     *     options: array<int, string|bool>, charset: string, collation: string} null if only Matomo's adapter can connect
     */
    public static function parameters(#[\SensitiveParameter] array $database): ?array
    {
        $text = static function (string $name) use ($database): string {
            $value = $database[$name] ?? '';

            return \is_scalar($value) ? (string) $value : '';
        };
        $adapter = strtolower(strtr($text('adapter'), '\\', '_'));
        $usesTls = !empty($database['enable_ssl']);
        $port = $text('port');
        $socket = ($port[0] ?? '') === '/' ? $port : $text('unix_socket');
        $place = $socket === '' ? 'host=' . $text('host') . ($port === '' ? '' : ";port=$port") : "unix_socket=$socket";
        if (
            // The options of both drivers for TLS differ.
            !($adapter === 'pdo_mysql' || ($adapter === 'mysqli' && !$usesTls))
            || !\extension_loaded('pdo_mysql')
            || $text('username') === ''
            // Without a character set, the drivers of Matomo report an error.
            || $text('charset') === ''
            || str_contains($text('host') . $socket . $text('dbname'), ';')
        ) {
            return null;
        }

        return [
            'dsn' => "mysql:$place;dbname=" . $text('dbname'),
            'user' => $text('username'),
            'password' => $text('password'),
            'prefix' => $text('tables_prefix'),
            'persistent' => !empty($database['persistent']),
            'options' => $usesTls ? self::tls($text) : [],
            'charset' => $text('charset'),
            'collation' => $text('collation'),
        ];
    }

    /**
     * Tells whether a failed connection means that Matomo's would fail, too, perhaps after a long wait. Without a network PHP's
     * drivers have sockets of their own, and fail at once.
     *
     * @param array{dsn: string, ...} $parameters
     */
    public static function isRemote(#[\SensitiveParameter] array $parameters): bool
    {
        return str_starts_with($parameters['dsn'], 'mysql:host=')
            && \preg_match('/\Amysql:host=(localhost)?;/i', $parameters['dsn']) !== 1;
    }

    /**
     * @param \Closure(string): string $text
     * @return array<int, string|bool>
     */
    private static function tls(\Closure $text): array
    {
        $options = array_filter([
            \PDO::MYSQL_ATTR_SSL_KEY => $text('ssl_key'),
            \PDO::MYSQL_ATTR_SSL_CERT => $text('ssl_cert'),
            \PDO::MYSQL_ATTR_SSL_CA => $text('ssl_ca'),
            \PDO::MYSQL_ATTR_SSL_CAPATH => $text('ssl_ca_path'),
            \PDO::MYSQL_ATTR_SSL_CIPHER => $text('ssl_cipher'),
        ], static fn (string $value): bool => !\in_array($value, ['', '0'], true));

        return \in_array($text('ssl_no_verify'), ['', '0'], true)
            ? $options
            : $options + [\PDO::MYSQL_ATTR_SSL_VERIFY_SERVER_CERT => false];
    }
}
