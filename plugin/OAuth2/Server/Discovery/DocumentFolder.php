<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

use Piwik\Plugins\OAuth2\Server\Endpoint;

/**
 * The folder .well-known with the metadata as files, for web servers without rules for the well-known URLs. It holds files of
 * other software, too, such as those for certificates: only documents with the mark of this class and of an own issuer are
 * replaced or removed, and no symbolic link is followed.
 */
final readonly class DocumentFolder
{
    /** The member that marks a document; clients ignore members that they do not know (RFC 8414 2, RFC 9728 2). */
    public const MARK = 'matomo_oauth2_file';

    private const NOTE = 'Written by the plugin OAuth2 of Matomo, which overwrites changes';

    /** The mark if the plugin has created the folder, too: an empty folder of somebody else stays. */
    private const NOTE_WITH_FOLDER = self::NOTE . ' and has created the folder';

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

    /**
     * @param string $parent the folder that holds index.php; configurations for several hosts may share it
     * @param list<string> $issuers the own issuer, and its earlier values
     */
    public function __construct(string $parent, private array $issuers)
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
     * @param bool $typed with a file that tells Apache the type; without it, ours is removed. Where Apache does not allow its
     *                    lines, it answers everything in the folder with 500.
     * @param bool $isMade true if the caller has just made the folder for them
     * @throws FolderRefused before anything is written, if it is known then
     */
    public function write(array $documents, bool $typed, bool $isMade = false): void
    {
        $isNew = $this->prepare() || $isMade;
        try {
            $this->writeAll($documents, $typed, $isNew || $this->isFolderOurs() ? self::NOTE_WITH_FOLDER : self::NOTE);
        } catch (\Throwable $failure) {
            if ($isNew) {
                @rmdir($this->path);
            }
            throw $failure;
        }
    }

    /**
     * Removes our files, and the folder if we have created it and nothing is left in it.
     *
     * @return bool true if we have created the folder and it is still there
     * @throws FolderRefused
     */
    public function remove(): bool
    {
        if (is_link($this->path) || !is_dir($this->path)) {
            return false;
        }
        $isOurs = $this->isFolderOurs();
        $deleted = array_filter(self::names(), $this->delete(...));
        // Documents that this plugin has written for another issuer need it.
        if (array_filter(self::names(), fn (string $name): bool => $this->document($name) !== null) === []) {
            $this->delete(self::APACHE_FILE);
        }
        if ($deleted === []) {
            return false;
        }
        $this->sweep();

        // It fails if the folder has other files.
        return $isOurs && !@rmdir($this->path);
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
        $isOurs = $name === self::APACHE_FILE
            ? str_starts_with($this->text($name), '# ' . self::NOTE)
            : \in_array($this->document($name)[self::identifier($name)] ?? null, $this->issuers, true);

        return $isOurs ? FileState::Own : FileState::Foreign;
    }

    /** @return ?array<mixed> the members of a document with our mark, of any issuer */
    private function document(string $name): ?array
    {
        $members = json_decode($this->text($name), true, 16);

        return \is_array($members) && \in_array($members[self::MARK] ?? null, [self::NOTE, self::NOTE_WITH_FOLDER], true) ? $members : null;
    }

    /** The text of a file; empty if there is none, or none of ours. */
    private function text(string $name): string
    {
        $file = "$this->path/$name";

        return is_file($file) && !is_link($file) && (int) @filesize($file) <= self::MAXIMUM ? (string) @file_get_contents($file) : '';
    }

    /** The member of a document that names whose it is. */
    private static function identifier(string $name): string
    {
        foreach (Endpoint::cases() as $endpoint) {
            if (\in_array($name, $endpoint->wellKnown(), true)) {
                return (string) $endpoint->identifier();
            }
        }

        return '';
    }

    /** True if the mark of an own document says so. */
    private function isFolderOurs(): bool
    {
        foreach (self::names() as $name) {
            if ($this->stateOf($name) === FileState::Own && ($this->document($name)[self::MARK] ?? '') === self::NOTE_WITH_FOLDER) {
                return true;
            }
        }

        return false;
    }

    /**
     * @param array<string, array<string, mixed>> $documents
     * @throws FolderRefused
     */
    private function writeAll(array $documents, bool $typed, string $mark): void
    {
        foreach (self::names() as $name) {
            if ($this->stateOf($name) === FileState::Foreign) {
                throw new FolderRefused(FolderProblem::Foreign, "$this->path/$name");
            }
        }
        if (!$typed) {
            $this->delete(self::APACHE_FILE);
        } elseif ($this->stateOf(self::APACHE_FILE) !== FileState::Foreign) {
            $this->put(self::APACHE_FILE, self::APACHE);
        }
        foreach (self::names() as $name) {
            if (isset($documents[$name])) {
                $this->put($name, json_encode(
                    $documents[$name] + [self::MARK => $mark],
                    JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE,
                ));
            } else {
                $this->delete($name);
            }
        }
    }

    /**
     * @return bool true if this call has created the folder
     * @throws FolderRefused
     */
    private function prepare(): bool
    {
        if (is_link($this->path) || (file_exists($this->path) && !is_dir($this->path))) {
            throw new FolderRefused(FolderProblem::NoFolder, $this->path);
        }
        if (is_dir($this->path)) {
            return false;
        }
        if (@mkdir($this->path, 0o755)) {
            // The umask of PHP may keep the web server, another user, away from all of the folder.
            @chmod($this->path, 0o755);

            return true;
        }
        clearstatcache(true, $this->path);
        if (!is_dir($this->path)) {
            throw new FolderRefused(FolderProblem::NotWritable, \dirname($this->path));
        }

        return false;
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

    /**
     * @return bool true if the file was ours
     * @throws FolderRefused
     */
    private function delete(string $name): bool
    {
        if ($this->stateOf($name) !== FileState::Own) {
            return false;
        }
        if (!@unlink("$this->path/$name")) {
            throw new FolderRefused(FolderProblem::NotWritable, "$this->path/$name");
        }

        return true;
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
