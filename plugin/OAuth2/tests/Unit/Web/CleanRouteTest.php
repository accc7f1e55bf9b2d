<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Web;

use PHPUnit\Framework\TestCase;

/** The path decides the endpoint where Matomo answers; a program that includes Matomo keeps its superglobals. */
final class CleanRouteTest extends TestCase
{
    private string $folder;

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/oauth2-route-' . bin2hex(random_bytes(8));
        mkdir($this->folder);
        $plugin = var_export(\dirname(__DIR__, 3), true);
        foreach ([
            // Stands for core, which loads the plugin.
            'core.php' => <<<PHP
                spl_autoload_register(static function (string \$class): void {
                    \$file = $plugin . '/' . strtr(substr(\$class, strlen('Piwik\\\\Plugins\\\\OAuth2\\\\')), '\\\\', '/') . '.php';
                    is_file(\$file) && require \$file;
                });
                \$_SERVER['REQUEST_URI'] = '/oauth2/token?a=b';
                \$_GET = \$_REQUEST = ['a' => 'b'];
                Piwik\\Plugins\\OAuth2\\Web\\CleanRoute::adopt();
                echo json_encode([\$_GET, \$_REQUEST]);
                PHP,
            'index.php' => "define('PIWIK_DOCUMENT_ROOT', __DIR__); require __DIR__ . '/core.php';",
            'router.php' => "require __DIR__ . '/index.php';",
            'program.php' => "define('PIWIK_DOCUMENT_ROOT', __DIR__); require __DIR__ . '/core.php';",
            'without-dispatch.php' => "define('PIWIK_ENABLE_DISPATCH', false); require __DIR__ . '/index.php';",
            'dispatch.php' => "define('PIWIK_ENABLE_DISPATCH', true); require __DIR__ . '/index.php';",
        ] as $name => $code) {
            file_put_contents("$this->folder/$name", "<?php\n$code\n");
        }
        mkdir("$this->folder/program");
        file_put_contents("$this->folder/program/index.php", "<?php\ndefine('PIWIK_DOCUMENT_ROOT', dirname(__DIR__)); require dirname(__DIR__) . '/core.php';\n");
    }

    protected function tearDown(): void
    {
        exec('rm -rf ' . escapeshellarg($this->folder));
    }

    public function testOnlyMatomosOwnScriptsFollowThePath(): void
    {
        $query = ['a' => 'b'];
        $route = ['module' => 'OAuth2', 'action' => 'token'] + $query;
        foreach ([
            'index.php' => $route,
            'router.php' => $route,
            'dispatch.php' => $route,
            'program.php' => $query,
            'program/index.php' => $query,
            'without-dispatch.php' => $query,
        ] as $script => $expected) {
            $output = (string) shell_exec(escapeshellarg(PHP_BINARY) . ' ' . escapeshellarg("$this->folder/$script") . ' 2>&1');
            self::assertSame([$expected, $expected], json_decode($output, true), "$script: $output");
        }
    }
}
