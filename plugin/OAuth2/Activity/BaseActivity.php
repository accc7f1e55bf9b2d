<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;
use Piwik\Plugins\ActivityLog\Activity\Activity;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Authorize\DisplayText;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\StorageException;

/**
 * An entry of the Activity Log. That plugin finds these classes in this folder and loads them; without it nobody does.
 *
 * An entry is stored under its class's name. The names that the official OAuth2 plugin has used, and the form of what is
 * stored, stay as they are, so that entries from its time can still be read.
 */
abstract class BaseActivity extends Activity
{
    /**
     * @param array<mixed> $eventData what the event was posted with; ours are posted with one array
     * @return array<string, mixed>|false what is stored; false: this is no entry
     */
    public function extractParams($eventData)
    {
        $context = \is_array($eventData) ? ($eventData[0] ?? null) : null;

        return \is_array($context) ? $this->stored($context) : false;
    }

    /**
     * @param array<mixed> $activityData what was stored
     * @param string $performingUser
     */
    public function getTranslatedDescription($activityData, $performingUser): string
    {
        return $this->describe(\is_array($activityData) ? $activityData : []);
    }

    /** @param mixed $eventData */
    public function getPerformingUser($eventData = null): string
    {
        $login = (string) Piwik::getCurrentUserLogin();
        // The endpoints have no user, and the console is the system itself.
        $nobody = $login === '' || $login === 'anonymous' || $login === 'super user was set';

        return $nobody ? self::USER_SYSTEM : $login;
    }

    /**
     * @param array<string, mixed> $context
     * @return array<string, mixed>|false
     */
    abstract protected function stored(array $context): array|false;

    /** @param array<mixed> $stored */
    abstract protected function describe(array $stored): string;

    /**
     * The client of an event of the server.
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
     * Text that strangers chose, fit for a sentence that is shown as HTML or as text: a character that begins or ends
     * a tag becomes one that looks like it, because what is escaped for one of them is wrong in the other.
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
