<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\Log\LoggerInterface;
use Piwik\Plugins\OAuth2\Server\Discovery\DocumentFolder;
use Piwik\Plugins\OAuth2\Server\Discovery\FileState;
use Piwik\Plugins\OAuth2\Server\Discovery\FolderProblem;
use Piwik\Plugins\OAuth2\Server\Discovery\FolderRefused;
use Piwik\Plugins\OAuth2\Server\Discovery\OwnAnswer;
use Piwik\Plugins\OAuth2\Server\Discovery\Verdict;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Metadata\WellKnownUrl;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\StorageException;
use Piwik\Plugins\OAuth2\Web\EndpointDispatcher;

/** The metadata as files in Matomo's own folder, if an administrator wants them. */
final class StaticDocuments
{
    /** The row of oauth2_meta that exists while an administrator wants the files: an update of Matomo may remove them. */
    private const WISH = 'discovery.documents';

    /** The type of the wish if the file that tells Apache the type works, or if Apache does not allow it; otherwise empty. */
    private const ALLOWED = 'allowed';
    private const REFUSED = 'refused';

    private const TYPE = 'application/json';

    /** The maximum number of earlier issuers whose files are ours. */
    private const ISSUERS = 10;

    /** True if the folder is where clients look: the issuer is not below index.php. */
    public static function arePossible(): bool
    {
        $issuer = SettingValues::all()[Setting::Issuer->key()];

        return \is_string($issuer) && EndpointUrls::baseOf($issuer) === $issuer;
    }

    public static function folder(): DocumentFolder
    {
        return self::folderOf(self::wish()['issuers'] ?? []);
    }

    /** True if an administrator wants the files. */
    public static function areWanted(): bool
    {
        return self::wish() !== null;
    }

    /** True if the web server does not allow the file that tells it the type: with it, it answered the documents with an error. */
    public static function lackType(): bool
    {
        return (self::wish()['type'] ?? '') === self::REFUSED;
    }

    /**
     * Writes the files, and keeps them up to date from now on.
     *
     * @throws FolderRefused
     * @throws ExtensionMissing
     * @throws NotConfigured
     */
    public static function write(): void
    {
        $before = self::wish();
        [$issuer, $documents] = self::documents();
        if (!self::arePossible()) {
            throw new FolderRefused(FolderProblem::Issuer, $issuer);
        }
        // Before the first file, so that the files of a process that dies here are not forgotten.
        $wish = self::wanted($before, $issuer, $before['type'] ?? '');
        $folder = self::folderOf($wish['issuers']);
        try {
            $type = self::asOwner($folder, static function (bool $isMade) use ($folder, $documents, $issuer, $wish): string {
                $folder->write($documents, $wish['type'] === self::ALLOWED, $isMade);

                return self::typed($folder, $documents, $issuer, $wish['type'] === self::ALLOWED);
            });
        } catch (FolderRefused $refused) {
            if ($before === null && !\in_array(FileState::Own, $folder->states(), true)) {
                self::meta()->remove(self::WISH);
            }
            throw $refused;
        }
        self::wanted($wish, $issuer, $type);
    }

    /**
     * Removes the files for good.
     *
     * @throws FolderRefused
     */
    public static function remove(): void
    {
        self::removeFrom(self::folder());
        self::meta()->remove(self::WISH);
    }

    /**
     * Brings the files up to date, if they are wanted. A failure is logged and stops nothing: old files are better than none.
     *
     * @param bool $asks true to ask the own address whether the web server still allows the file that tells it the type
     */
    public static function refresh(bool $asks = false): void
    {
        $log = StaticContainer::get(LoggerInterface::class);
        $wish = null;
        try {
            $wish = self::wish();
            if ($wish === null) {
                return;
            }
            if (!self::arePossible()) {
                self::removeFrom(self::folder());

                return;
            }
            [$issuer, $documents] = self::documents();
            $wish = self::wanted($wish, $issuer, $wish['type']);
            $folder = self::folderOf($wish['issuers']);
            $isAllowed = $wish['type'] === self::ALLOWED;
            $type = self::asOwner($folder, static function (bool $isMade) use ($folder, $documents, $issuer, $isAllowed, $asks): ?string {
                $folder->write($documents, $isAllowed, $isMade);

                return $asks && $isAllowed ? self::typed($folder, $documents, $issuer, true) : null;
            });
            $wish = self::wanted($wish, $issuer, $type ?? $wish['type']);
            if ($type === self::REFUSED) {
                $log->warning('OAuth2 has removed .htaccess from {path}: the web server answers with an error there', ['path' => $folder->path]);
            }
        } catch (ExtensionMissing | NotConfigured) {
            // There is nothing to write.
        } catch (FolderRefused $refused) {
            $log->warning('OAuth2 could not write its metadata as files: {why}', ['why' => $refused->getMessage()]);
            self::fail($wish, $refused);
        } catch (StorageException $failure) {
            $log->warning('OAuth2 could not write its metadata as files: {why}', ['why' => $failure->getMessage()]);
        }
    }

    /** Why the files could not be brought up to date the last time; null if they could, or are not wanted. */
    public static function failure(): ?FolderRefused
    {
        $wish = self::wish();
        $problem = FolderProblem::tryFrom($wish['problem'] ?? '');

        return $problem === null ? null : new FolderRefused($problem, $wish['path'] ?? '');
    }

    /** Removes the files while the plugin is not active. A failure is logged. */
    public static function withdraw(): void
    {
        try {
            self::removeFrom(self::folder());
        } catch (FolderRefused | StorageException $failure) {
            StaticContainer::get(LoggerInterface::class)->warning('OAuth2 could not remove its metadata: {why}', ['why' => $failure->getMessage()]);
        }
    }

    /**
     * Keeps the file that tells Apache the type only where a request shows that it works: where Apache does not allow its lines,
     * everything in the folder fails, also the files of others.
     *
     * @param array<string, array<string, mixed>> $documents
     * @param bool $isThere true if the file is there; it stays unless the web server answers with an error
     * @return string the type of the wish
     * @throws FolderRefused
     */
    private static function typed(DocumentFolder $folder, array $documents, string $issuer, bool $isThere): string
    {
        $url = $issuer . Endpoint::WELL_KNOWN . array_key_first($documents);
        $own = StaticContainer::get(OwnSite::class)->address($issuer);
        $answer = $own->get($url);
        if (!$isThere) {
            if ($answer instanceof Verdict || $answer->status !== 200 || !isset($answer->members()[DocumentFolder::MARK]) || $answer->type() === self::TYPE) {
                return '';
            }
            $folder->write($documents, true);
            $answer = $own->get($url);
            if ($answer instanceof OwnAnswer && $answer->status === 200 && $answer->type() === self::TYPE) {
                return self::ALLOWED;
            }
        } elseif ($answer instanceof Verdict || $answer->status < 500) {
            return self::ALLOWED;
        }
        $folder->write($documents, false);

        return $answer instanceof OwnAnswer && $answer->status >= 500 ? self::REFUSED : '';
    }

    /**
     * Works on the files as the user that can replace them later. Where that user may not create the folder, root does.
     *
     * @template T
     * @param \Closure(bool): T $work its argument is true if root has made the folder
     * @return T
     * @throws FolderRefused
     */
    private static function asOwner(DocumentFolder $folder, \Closure $work): mixed
    {
        try {
            return FileOwner::during(PIWIK_DOCUMENT_ROOT, static fn (): mixed => $work(false));
        } catch (FolderRefused $refused) {
            if ($refused->problem !== FolderProblem::NotWritable || !FileOwner::makeFolder(PIWIK_DOCUMENT_ROOT, $folder->path)) {
                throw $refused;
            }

            return FileOwner::during(PIWIK_DOCUMENT_ROOT, static fn (): mixed => $work(true));
        }
    }

    /** @throws FolderRefused */
    private static function removeFrom(DocumentFolder $folder): void
    {
        try {
            $isLeft = FileOwner::during(PIWIK_DOCUMENT_ROOT, $folder->remove(...));
        } catch (FolderRefused) {
            // Files that an earlier command of root has made.
            $isLeft = $folder->remove();
        }
        if ($isLeft) {
            // Root may remove the folder that it has made in its own.
            @rmdir($folder->path);
        }
    }

    /** @return ?array{issuers: list<string>, type: string, problem: string, path: string} null if the files are not wanted */
    private static function wish(): ?array
    {
        $stored = self::meta()->get(self::WISH);
        $members = json_decode($stored ?? '', true, 4);
        $members = \is_array($members) ? $members : [];
        $issuers = $members['issuers'] ?? [];
        $text = static fn (string $name): string => \is_string($members[$name] ?? null) ? $members[$name] : '';

        return $stored === null ? null : [
            'issuers' => \is_array($issuers) ? array_values(array_filter($issuers, is_string(...))) : [],
            'type' => $text('type'),
            'problem' => $text('problem'),
            'path' => $text('path'),
        ];
    }

    /**
     * Stores the wish. Files of an earlier issuer are ours, too: on another server they may not have been replaced yet.
     *
     * @param ?array{issuers: list<string>, type: string, problem: string, path: string} $before
     * @return array{issuers: list<string>, type: string, problem: string, path: string}
     */
    private static function wanted(?array $before, string $issuer, string $type): array
    {
        $issuers = array_values(array_unique([$issuer, ...$before['issuers'] ?? []]));
        $wish = ['issuers' => \array_slice($issuers, 0, self::ISSUERS), 'type' => $type, 'problem' => '', 'path' => ''];
        if ($wish !== $before) {
            self::store($wish);
        }

        return $wish;
    }

    /**
     * Stores why the files could not be brought up to date, for the system check.
     *
     * @param array{issuers: list<string>, type: string, problem: string, path: string} $wish
     */
    private static function fail(array $wish, FolderRefused $refused): void
    {
        try {
            self::store(['problem' => $refused->problem->value, 'path' => $refused->path] + $wish);
        } catch (StorageException) {
            // The log has the failure.
        }
    }

    /** @param array{issuers: list<string>, type: string, problem: string, path: string} $wish */
    private static function store(array $wish): void
    {
        self::meta()->set(self::WISH, json_encode($wish, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE));
    }

    /** @param list<string> $earlier */
    private static function folderOf(array $earlier): DocumentFolder
    {
        $issuer = SettingValues::all()[Setting::Issuer->key()];

        return new DocumentFolder(PIWIK_DOCUMENT_ROOT, [...(\is_string($issuer) ? [$issuer] : []), ...$earlier]);
    }

    /**
     * @return array{string, array<string, array<string, mixed>>} the issuer; the members by the name of the document, without
     *     those that are unavailable
     */
    private static function documents(): array
    {
        $factory = ServerFactory::instance()->forPages();
        $factory->reset();
        $issuer = $factory->settings()->issuer;
        $folder = EndpointUrls::path($issuer);
        $documents = [];
        foreach (DocumentFolder::names() as $name) {
            $url = WellKnownUrl::of($folder . Endpoint::WELL_KNOWN . $name);
            $response = $url === null ? null : EndpointDispatcher::document($factory->server(), new Request('GET'), $url);
            if ($response?->status === 200) {
                /** @var array<string, mixed> $members */
                $members = json_decode($response->body, true, 16, JSON_THROW_ON_ERROR | JSON_BIGINT_AS_STRING);
                $documents[$name] = $members;
            }
        }

        return [$issuer, $documents];
    }

    private static function meta(): MetaTable
    {
        return new MetaTable(ServerFactory::instance()->connection());
    }
}
