<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\LiveAuthorization;

/**
 * Decides which authorizations an edit of a client ends: those that the edited client could not obtain. They end for good and
 * do not come back with the scope, grant type or redirect URI, because the administrator took that away from whoever had it.
 */
final readonly class Reduction
{
    /** The fields of a draft that can end authorizations, in the order in which they are checked. */
    public const FIELDS = ['type', 'scopes', 'grantTypes', 'redirectUris', 'actsAs'];

    private ?Scope $highest;

    /** @param ClientRecord $client the client after the edit */
    public function __construct(private ClientRecord $client, private bool $typeChanges)
    {
        $scopes = Scope::named($client->scopes);
        $this->highest = $scopes === [] ? null : Scope::highest($scopes);
    }

    /** The first of {@see FIELDS} that ends the authorization; null if it stays. */
    public function cause(LiveAuthorization $authorization): ?string
    {
        return match (true) {
            $this->typeChanges => 'type',
            !$this->allowsScope($authorization) => 'scopes',
            !$this->allowsGrant($authorization) => 'grantTypes',
            !$this->allowsRedirectUri($authorization) => 'redirectUris',
            $authorization->kind === AuthorizationKind::ClientCredentials
                && $authorization->login !== $this->client->actsAs => 'actsAs',
            default => null,
        };
    }

    private function allowsScope(LiveAuthorization $authorization): bool
    {
        $granted = Scope::tryFrom($authorization->scope);

        return $granted !== null && $this->highest !== null && $this->highest->covers($granted);
    }

    private function allowsGrant(LiveAuthorization $authorization): bool
    {
        return GrantType::oneMakes($authorization->kind, $this->client)
            && (!$authorization->refreshes || GrantType::RefreshToken->isAllowedFor($this->client));
    }

    private function allowsRedirectUri(LiveAuthorization $authorization): bool
    {
        return $authorization->redirectUri === null
            || RedirectUri::isRegistered($authorization->redirectUri, $this->client->redirectUris);
    }
}
