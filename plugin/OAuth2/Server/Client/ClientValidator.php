<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/** Checks a draft of a client and reports all problems at once, at most one for each field. */
final readonly class ClientValidator
{
    /** In characters. */
    public const MAXIMUM_DESCRIPTION = 1000;
    public const MAXIMUM_REDIRECT_URIS = 20;

    /**
     * Characters that a description must not contain because they are invisible or change the order of the text around them:
     * control characters, line ends, private-use and unassigned characters, direction marks and overrides, zero-width
     * spaces. {@see ClientName} has a stricter rule.
     */
    private const UNFIT = '\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\x{061C}\x{200B}\x{200E}\x{200F}\x{202A}-\x{202E}'
        . '\x{2060}-\x{2064}\x{2066}-\x{206F}\x{FEFF}\x{FFF9}-\x{FFFB}\x{E0000}-\x{E007F}';

    public function __construct(
        private Settings $settings,
        private Users $users,
    ) {
    }

    /**
     * Checks a draft.
     *
     * @param ?ClientRecord $existing the client to edit; null for a new client
     * @return array<string, ClientProblem> by field, empty when the draft is valid
     */
    public function problems(ClientDraft $draft, ?ClientRecord $existing = null): array
    {
        return array_filter([
            'clientId' => $existing === null ? $this->clientId($draft->clientId) : self::document($existing),
            'name' => ClientName::problem($draft->name),
            'description' => $this->description($draft->description),
            'type' => $this->type($draft->type),
            'grantTypes' => $this->grantTypes($draft),
            'redirectUris' => $this->redirectUris($draft),
            'scopes' => $this->scopes($draft->scopes),
            'requirePkce' => $this->requirePkce($draft),
            'actsAs' => $this->actsAs($draft->actsAs),
        ]) + ($existing === null ? $this->keys($draft) : []);
    }

    /** @return array<string, ClientProblem> */
    private function keys(ClientDraft $draft): array
    {
        $keys = ClientKeys::read($draft->jwks, $draft->jwksUri);

        return match (true) {
            $keys->problems !== [] => $keys->problems,
            $draft->type === ClientRecord::PUBLIC && !$keys->isEmpty() => ['jwks' => new ClientProblem(ClientRule::KeysOfPublic)],
            default => [],
        };
    }

    /** Refuses to edit a client whose ID is the address of a document that describes it. */
    public static function document(ClientRecord $client): ?ClientProblem
    {
        return ClientRecord::isAddress($client->clientId) ? new ClientProblem(ClientRule::ClientIdDocument) : null;
    }

    private function clientId(?string $id): ?ClientProblem
    {
        return match (true) {
            $id === null => null,
            strcasecmp((string) RedirectUri::of($id)->scheme, 'https') === 0 => new ClientProblem(ClientRule::ClientIdAddress),
            preg_match('/\A[A-Za-z0-9][A-Za-z0-9._-]{2,79}\z/', $id) !== 1 => new ClientProblem(ClientRule::ClientIdForm),
            $this->users->isLogin($id) => new ClientProblem(ClientRule::ClientIdLogin),
            default => null,
        };
    }

    private function description(string $description): ?ClientProblem
    {
        // A description may contain line breaks and tabs.
        $text = str_replace(["\r\n", "\n", "\t"], ' ', $description);

        return match (true) {
            preg_match('/\A[^' . self::UNFIT . ']*\z/u', $text) !== 1 => new ClientProblem(ClientRule::DescriptionCharacters),
            preg_match('/\A.{0,' . self::MAXIMUM_DESCRIPTION . '}\z/us', $text) !== 1
                => new ClientProblem(ClientRule::DescriptionLength, self::MAXIMUM_DESCRIPTION),
            default => null,
        };
    }

    private function type(string $type): ?ClientProblem
    {
        return in_array($type, [ClientRecord::CONFIDENTIAL, ClientRecord::PUBLIC], true)
            ? null
            : new ClientProblem(ClientRule::Type);
    }

    private function grantTypes(ClientDraft $draft): ?ClientProblem
    {
        if ($draft->grantTypes === []) {
            return new ClientProblem(ClientRule::GrantMissing);
        }
        if (array_diff($draft->grantTypes, GrantType::values()) !== []) {
            return new ClientProblem(ClientRule::GrantUnknown, implode(', ', GrantType::values()));
        }
        $given = array_filter(GrantType::cases(), static fn (GrantType $type): bool => self::has($draft, $type));
        foreach ($given as $type) {
            if ($draft->type === ClientRecord::PUBLIC && $type->needsSecret()) {
                return new ClientProblem(ClientRule::GrantOfPublic, $type->value);
            }
        }
        foreach ($given as $type) {
            $companion = $type->companion();
            if ($companion !== null && !self::has($draft, $companion)) {
                return new ClientProblem(ClientRule::GrantRefreshAlone, $type->value, $companion->value);
            }
        }

        return null;
    }

    private static function has(ClientDraft $draft, GrantType $type): bool
    {
        return in_array($type->value, $draft->grantTypes, true);
    }

    private function redirectUris(ClientDraft $draft): ?ClientProblem
    {
        if (count($draft->redirectUris) > self::MAXIMUM_REDIRECT_URIS) {
            return new ClientProblem(ClientRule::UriCount, self::MAXIMUM_REDIRECT_URIS);
        }
        $schemes = PrivateUseSchemes::of($this->settings->word(Setting::PrivateUseSchemes));
        foreach ($draft->redirectUris as $number => $uri) {
            $problem = RedirectUri::of($uri, $schemes)->refusal($number + 1);
            if ($problem !== null) {
                return $problem;
            }
        }
        foreach (GrantType::cases() as $type) {
            if ($draft->redirectUris === [] && $type->redirects() && self::has($draft, $type)) {
                return new ClientProblem(ClientRule::UriMissing, $type->value);
            }
        }

        return null;
    }

    /**
     * Checks a new owner. Only super users see and manage clients, so nobody else can answer for one.
     */
    public function owner(string $login): ?ClientProblem
    {
        return $this->users->find($login)?->highestScope === Scope::SuperUser ? null : new ClientProblem(ClientRule::OwnerUnfit);
    }

    private function actsAs(?string $login): ?ClientProblem
    {
        return $login === null || $this->users->exists($login) ? null : new ClientProblem(ClientRule::ActsAsUnknown, $login);
    }

    /** @param list<string> $scopes */
    private function scopes(array $scopes): ?ClientProblem
    {
        if ($scopes === []) {
            return new ClientProblem(ClientRule::ScopeMissing);
        }
        foreach ($scopes as $name) {
            $scope = Scope::tryFrom($name);
            if ($scope === null) {
                return new ClientProblem(ClientRule::ScopeUnknown, Scope::shown($name), implode(' ', Scope::values()));
            }
            if (!in_array($scope, $this->settings->allowedScopes, true)) {
                return new ClientProblem(ClientRule::ScopeOff, $name);
            }
        }

        return null;
    }

    private function requirePkce(ClientDraft $draft): ?ClientProblem
    {
        // Without a secret, only PKCE ties the code to the client (RFC 9700 2.1.1).
        return $draft->requirePkce === false && $draft->type !== ClientRecord::CONFIDENTIAL
            ? new ClientProblem(ClientRule::PkceOff)
            : null;
    }
}
