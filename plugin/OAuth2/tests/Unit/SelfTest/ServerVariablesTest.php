<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\SelfTest;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\SelfTest\ServerVariables;

final class ServerVariablesTest extends TestCase
{
    public function testTheServerRemains(): void
    {
        $server = [
            'HTTP_HOST' => 'tenant.example:8443',
            'SERVER_NAME' => 'www.example',
            'SERVER_PORT' => '8443',
            'SERVER_SOFTWARE' => 'nginx',
            'DOCUMENT_ROOT' => '/srv',
            'SCRIPT_FILENAME' => '/srv/index.php',
            'REQUEST_TIME' => 1,
            'REQUEST_TIME_FLOAT' => 1.5,
            'MATOMO_TENANT' => 'a',
            'REDIRECT_MATOMO_TENANT' => 'a',
            'PATH' => '/bin',
            'argv' => ['console'],
        ];
        self::assertSame($server, ServerVariables::withoutRequest($server));
    }

    public function testTheRequestIsGone(): void
    {
        $host = ['HTTP_HOST' => 'tenant.example', 'SERVER_NAME' => 'tenant.example'];
        $request = array_fill_keys([
            'HTTP_AUTHORIZATION', 'REDIRECT_HTTP_AUTHORIZATION', 'REDIRECT_REDIRECT_HTTP_AUTHORIZATION', 'AUTHORIZATION',
            'HTTP_COOKIE', 'HTTP_ORIGIN', 'HTTP_SEC_FETCH_SITE', 'HTTP_X_FORWARDED_FOR', 'HTTP_X_FORWARDED_HOST', 'HTTP_X_FORWARDED_PROTO',
            'HTTP_HOSTILE', 'HTTP_CLIENT_IP', 'HTTP_REFERER', 'Http_Cookie', 'CONTENT_TYPE', 'CONTENT_LENGTH', 'REQUEST_METHOD',
            'REQUEST_URI', 'REQUEST_SCHEME', 'QUERY_STRING', 'REDIRECT_QUERY_STRING', 'REDIRECT_URL', 'PATH_INFO', 'ORIG_PATH_INFO',
            'PHP_AUTH_USER', 'PHP_AUTH_PW', 'PHP_AUTH_DIGEST', 'AUTH_TYPE', 'REMOTE_ADDR', 'REMOTE_USER', 'REDIRECT_REMOTE_USER',
            'SSL_CLIENT_CERT', 'SSL_CLIENT_S_DN',
        ], 'secret');
        self::assertSame($host, ServerVariables::withoutRequest($host + $request));
    }

    public function testTheConsoleHasALocalHost(): void
    {
        $local = ['HTTP_HOST' => 'localhost', 'SERVER_NAME' => 'localhost'];
        self::assertSame($local, ServerVariables::withoutRequest([]));
        self::assertSame($local, ServerVariables::withoutRequest(['HTTP_HOST' => '', 'SERVER_NAME' => '']));
    }
}
