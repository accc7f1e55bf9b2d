<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Discovery;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Discovery\ServerRules;

/** The lines for the web server name the installation's own folder and file. */
final class ServerRulesTest extends TestCase
{
    public function testTheWebServerDecides(): void
    {
        $kinds = static fn (string $server, string $issuer = 'https://a.example'): array => array_column(ServerRules::for($server, $issuer, '/m/plugins/OAuth2'), 'server');
        self::assertSame(['nginx'], $kinds('nginx/1.22.1'));
        self::assertSame(['nginx'], $kinds('openresty'));
        self::assertSame(['apache', 'htaccess'], $kinds('Apache/2.4.66 (Debian)'));
        self::assertSame(['apache', 'htaccess'], $kinds('LiteSpeed'));
        self::assertSame(['apache', 'htaccess', 'htaccess'], $kinds('Apache', 'https://a.example/m'));
        foreach (['', 'cloudflare', 'Microsoft-IIS/10.0'] as $other) {
            self::assertSame(['nginx', 'apache', 'htaccess'], $kinds($other));
        }
    }

    public function testTheFolderIsFilledIn(): void
    {
        $rules = ServerRules::for('', 'https://a.example/web.stats/m', '/srv/m/plugins/OAuth2');
        self::assertSame('include /srv/m/plugins/OAuth2/server-config/nginx.conf;', $rules[0]['lines']);
        self::assertSame('Include /srv/m/plugins/OAuth2/server-config/apache-vhost.conf', $rules[1]['lines']);
        self::assertSame('/web.stats/m/.htaccess', $rules[2]['file']);
        self::assertStringContainsString('SetEnvIf Authorization', $rules[2]['lines']);
        self::assertStringNotContainsString('# ', $rules[2]['lines']);
        self::assertSame('/.htaccess', $rules[3]['file']);
        self::assertStringContainsString(
            'RewriteRule ^\.well-known/(?:oauth-authorization-server|openid-configuration)/web\.stats/m(?:/index\.php)?$ /web.stats/m/index.php?module=OAuth2&action=metadata [L]',
            $rules[3]['lines'],
        );
        self::assertStringNotContainsString('/matomo', $rules[3]['lines']);
    }
}
