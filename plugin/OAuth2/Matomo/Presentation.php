<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Assertion\ClientJwks;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantRegistry;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantView;
use Piwik\Plugins\OAuth2\Server\Assistant\HostList;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationView;
use Piwik\Plugins\OAuth2\Server\Client\ClientEffects;
use Piwik\Plugins\OAuth2\Server\Client\ClientRegistry;
use Piwik\Plugins\OAuth2\Server\Client\ClientWarning;
use Piwik\Plugins\OAuth2\Server\Discovery\DiscoveryReport;
use Piwik\Plugins\OAuth2\Server\Discovery\FileState;
use Piwik\Plugins\OAuth2\Server\Discovery\Probe;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;
use Piwik\Plugins\OAuth2\Server\Registration\SelfRegistration;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\ClientEventRecord;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/** Converts the server's records to arrays for the API, screens and commands. Times are UTC, 'Y-m-d H:i:s'. */
final class Presentation
{
    /** @return array<string, mixed> the client's public data, without the hash of its secret */
    public static function client(ClientRecord $client, ClientRegistry $registry): array
    {
        $oldUntil = $registry->oldSecretUntil($client);

        return [
            'client_id' => $client->clientId,
            'name' => $client->name,
            'description' => $client->description,
            'redirect_uris' => $client->redirectUris,
            'grant_types' => $client->grantTypes,
            // The highest first: scripts for the official plugin send back the first one, which is the maximum there.
            'scopes' => array_reverse($client->scopes),
            'type' => $client->type,
            'active' => $client->active,
            'owner_login' => $client->ownerLogin,
            'acts_as' => $client->actsAs,
            'created_at' => self::time($client->createdAt),
            'updated_at' => self::time($client->updatedAt),
            'last_used_at' => self::time($client->lastUsedAt),
            'secret_hint' => $client->secretHint,
            'secret_created_at' => self::time($client->secretCreatedAt),
            'secret_used_at' => self::time($client->secretUsedAt),
            'old_secret_hint' => $oldUntil === null ? null : $client->oldSecretHint,
            'old_secret_until' => self::time($oldUntil),
            'old_secret_created_at' => $oldUntil === null ? null : self::time($client->oldSecretCreatedAt),
            'old_secret_used_at' => $oldUntil === null ? null : self::time($client->oldSecretUsedAt),
            'require_pkce' => $client->requirePkce,
            'auth_method' => $client->authenticationMethod(),
            'jwks' => $client->jwks,
            'jwks_uri' => $client->jwksUri,
            'self_registered' => $client->selfRegistered,
            'keys' => $client->jwks === null ? [] : ClientJwks::fromJson($client->jwks)->described(),
            'warnings' => array_map(
                static fn (ClientWarning $warning): array => ['code' => $warning->kind->value, 'detail' => $warning->detail],
                $registry->warnings($client),
            ),
        ];
    }

    /** @return array{authorizations: int, users: int, own: int, causes: list<string>} */
    public static function effects(ClientEffects $effects): array
    {
        return [
            'authorizations' => $effects->authorizations,
            'users' => $effects->users,
            'own' => $effects->own,
            'causes' => $effects->causes,
        ];
    }

    /**
     * The known assistants, and the clients that came by themselves.
     *
     * @param ?FetchProblem $outgoing why this Matomo cannot fetch documents; null if it can
     * @return array<string, mixed>
     */
    public static function assistants(AssistantRegistry $registry, Settings $settings, ?FetchProblem $outgoing): array
    {
        return [
            'trust' => $settings->word(Setting::Assistants),
            'hosts' => HostList::of($settings->word(Setting::AssistantHosts)),
            'settings' => ['trust' => Setting::Assistants->key(), 'hosts' => Setting::AssistantHosts->key()],
            'outgoing' => $outgoing?->value,
            'registration' => SelfRegistration::isOffered($settings),
            'waiting' => $registry->waiting(),
            'known' => array_map(static fn (array $row): array => [
                'key' => $row['key'],
                'name' => $row['name'],
                'vendor' => $row['vendor'],
                'state' => $row['state'],
                'documents' => $row['documents'],
                'redirect_hosts' => $row['redirectHosts'],
                'users' => $row['users'],
                'last_used_at' => self::time($row['lastUsedAt']),
            ], $registry->known()),
            'clients' => array_map(static fn (AssistantView $view): array => [
                'client_id' => $view->clientId,
                'name' => $view->name,
                'host' => $view->host,
                'redirect_hosts' => $view->redirectHosts,
                'assistant' => $view->assistant,
                'state' => $view->state,
                'kept' => $view->isKept,
                'scopes' => $view->scopes,
                'users' => $view->users,
                'last_used_at' => self::time($view->lastUsedAt),
                'asked_by' => $view->askedBy,
                'differs' => $view->differs,
                'checked_at' => self::time($view->checkedAt),
                'check_problem' => $view->checkProblem,
                'self_registered' => $view->isSelfRegistered,
            ], $registry->all()),
        ];
    }

    /**
     * @param string $issuer tells what the resource is: an address is no word for people
     * @return array<string, mixed>
     */
    public static function authorization(AuthorizationView $view, string $issuer): array
    {
        return [
            'id' => $view->id,
            'client_id' => $view->clientId,
            'client_name' => $view->clientName,
            'redirect_host' => $view->redirectHost,
            'login' => $view->login,
            'kind' => $view->kind->value,
            'scope' => $view->scope?->value,
            'resource' => $view->resource,
            'state' => $view->state->value,
            'created_at' => self::time($view->createdAt),
            'last_used_at' => self::time($view->lastUsedAt),
            'expires_at' => self::time($view->expiresAt),
            'ended_at' => self::time($view->endedAt),
            'end_reason' => $view->endReason,
            'named_by' => $view->namedBy->value,
            'client_host' => $view->clientHost,
            'resource_kind' => match ($view->resource) {
                EndpointUrls::baseOf($issuer) => 'api',
                SettingsFactory::mcpResource($issuer) => 'mcp',
                default => 'other',
            },
        ];
    }

    /** @return array<string, mixed> */
    public static function clientEvent(ClientEventRecord $event): array
    {
        $details = $event->details;
        if (\is_int($details['old_until'] ?? null)) {
            $details['old_until'] = self::time($details['old_until']);
        }

        return [
            'name' => $event->name,
            'happened_at' => self::time($event->happenedAt),
            'by' => $event->login,
            'details' => $details,
        ];
    }

    /**
     * @param array{kid: string, algorithm: string, state: string, createdAt: int, activatedAt: ?int,
     *     expiresAt: ?int, readyAt: ?int} $key
     * @return array<string, ?string>
     */
    public static function key(array $key): array
    {
        return [
            'kid' => $key['kid'],
            'algorithm' => $key['algorithm'],
            'state' => $key['state'],
            'created_at' => self::time($key['createdAt']),
            'activated_at' => self::time($key['activatedAt']),
            'expires_at' => self::time($key['expiresAt']),
            'ready_at' => self::time($key['readyAt']),
        ];
    }

    /**
     * The issuer and all URLs of the endpoints, including those that the metadata does not name: below index.php, and as clean
     * routes.
     *
     * @return array<string, string>
     */
    public static function endpoints(Settings $settings): array
    {
        $urls = new EndpointUrls($settings->issuer);
        $named = ['issuer' => $settings->issuer];
        foreach (Endpoint::cases() as $endpoint) {
            $named[self::endpointName($endpoint)] = $urls->index($endpoint);
        }
        foreach (Endpoint::cases() as $endpoint) {
            $named['clean_' . self::endpointName($endpoint)] = $urls->clean($endpoint);
        }

        return $named;
    }

    /**
     * The test of discovery, and the metadata as files.
     *
     * @param list<array{server: string, file: string, lines: string}> $rules lines for the web server's configuration
     * @param \Closure(string, list<string>=): string $say
     * @return array{issuer: string, cleanRoutes: bool, documents: array{path: string, possible: bool, wanted: bool,
     *     files: array<string, string>, note: string},
     *     test: ?array{at: string, server: string, connects: string, text: string, routes: bool, challenge: bool,
     *     note: string, betterIssuer: string, advice: string,
     *     probes: list<array<string, string|int>>, rules: list<array{server: string, file: string, lines: string}>}}
     *     files: own, foreign or missing by name; note: in the user's language, empty if there is none; connects: all, lenient, none or unknown, with a sentence in the user's language;
     *     betterIssuer, advice: the issuer with which clients would find the metadata, and a sentence about it; empty if the
     *     present one is best;
     *     challenge: whether a client that begins at a resource finds everything without rules of the web server
     */
    public static function discovery(Settings $settings, ?DiscoveryReport $report, array $rules, \Closure $say): array
    {
        $folder = StaticDocuments::folder();

        return [
            'issuer' => $settings->issuer,
            'cleanRoutes' => $settings->endpoints->of(Endpoint::Token) === $settings->endpoints->clean(Endpoint::Token),
            'documents' => [
                'path' => $folder->path,
                'possible' => StaticDocuments::arePossible(),
                'wanted' => StaticDocuments::areWanted(),
                'files' => array_map(static fn (FileState $state): string => $state->value, $folder->states()),
                'note' => self::documentsNote($say),
            ],
            'test' => $report === null ? null : [
                'at' => self::time($report->at),
                'server' => $report->server,
                'connects' => $report->connects()->value,
                'text' => $say(TextKeys::connects($report->connects()), [$report->movedTo()]),
                'routes' => $report->hasRoutes(),
                'challenge' => $report->hasChallenge(),
                'note' => $report->internalAddress() === '' ? '' : $say('OAuth2_DiscoveryInternal', [$report->internalAddress()]),
                'betterIssuer' => $report->betterIssuer(),
                'advice' => $report->betterIssuer() === '' ? '' : $say('OAuth2_DiscoveryOtherIssuer', [
                    $report->betterIssuer(),
                    './console oauth2:set-issuer ' . $report->betterIssuer(),
                ]),
                'probes' => array_map(static fn (Probe $probe): array => $probe->toArray() + [
                    'place_text' => $say(TextKeys::place($probe->place)),
                    'text' => $say(TextKeys::verdict($probe->verdict)),
                ], $report->probes),
                'rules' => $rules,
            ],
        ];
    }

    /** @param \Closure(string, list<string>=): string $say */
    private static function documentsNote(\Closure $say): string
    {
        $failure = StaticDocuments::failure();

        return match (true) {
            $failure !== null => $say('OAuth2_CheckDocuments') . ' ' . $say(TextKeys::folder($failure->problem), [$failure->path]),
            StaticDocuments::lackType() => $say('OAuth2_DocumentsNoType'),
            default => '',
        };
    }

    /** The endpoint's action in the API's spelling, with underscores. */
    public static function endpointName(Endpoint $endpoint): string
    {
        return strtolower((string) preg_replace('/[A-Z]/', '_$0', $endpoint->value));
    }

    /**
     * Encodes texts for Matomo's renderers, which decode HTML entities because core stores its texts encoded. This plugin
     * stores texts as typed, so without this a name such as "&amp;" would change when a client is edited.
     *
     * @template T of array<mixed>
     * @param T $values
     * @return T
     */
    public static function forRenderers(#[\SensitiveParameter] array $values): array
    {
        array_walk_recursive($values, static function (mixed &$value): void {
            if (\is_string($value) && html_entity_decode($value, ENT_QUOTES, 'UTF-8') !== $value) {
                $value = str_replace('&', '&amp;', $value);
            }
        });

        return $values;
    }

    /**
     * Formats Unix seconds; null for null.
     *
     * @return ($time is null ? null : string)
     */
    public static function time(?int $time): ?string
    {
        return $time === null ? null : gmdate('Y-m-d H:i:s', $time);
    }
}
