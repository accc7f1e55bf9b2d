<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\FileOwner;
use Piwik\Plugins\OAuth2\Server\Discovery\DocumentFolder;

/** What root writes in Matomo's folder belongs to the user of PHP. The other cases need root. */
final class FileOwnerTest extends TestCase
{
    private const USER = 65534;

    private string $root = '';

    protected function setUp(): void
    {
        $this->root = sys_get_temp_dir() . '/oauth2-owner-' . bin2hex(random_bytes(8));
        mkdir("$this->root/config", 0o755, true);
        mkdir("$this->root/tmp/cache", 0o755, true);
        touch("$this->root/config/config.ini.php");
    }

    protected function tearDown(): void
    {
        exec('rm -rf ' . escapeshellarg($this->root));
    }

    public function testOthersWorkAsThemselves(): void
    {
        $user = posix_geteuid();
        if ($user === 0) {
            // Nothing belongs to anybody else.
            self::assertSame(0, FileOwner::during($this->root, posix_geteuid(...)));
            self::assertFalse(FileOwner::makeFolder($this->root, "$this->root/new"));

            return;
        }
        self::assertSame($user, FileOwner::during($this->root, posix_geteuid(...)));
        self::assertFalse(FileOwner::makeFolder($this->root, "$this->root/new"));
        self::assertFalse(file_exists("$this->root/new"));
    }

    public function testRootWorksAsTheOwner(): void
    {
        if (posix_geteuid() !== 0) {
            $this->expectNotToPerformAssertions();

            return;
        }
        $ids = static fn (): array => [posix_geteuid(), posix_getegid(), (array) posix_getgroups()];
        $own = static fn (): array => [posix_geteuid(), posix_getegid()];
        $before = $own();
        // What PHP itself writes says more than the configuration file, which may belong to whoever deploys Matomo.
        foreach (['/config/config.ini.php', '/tmp', '/tmp/cache'] as $number => $path) {
            $id = self::USER - $number;
            chown($this->root . $path, $id);
            chgrp($this->root . $path, $id);
            self::assertSame([$id, $id, [$id]], FileOwner::during($this->root, $ids), $path);
            self::assertSame($before, $own());
        }
        try {
            FileOwner::during($this->root, self::refuse(...));
            self::fail('The exception is lost');
        } catch (\DomainException) {
            self::assertSame($before, $own());
        }
    }

    private static function refuse(): string
    {
        throw new \DomainException();
    }

    public function testTheFolderAndItsFilesBelongToTheOwner(): void
    {
        if (posix_geteuid() !== 0) {
            $this->expectNotToPerformAssertions();

            return;
        }
        chown("$this->root/config/config.ini.php", self::USER);
        chgrp("$this->root/config/config.ini.php", self::USER);
        $folder = new DocumentFolder($this->root, ['https://a.example']);
        foreach (['/', '/link'] as $elsewhere) {
            symlink('/etc', "$this->root/link");
            self::assertFalse(FileOwner::makeFolder($this->root, $this->root . $elsewhere), 'it changes nothing that is there');
            unlink("$this->root/link");
        }
        $mask = umask(0o077);
        self::assertTrue(FileOwner::makeFolder($this->root, $folder->path));
        self::assertSame(0o077, umask($mask));
        self::assertSame(0o755, (int) fileperms($folder->path) & 0o777);
        self::assertFalse(FileOwner::makeFolder($this->root, $folder->path));
        FileOwner::during($this->root, static fn () => $folder->write(['openid-configuration' => ['issuer' => 'https://a.example']], true, true));
        foreach (['', '/.htaccess', '/openid-configuration'] as $file) {
            clearstatcache();
            self::assertSame([self::USER, self::USER], [fileowner($folder->path . $file), filegroup($folder->path . $file)], $file);
        }
        self::assertSame(0, fileowner($this->root));

        // The owner may remove the files, but not the folder from that of root.
        self::assertTrue(FileOwner::during($this->root, $folder->remove(...)));
        self::assertSame(['.', '..'], scandir($folder->path));
        self::assertTrue(rmdir($folder->path));
        self::assertFalse($folder->remove());
    }
}
