<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\Log\LoggerInterface;
use Piwik\Plugins\OAuth2\Server\Discovery\DocumentFolder;
use Piwik\Plugins\OAuth2\Server\Discovery\FolderRefused;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Metadata\WellKnownUrl;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\StorageException;
use Piwik\Plugins\OAuth2\Web\EndpointDispatcher;

/** The metadata as files in Matomo's own folder, if an administrator wants them. */
final class StaticDocuments
{
    /** The row of oauth2_meta that exists while an administrator wants the files: an update of Matomo may remove them. */
    private const WISH = 'discovery.documents';

    public static function folder(): DocumentFolder
    {
        return new DocumentFolder(PIWIK_DOCUMENT_ROOT);
    }

    /** True if an administrator wants the files. */
    public static function areWanted(): bool
    {
        return self::meta()->get(self::WISH) !== null;
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
        self::folder()->write(self::documents());
        self::meta()->set(self::WISH, '1');
    }

    /**
     * Removes the files for good.
     *
     * @throws FolderRefused
     */
    public static function remove(): void
    {
        self::meta()->remove(self::WISH);
        self::folder()->remove();
    }

    /** Brings the files up to date, if they are wanted. A failure is logged and stops nothing: old files are better than none. */
    public static function refresh(): void
    {
        try {
            if (self::areWanted()) {
                self::folder()->write(self::documents());
            }
        } catch (ExtensionMissing | NotConfigured) {
            // There is nothing to write.
        } catch (FolderRefused | StorageException $failure) {
            StaticContainer::get(LoggerInterface::class)->warning('OAuth2 could not write its metadata as files: {why}', ['why' => $failure->getMessage()]);
        }
    }

    /** Removes the files while the plugin is not active. A failure is logged. */
    public static function withdraw(): void
    {
        try {
            self::folder()->remove();
        } catch (FolderRefused $failure) {
            StaticContainer::get(LoggerInterface::class)->warning('OAuth2 could not remove its metadata: {why}', ['why' => $failure->getMessage()]);
        }
    }

    /** @return array<string, array<string, mixed>> the members by the name of the document; without those that are unavailable */
    private static function documents(): array
    {
        $factory = ServerFactory::instance()->forPages();
        $factory->reset();
        $folder = EndpointUrls::path($factory->settings()->issuer);
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

        return $documents;
    }

    private static function meta(): MetaTable
    {
        return new MetaTable(ServerFactory::instance()->connection());
    }
}
