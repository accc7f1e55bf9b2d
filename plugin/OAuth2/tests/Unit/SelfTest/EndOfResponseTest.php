<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\SelfTest;

use PHPUnit\Framework\TestCase;

/** The response of the request that starts the self-test, with a web server that cannot end it before: "php -S". */
final class EndOfResponseTest extends TestCase
{
    public function testTheSelfTestCannotChangeTheResponse(): void
    {
        self::assertSame(['HTTP/1.1 503 Service Unavailable', 'refused'], self::response('503', 'refused'));
        // A redirect without a body.
        self::assertSame(['HTTP/1.1 302 Found', ''], self::response('302', ''));
    }

    /** @return array{string, string} the status line and the body */
    private static function response(string $status, string $body): array
    {
        $router = (string) tempnam(sys_get_temp_dir(), 'oauth2');
        $file = \dirname(__DIR__, 3) . '/SelfTest/SelfTest.php';
        file_put_contents($router, '<?php require ' . var_export($file, true) . '; ob_start(); ob_start();'
            . 'register_shutdown_function(function () { if (\Piwik\Plugins\OAuth2\SelfTest\SelfTest::endResponse()) {'
            . ' touch(__FILE__ . ".run"); ob_start(); @http_response_code(401); @header("Location: /other"); ob_end_clean(); } });'
            . "http_response_code($status); echo '$body';");
        $server = proc_open(
            [PHP_BINARY, '-n', '-d', 'display_errors=0', '-S', '127.0.0.1:0', $router],
            [1 => ['file', '/dev/null', 'w'], 2 => ['pipe', 'w']],
            $pipes,
        );
        self::assertIsResource($server);
        try {
            $line = (string) fgets($pipes[2]);
            self::assertSame(1, preg_match('~\(http://([0-9.:]+)\)~', $line, $address), $line);
            $context = stream_context_create(['http' => ['ignore_errors' => true, 'follow_location' => 0, 'timeout' => 20]]);
            $stream = fopen("http://$address[1]/", 'r', false, $context);
            self::assertIsResource($stream);
            $headers = stream_get_meta_data($stream)['wrapper_data'];
            self::assertIsArray($headers);
            self::assertSame([], preg_grep('/^Location/i', $headers));
            self::assertIsString($headers[0]);
            $content = (string) stream_get_contents($stream);
            self::assertFileExists("$router.run", 'the self-test runs');

            return [$headers[0], $content];
        } finally {
            proc_terminate($server);
            proc_close($server);
            array_map(unlink(...), array_filter([$router, "$router.run"], is_file(...)));
        }
    }
}
