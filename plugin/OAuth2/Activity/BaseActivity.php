<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Plugins\ActivityLog\Activity\Activity;
use Piwik\Plugins\OAuth2\Matomo\CurrentUser;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\Plugins\OAuth2\Server\Authorize\DisplayText;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\StorageException;

/**
 * An entry of the plugin ActivityLog, which finds these classes by their folder; without it they are never loaded.
 *
 * ActivityLog stores entries under the name of the class. Names and stored members are those of the official OAuth2
 * plugin, so that the entries that it made remain readable.
 */
abstract class BaseActivity extends Activity
{
    /**
     * @param array<mixed> $eventData the event's parameters; this plugin's events have one, an array
     * @return array<string, mixed>|false the members to store; false for no entry
     */
    public function extractParams($eventData)
    {
        $context = \is_array($eventData) ? ($eventData[0] ?? null) : null;

        return \is_array($context) ? $this->stored($context) : false;
    }

    /**
     * @param array<mixed> $activityData the stored members
     * @param string $performingUser
     */
    public function getTranslatedDescription($activityData, $performingUser): string
    {
        Texts::load();

        return $this->describe(\is_array($activityData) ? $activityData : []);
    }

    /** @param mixed $eventData */
    public function getPerformingUser($eventData = null): string
    {
        $login = CurrentUser::login();

        return $login === '' ? self::USER_SYSTEM : $login;
    }

    /**
     * @param array<string, mixed> $context
     * @return array<string, mixed>|false
     */
    abstract protected function stored(array $context): array|false;

    /** @param array<mixed> $stored */
    abstract protected function describe(array $stored): string;

    /**
     * The client that an event of the server names.
     *
     * @param array<string, mixed> $context
     * @return array{id: string, name: string}|null
     */
    protected static function client(array $context): ?array
    {
        $id = $context['client_id'] ?? null;
        if (!\is_string($id) || $id === '') {
            return null;
        }
        $name = $context['name'] ?? null;
        if (!\is_string($name)) {
            try {
                $name = (new ClientTable(ServerFactory::instance()->connection()))->find($id)?->name;
            } catch (StorageException) {
                $name = null;
            }
        }

        return ['id' => $id, 'name' => $name ?? ''];
    }

    /** @param array<mixed> $stored */
    protected static function label(array $stored): string
    {
        $client = \is_array($stored['client'] ?? null) ? $stored['client'] : [];
        $name = self::shown($client['name'] ?? '');
        $id = self::shown($client['id'] ?? $client['client_id'] ?? '');

        return $name === '' ? $id : "$name ($id)";
    }

    /**
     * Makes untrusted text safe to show both as HTML and as plain text. Escaping fits only one of them, so look-alikes
     * replace the characters that begin or end a tag.
     */
    protected static function shown(mixed $value): string
    {
        return strtr(DisplayText::of(\is_scalar($value) ? (string) $value : ''), [
            '<' => '‹',
            '>' => '›',
            '"' => '”',
            "'" => '’',
            '&' => '＆',
            '{' => '(',
            '}' => ')',
        ]);
    }

    protected static function scopes(mixed $names): string
    {
        return \is_array($names) ? implode(', ', array_map(self::shown(...), $names)) : '';
    }
}
