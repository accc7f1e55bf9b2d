<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\OAuth2\Matomo\ServerFactory;

/** Checks for a proxy that Matomo does not know about. All clients behind it share the limits of one address. */
final class ProxyCheck extends DiagnosticCheck
{
    /** More clients than one machine usually runs. */
    private const MANY = 3;

    protected function label(): string
    {
        return 'OAuth2_CheckProxy';
    }

    protected function items(): array
    {
        $clients = ServerFactory::instance()->server()->unreadProxy()->clients();
        if ($clients < self::MANY) {
            return [self::ok()];
        }

        return [self::warning(
            self::say('CheckProxyUnread', [$clients]) . self::code('[General]', 'proxy_client_headers[] = "HTTP_X_FORWARDED_FOR"'),
        )];
    }
}
