<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

/** Decides by Matomo's configuration which requests the light script may answer, and knows their senders. */
final class LightRequest
{
    /**
     * The sender's address, as Matomo's settings for proxies say; null if the request must be left to Matomo, also if only
     * Matomo's own rules can tell the address.
     *
     * @param array<string, array<array-key, mixed>> $sections of the configuration
     */
    public static function address(#[\SensitiveParameter] array $sections): ?string
    {
        return self::isUsual($sections) ? self::sender($sections['General'] ?? []) : null;
    }

    /**
     * Tells whether Matomo is installed and running, with this plugin, and would not stop this request.
     *
     * @param array<string, array<array-key, mixed>> $sections
     */
    private static function isUsual(#[\SensitiveParameter] array $sections): bool
    {
        $general = $sections['General'] ?? [];
        $plugins = $sections['Plugins']['Plugins'] ?? null;
        $proxied = $_SERVER['HTTP_X_FORWARDED_PROTO'] ?? null;

        return ($general['maintenance_mode'] ?? 0) === 0
            && empty($general['installation_in_progress'])
            // A plugin compares the sender's address with the list and sends the refusal.
            && empty($general['login_allowlist_ip'])
            && empty($general['login_whitelist_ip'])
            && (empty($general['force_ssl']) || $proxied === 'https' || ($proxied === null && ($_SERVER['HTTPS'] ?? '') === 'on'))
            && empty($sections['Development']['enabled'])
            && \is_array($plugins)
            && \in_array('OAuth2', $plugins, true);
    }

    /** @param array<array-key, mixed> $general */
    private static function sender(#[\SensitiveParameter] array $general): ?string
    {
        $address = $_SERVER['REMOTE_ADDR'] ?? '';
        $headers = $general['proxy_client_headers'] ?? [];
        foreach (\is_array($headers) ? $headers : [] as $header) {
            if (\is_string($header) && ($_SERVER[$header] ?? '') !== '') {
                $address = $_SERVER[$header];
                break;
            }
        }

        return \is_string($address) && filter_var($address, FILTER_VALIDATE_IP) !== false ? $address : null;
    }
}
