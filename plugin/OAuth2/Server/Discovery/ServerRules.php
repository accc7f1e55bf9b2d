<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

use Piwik\Plugins\OAuth2\Server\EndpointUrls;

/** The lines of the web server's configuration that lead well-known URLs and clean routes to Matomo, from the shipped files. */
final class ServerRules
{
    /** The folder of Matomo that the shipped file for the root of a host has. */
    private const EXAMPLE = '/matomo';

    /**
     * The rules for a web server; for all that have shipped rules if its name is not known.
     *
     * @param string $server what the web server calls itself
     * @param string $plugin the plugin's folder, as the web server knows it
     * @return list<array{server: string, file: string, lines: string}> server: nginx, apache for its host's configuration,
     *     htaccess; file: the .htaccess as a path of the host, otherwise empty
     */
    public static function for(string $server, string $issuer, string $plugin): array
    {
        $files = "$plugin/server-config";
        $folder = EndpointUrls::path(EndpointUrls::baseOf($issuer));
        $nginx = [['server' => 'nginx', 'file' => '', 'lines' => "include $files/nginx.conf;"]];
        $apache = [
            ['server' => 'apache', 'file' => '', 'lines' => "Include $files/apache-vhost.conf"],
            ['server' => 'htaccess', 'file' => "$folder/.htaccess", 'lines' => self::rules('apache.htaccess')],
        ];
        if ($folder !== '') {
            $rules = strtr(self::rules('apache-host.htaccess'), [
                self::EXAMPLE . '/index.php' => "$folder/index.php",
                // Elsewhere it is part of a pattern.
                self::EXAMPLE => preg_quote($folder),
            ]);
            $apache[] = ['server' => 'htaccess', 'file' => '/.htaccess', 'lines' => $rules];
        }

        return match (true) {
            preg_match('/nginx|openresty|tengine/i', $server) === 1 => $nginx,
            preg_match('/apache|litespeed/i', $server) === 1 => $apache,
            default => [...$nginx, ...$apache],
        };
    }

    /** The shipped rules without comments. */
    private static function rules(string $file): string
    {
        $text = (string) file_get_contents(\dirname(__DIR__, 2) . "/server-config/$file");
        $lines = array_filter(explode("\n", $text), static fn (string $line): bool => !str_starts_with($line, '#') && trim($line) !== '');

        return implode("\n", $lines);
    }
}
