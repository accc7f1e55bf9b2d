<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\Log\LoggerInterface;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Server\Client\ClientLog;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Port\SystemClock;
use Piwik\Plugins\OAuth2\Storage\ClientEventTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;
use Piwik\Plugins\OAuth2\Storage\StorageException;

/**
 * Posts the server's events to other plugins as OAuth2.<name>, with the event's context as the only parameter, and writes
 * those that an administrator should see to Matomo's log. Events about a client are also in the client's own log. It also posts a user's decision in the official plugin's form,
 * from which ActivityLog makes its entries.
 */
final class MatomoEvents implements Events
{
    private const LOGGED = [
        'code.replayed', 'refresh.reused', 'throttle.reached', 'client.keys_not_fetched', 'document.changed', 'document.differs',
        'document.stale', 'server.error',
    ];

    private const DECISION = 'OAuth2.authorize.decision.end';

    private const DECISIONS = ['authorization.granted' => 'allowed', 'authorization.denied' => 'denied'];

    public function __construct(private readonly Connection $connection)
    {
    }

    public function record(Event $event): void
    {
        $this->log($event, CurrentUser::login(...));
        $this->post($event);
    }

    /** Writes the event to Matomo's log if it belongs there, and posts it to other plugins; needs a started Matomo. */
    public function post(Event $event): void
    {
        try {
            if (\in_array($event->name, self::LOGGED, true)) {
                StaticContainer::get(LoggerInterface::class)->warning('OAuth2 {event}: {context}', [
                    'event' => $event->name,
                    'context' => json_encode($event->context, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES),
                ]);
            }
            if ($event->name === 'schema.mismatch') {
                StaticContainer::get(LoggerInterface::class)->error('OAuth2 answers 503: {advice}', [
                    'advice' => SchemaAdvice::of(
                        new SchemaMismatch((int) $event->context['found'], (int) $event->context['needed']),
                    ),
                ]);
            }
            if ($event->name === 'keys.unreadable') {
                StaticContainer::get(LoggerInterface::class)->error('OAuth2 answers 503: {advice}', ['advice' => KeyAdvice::UNREADABLE]);
            }
            // With client credentials there is no user who decides.
            if ($event->name === 'authorization.granted' && isset($event->context['requested'])) {
                ConnectionMail::schedule($event->context);
            }
            OtherPlugins::wakeFor('OAuth2.' . $event->name);
            /**
             * Triggered after an event in the authorization server, such as `OAuth2.client.created` or
             * `OAuth2.refresh.reused`. docs/events.md lists all events with the members of the parameter.
             *
             * **Example**
             *
             *     public function onRefreshTokenReused(array $context): void
             *     {
             *         $this->notify($context['client_id'], $context['login']);
             *     }
             *
             * @param array $context identifiers, such as client_id, login and authorization_id, as stored: escape
             *                       them. Never a secret, token or code
             */
            Piwik::postEvent('OAuth2.' . $event->name, [$event->context]);
            if (isset(self::DECISIONS[$event->name], $event->context['requested'])) {
                OtherPlugins::wakeFor(self::DECISION);
                /**
                 * Triggered as `OAuth2.authorize.decision.end` after a user has allowed or denied an application's
                 * request.
                 *
                 * @param array $data version (v1), client (id, name, type, active), userLogin, scopes (granted ones),
                 *                    requestedScopes, decision (allowed, denied)
                 */
                Piwik::postEvent(self::DECISION, [$this->decision($event)]);
            }
        } catch (\Throwable $failure) {
            OtherPlugins::failed('OAuth2.' . $event->name, $failure);
        }
    }

    /**
     * Adds the event to the log of its client, if it is about one. The event has happened, so a failure must not hide it from
     * other plugins.
     *
     * @param \Closure(): string $login of the user who caused the event; empty: nobody
     */
    public function log(Event $event, \Closure $login): void
    {
        if (!isset($event->context['client_id'])) {
            return;
        }
        try {
            (new ClientLog(new ClientEventTable($this->connection), new SystemClock()))->add($event, $login);
        } catch (StorageException) {
            return;
        }
    }

    /** @return array<string, mixed> */
    private function decision(Event $event): array
    {
        $clientId = (string) ($event->context['client_id'] ?? '');
        try {
            $client = (new ClientTable($this->connection))->find($clientId);
        } catch (StorageException) {
            $client = null;
        }
        $scope = (string) ($event->context['scope'] ?? '');

        return [
            'version' => 'v1',
            'client' => [
                'id' => $clientId,
                'name' => $client->name ?? '',
                'type' => $client->type ?? '',
                'active' => $client->active ?? false,
            ],
            'userLogin' => (string) ($event->context['login'] ?? ''),
            'scopes' => $scope === '' ? [] : [$scope],
            'requestedScopes' => array_values(array_filter(
                explode(' ', (string) ($event->context['requested'] ?? '')),
                static fn (string $name): bool => $name !== '',
            )),
            'decision' => self::DECISIONS[$event->name],
        ];
    }
}
