<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Discovery;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Discovery\DocumentFolder;
use Piwik\Plugins\OAuth2\Server\Discovery\FileState;
use Piwik\Plugins\OAuth2\Server\Discovery\FolderProblem;
use Piwik\Plugins\OAuth2\Server\Discovery\FolderRefused;

/** The metadata as files: only our own files are replaced or removed, no link is followed, and no part of a file is seen. */
final class DocumentFolderTest extends TestCase
{
    private const DOCUMENTS = [
        'oauth-authorization-server' => ['issuer' => 'https://a.example', 'names' => ['Zoë']],
        'openid-configuration' => ['issuer' => 'https://a.example'],
        'oauth-protected-resource' => ['resource' => 'https://a.example'],
    ];

    private const ISSUERS = ['https://b.example', 'https://a.example'];

    private string $parent;

    private DocumentFolder $folder;

    protected function setUp(): void
    {
        $this->parent = sys_get_temp_dir() . '/oauth2-folder-' . bin2hex(random_bytes(8));
        mkdir($this->parent);
        $this->folder = new DocumentFolder($this->parent, self::ISSUERS);
    }

    protected function tearDown(): void
    {
        chmod($this->parent, 0o755);
        exec('rm -rf ' . escapeshellarg($this->parent));
    }

    public function testDocumentsAreWrittenReplacedAndRemoved(): void
    {
        self::assertSame($this->parent . '/.well-known', $this->folder->path);
        self::assertSame(array_fill_keys(DocumentFolder::names(), FileState::Missing), $this->folder->states());
        $this->folder->write(self::DOCUMENTS, true);
        self::assertSame(array_fill_keys(DocumentFolder::names(), FileState::Own), $this->folder->states());
        foreach (self::DOCUMENTS as $name => $members) {
            $written = json_decode($this->file($name), true, 8, JSON_THROW_ON_ERROR);
            self::assertIsArray($written);
            self::assertIsString($written[DocumentFolder::MARK]);
            self::assertSame($members, array_diff_key($written, [DocumentFolder::MARK => 0]));
            self::assertSame(0o644, fileperms($this->folder->path . "/$name") & 0o777);
        }
        self::assertStringContainsString('ForceType application/json', $this->file('.htaccess'));
        self::assertSame([...array_keys(self::DOCUMENTS), '.htaccess'], array_values(array_diff(
            [...DocumentFolder::names(), '.htaccess'],
            ['.', '..'],
        )));

        $this->folder->write(['openid-configuration' => ['issuer' => 'https://b.example']], true);
        self::assertStringContainsString('https://b.example', $this->file('openid-configuration'));
        self::assertFileDoesNotExist($this->folder->path . '/oauth-authorization-server');
        self::assertSame(['.', '..', '.htaccess', 'openid-configuration'], scandir($this->folder->path));

        $this->folder->remove();
        self::assertFileDoesNotExist($this->folder->path);
        $this->folder->remove();
    }

    public function testTheWebServerMayReadWhateverTheUmask(): void
    {
        $mask = umask(0o077);
        try {
            $this->folder->write(self::DOCUMENTS, true);
        } finally {
            umask($mask);
        }
        clearstatcache();
        self::assertSame(0o755, (int) fileperms($this->folder->path) & 0o777);
        foreach ([...DocumentFolder::names(), '.htaccess'] as $name) {
            self::assertSame(0o644, (int) fileperms($this->folder->path . "/$name") & 0o777, $name);
        }
    }

    public function testAFileThatStaysTheSameIsNotWritten(): void
    {
        $this->folder->write(self::DOCUMENTS, true);
        $file = $this->folder->path . '/openid-configuration';
        $inode = fileinode($file);
        $this->folder->write(self::DOCUMENTS, true);
        clearstatcache();
        self::assertSame($inode, fileinode($file));
        $this->folder->write(['openid-configuration' => ['issuer' => 'https://b.example']] + self::DOCUMENTS, true);
        clearstatcache();
        self::assertNotSame($inode, fileinode($file), 'a new file takes its place, so that no reader sees a half');
    }

    public function testFilesOfOthersStay(): void
    {
        mkdir($this->folder->path . '/acme-challenge', recursive: true);
        file_put_contents($this->folder->path . '/acme-challenge/token', 'x');
        file_put_contents($this->folder->path . '/.htaccess', 'Options -Indexes');
        file_put_contents($this->folder->path . '/security.txt', 'y');
        $this->folder->write(self::DOCUMENTS, true);
        self::assertSame('Options -Indexes', $this->file('.htaccess'));
        $this->folder->remove();
        self::assertSame(['.', '..', '.htaccess', 'acme-challenge', 'security.txt'], scandir($this->folder->path));
        self::assertSame('Options -Indexes', $this->file('.htaccess'));
    }

    public function testADocumentOfSomebodyElseIsNeitherReplacedNorRemoved(): void
    {
        foreach (['{"issuer":"https://other.example"}', '', 'null', '"matomo_oauth2_file"', '{"matomo_oauth2_file":true}', str_repeat(' ', 70000)] as $text) {
            @mkdir($this->folder->path);
            file_put_contents($this->folder->path . '/openid-configuration', $text);
            $this->refused(FolderProblem::Foreign, '/.well-known/openid-configuration');
            self::assertSame($text, $this->file('openid-configuration'));
            self::assertFileDoesNotExist($this->folder->path . '/oauth-authorization-server', 'nothing is written');
            $this->folder->remove();
            self::assertSame($text, $this->file('openid-configuration'));
        }
        unlink($this->folder->path . '/openid-configuration');
        mkdir($this->folder->path . '/openid-configuration');
        $this->refused(FolderProblem::Foreign, '/.well-known/openid-configuration');
    }

    public function testNoLinkIsFollowed(): void
    {
        $elsewhere = $this->parent . '/elsewhere';
        mkdir($elsewhere);
        symlink($elsewhere, $this->folder->path);
        $this->refused(FolderProblem::NoFolder, '/.well-known');
        file_put_contents("$elsewhere/openid-configuration", json_encode([DocumentFolder::MARK => 'x']));
        $this->folder->remove();
        self::assertSame(['.', '..', 'openid-configuration'], scandir($elsewhere));
        self::assertSame(FileState::Foreign, $this->folder->states()['openid-configuration']);
        unlink($this->folder->path);

        // A link in the place of a document, to a file that this class would take for its own.
        $this->folder->write(self::DOCUMENTS, true);
        rename($this->folder->path . '/openid-configuration', "$elsewhere/document");
        symlink("$elsewhere/document", $this->folder->path . '/openid-configuration');
        $this->refused(FolderProblem::Foreign, '/.well-known/openid-configuration');
        $this->folder->remove();
        self::assertFileExists("$elsewhere/document");
        self::assertTrue(is_link($this->folder->path . '/openid-configuration'));
        // Nor a link that leads nowhere.
        unlink("$elsewhere/document");
        $this->refused(FolderProblem::Foreign, '/.well-known/openid-configuration');
        self::assertFileDoesNotExist("$elsewhere/document");
    }

    public function testAFileInPlaceOfTheFolder(): void
    {
        file_put_contents($this->folder->path, 'x');
        $this->refused(FolderProblem::NoFolder, '/.well-known');
        self::assertSame('x', file_get_contents($this->folder->path));
    }

    public function testAFolderThatIsNotWritableSaysWhich(): void
    {
        // Root may write everywhere, but nobody creates a folder in one that does not exist.
        $missing = new DocumentFolder($this->parent . '/missing', self::ISSUERS);
        try {
            $missing->write(self::DOCUMENTS, true);
            self::fail('nothing could be written');
        } catch (FolderRefused $refused) {
            self::assertSame([FolderProblem::NotWritable, $this->parent . '/missing'], [$refused->problem, $refused->path]);
        }
        if (\function_exists('posix_getuid') && posix_getuid() !== 0) {
            $this->folder->write(self::DOCUMENTS, true);
            chmod($this->folder->path, 0o555);
            $this->refused(FolderProblem::NotWritable, '/.well-known');
            chmod($this->folder->path, 0o755);
        }
    }

    public function testLeftoversOfAProcessThatDiedAreRemoved(): void
    {
        $this->folder->write(self::DOCUMENTS, true);
        file_put_contents($this->folder->path . '/.oauth2-0123456789abcdef', 'x');
        $this->folder->remove();
        self::assertFileDoesNotExist($this->folder->path);
    }

    public function testAnEmptyFolderOfSomebodyElseStays(): void
    {
        mkdir($this->folder->path);
        file_put_contents($this->folder->path . '/.oauth2-of-somebody', 'x');
        $this->folder->remove();
        self::assertSame(['.', '..', '.oauth2-of-somebody'], scandir($this->folder->path), 'nothing was ours, so nothing is swept');
        $this->folder->write(self::DOCUMENTS, true);
        $this->folder->write(['openid-configuration' => ['issuer' => 'https://b.example']] + self::DOCUMENTS, true);
        $this->folder->remove();
        self::assertSame(['.', '..'], scandir($this->folder->path));

        // The folder is ours if this class creates it, also after the documents have changed.
        rmdir($this->folder->path);
        $this->folder->write(self::DOCUMENTS, true);
        $this->folder->write(['openid-configuration' => ['issuer' => 'https://b.example']], false);
        $this->folder->remove();
        self::assertFileDoesNotExist($this->folder->path);

        // Once the documents are gone, nothing says so any more.
        $this->folder->write(self::DOCUMENTS, true);
        array_map(fn (string $name): bool => unlink($this->folder->path . "/$name"), DocumentFolder::names());
        $this->folder->remove();
        self::assertSame(['.', '..'], scandir($this->folder->path));
    }

    public function testAFolderInWhichNothingCouldBeWrittenIsRemoved(): void
    {
        $documents = ['openid-configuration' => ['issuer' => "\xff"]];
        try {
            $this->folder->write($documents, false);
            self::fail('This is no UTF-8');
        } catch (\Throwable $failure) {
            self::assertInstanceOf(\JsonException::class, $failure);
            self::assertFileDoesNotExist($this->folder->path);
        }
    }

    public function testTheFileForApacheIsOnlyThereIfItIsWanted(): void
    {
        $this->folder->write(self::DOCUMENTS, false);
        self::assertFileDoesNotExist($this->folder->path . '/.htaccess');
        $this->folder->write(self::DOCUMENTS, true);
        self::assertStringContainsString('ForceType application/json', $this->file('.htaccess'));
        $this->folder->write(self::DOCUMENTS, false);
        self::assertFileDoesNotExist($this->folder->path . '/.htaccess');
        file_put_contents($this->folder->path . '/.htaccess', 'Options -Indexes');
        $this->folder->write(self::DOCUMENTS, false);
        self::assertSame('Options -Indexes', $this->file('.htaccess'));
    }

    public function testDocumentsOfAnotherIssuerAreForeign(): void
    {
        $other = new DocumentFolder($this->parent, ['https://c.example']);
        $this->folder->write(self::DOCUMENTS, true);
        $before = array_map($this->file(...), array_combine(DocumentFolder::names(), DocumentFolder::names()));
        self::assertSame(array_fill_keys(DocumentFolder::names(), FileState::Foreign), $other->states());
        $documents = [
            'oauth-authorization-server' => ['issuer' => 'https://c.example'],
            'openid-configuration' => ['issuer' => 'https://c.example'],
            'oauth-protected-resource' => ['resource' => 'https://c.example'],
        ];
        try {
            $other->write($documents, false);
            self::fail('Files of another issuer were replaced');
        } catch (FolderRefused $refused) {
            self::assertSame(FolderProblem::Foreign, $refused->problem);
        }
        $other->remove();
        self::assertSame($before, array_map($this->file(...), array_combine(DocumentFolder::names(), DocumentFolder::names())));
        self::assertStringContainsString('ForceType', $this->file('.htaccess'), 'the other documents need it');

        // An earlier issuer is no other one.
        (new DocumentFolder($this->parent, ['https://c.example', 'https://a.example']))->write($documents, true);
        self::assertSame(array_fill_keys(DocumentFolder::names(), FileState::Own), $other->states());
        $other->remove();
        self::assertFileDoesNotExist($this->folder->path);
    }

    private function refused(FolderProblem $problem, string $path): void
    {
        try {
            $this->folder->write(['openid-configuration' => ['issuer' => 'https://b.example']] + self::DOCUMENTS, true);
            self::fail("$path should be refused");
        } catch (FolderRefused $refused) {
            self::assertSame([$problem, $this->parent . $path], [$refused->problem, $refused->path]);
        }
    }

    private function file(string $name): string
    {
        return (string) file_get_contents($this->folder->path . "/$name");
    }
}
