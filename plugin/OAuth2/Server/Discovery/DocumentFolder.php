<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

use Piwik\Plugins\OAuth2\Server\Endpoint;

/**
 * The folder .well-known with the metadata as files, for web servers without rules for the well-known URLs. It holds files of
 * other software, too, such as those for certificates: only files with the mark of this class are replaced or removed, and no
 * symbolic link is followed.
 */
final readonly class DocumentFolder
{
    /** The member that marks a document; clients ignore members that they do not know (RFC 8414 2, RFC 9728 2). */
    public const MARK = 'matomo_oauth2_file';

    private const NOTE = 'Written by the plugin OAuth2 of Matomo, which overwrites changes';

    /** Tells Apache the type, because the names of the documents have no ending. Pages of all origins may read them. */
    private const APACHE_FILE = '.htaccess';

    private const APACHE = '# ' . self::NOTE . <<<'APACHE'
        .
        <FilesMatch "^(?:oauth-authorization-server|openid-configuration|oauth-protected-resource)$">
            ForceType application/json
            <IfModule mod_headers.c>
                Header set Cache-Control "max-age=300"
                Header set Access-Control-Allow-Origin "*"
                Header set Access-Control-Allow-Methods "GET, HEAD"
                Header set Access-Control-Allow-Headers "*"
            </IfModule>
        </FilesMatch>

        APACHE;

    /** Larger files are not ours. */
    private const MAXIMUM = 65536;

    private const TEMPORARY = '.oauth2-';

    public string $path;

    /** @param string $parent the folder that holds index.php */
    public function __construct(string $parent)
    {
        $this->path = $parent . rtrim(Endpoint::WELL_KNOWN, '/');
    }

    /** @return list<string> the names of all documents */
    public static function names(): array
    {
        return array_merge(...array_map(static fn (Endpoint $endpoint): array => $endpoint->wellKnown(), Endpoint::cases()));
    }

    /**
     * Writes the documents, each in one step, and removes those that are not given.
     *
     * @param array<string, array<string, mixed>> $documents the members by the name of the document
     * @throws FolderRefused before anything is written, if it is known then
     */
    public function write(array $documents): void
    {
        $this->prepare();
        foreach (self::names() as $name) {
            if ($this->stateOf($name) === FileState::Foreign) {
                throw new FolderRefused(FolderProblem::Foreign, "$this->path/$name");
            }
        }
        if ($this->stateOf(self::APACHE_FILE) !== FileState::Foreign) {
            $this->put(self::APACHE_FILE, self::APACHE);
        }
        foreach (self::names() as $name) {
            if (isset($documents[$name])) {
                $this->put($name, json_encode(
                    $documents[$name] + [self::MARK => self::NOTE],
                    JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE,
                ));
            } else {
                $this->delete($name);
            }
        }
    }

    /**
     * Removes our files, and the folder if nothing is left in it.
     *
     * @throws FolderRefused
     */
    public function remove(): void
    {
        if (is_link($this->path) || !is_dir($this->path)) {
            return;
        }
        foreach ([...self::names(), self::APACHE_FILE] as $name) {
            $this->delete($name);
        }
        $this->sweep();
        // It fails if the folder has other files.
        @rmdir($this->path);
    }

    /** @return array<string, FileState> by the name of the document */
    public function states(): array
    {
        return array_combine(self::names(), array_map($this->stateOf(...), self::names()));
    }

    private function stateOf(string $name): FileState
    {
        $file = "$this->path/$name";
        clearstatcache(true, $file);
        if (is_link($this->path) || is_link($file)) {
            return FileState::Foreign;
        }
        if (!file_exists($file)) {
            return FileState::Missing;
        }
        $text = is_file($file) && (int) @filesize($file) <= self::MAXIMUM ? (string) @file_get_contents($file) : '';
        $members = $name === self::APACHE_FILE ? null : json_decode($text, true, 16);
        $isOurs = $name === self::APACHE_FILE
            ? str_starts_with($text, '# ' . self::NOTE)
            : \is_array($members) && ($members[self::MARK] ?? null) === self::NOTE;

        return $isOurs ? FileState::Own : FileState::Foreign;
    }

    private function prepare(): void
    {
        if (is_link($this->path) || (file_exists($this->path) && !is_dir($this->path))) {
            throw new FolderRefused(FolderProblem::NoFolder, $this->path);
        }
        if (!is_dir($this->path) && !@mkdir($this->path, 0o755) && !is_dir($this->path)) {
            throw new FolderRefused(FolderProblem::NotWritable, \dirname($this->path));
        }
    }

    /** Writes a file beside the old one and renames it, so that no reader sees a part of it. */
    private function put(string $name, string $text): void
    {
        $file = "$this->path/$name";
        if ($this->stateOf($name) === FileState::Own && @file_get_contents($file) === $text) {
            return;
        }
        $temporary = "$this->path/" . self::TEMPORARY . oauth2_random_hex(8);
        // The mode x follows no link and opens no existing file.
        $handle = @fopen($temporary, 'x');
        $written = $handle !== false && @fwrite($handle, $text) === \strlen($text);
        $written = $handle !== false && fclose($handle) && $written;
        // The web server may run as another user than PHP.
        if (!$written || !@chmod($temporary, 0o644) || !@rename($temporary, $file)) {
            @unlink($temporary);
            throw new FolderRefused(FolderProblem::NotWritable, $handle === false ? $this->path : $file);
        }
    }

    private function delete(string $name): void
    {
        if ($this->stateOf($name) === FileState::Own && !@unlink("$this->path/$name")) {
            throw new FolderRefused(FolderProblem::NotWritable, "$this->path/$name");
        }
    }

    /** Removes what a process that died has left. */
    private function sweep(): void
    {
        $names = @scandir($this->path);
        foreach ($names === false ? [] : $names as $name) {
            $file = "$this->path/$name";
            if (str_starts_with($name, self::TEMPORARY) && is_file($file)) {
                @unlink($file);
            }
        }
    }
}
