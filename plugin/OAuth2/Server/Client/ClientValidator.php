<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\Users;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/** The rules for clients; all broken ones are told at once, one sentence a field. */
final readonly class ClientValidator
{
    public const GRANT_TYPES = ['authorization_code', 'client_credentials', 'refresh_token'];
    public const MAXIMUM_NAME = 100;
    public const MAXIMUM_DESCRIPTION = 1000;

    /**
     * Characters that a name must not have because they are invisible or rearrange the text around them: controls,
     * line ends, private and unassigned ones, direction marks and overrides, zero-width blanks.
     */
    private const UNFIT = '\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\x{061C}\x{200B}\x{200E}\x{200F}\x{202A}-\x{202E}'
        . '\x{2060}-\x{2064}\x{2066}-\x{206F}\x{FEFF}\x{FFF9}-\x{FFFB}\x{E0000}-\x{E007F}';

    public function __construct(
        private Settings $settings,
        private Users $users,
    ) {
    }

    /**
     * @param ?ClientRecord $existing the client that is edited, null when one is made
     * @return array<string, string> one sentence by field, empty when the draft is fine
     */
    public function errors(ClientDraft $draft, ?ClientRecord $existing = null): array
    {
        return array_filter([
            'clientId' => $existing === null ? $this->clientId($draft->clientId) : null,
            'name' => $this->name($draft->name),
            'description' => $this->description($draft->description),
            'type' => $this->type($draft->type),
            'grantTypes' => $this->grantTypes($draft),
            'redirectUris' => $this->redirectUris($draft),
            'scopes' => $this->scopes($draft->scopes),
            'requirePkce' => $this->requirePkce($draft, $existing),
        ], is_string(...));
    }

    private function clientId(?string $id): ?string
    {
        return match (true) {
            $id === null => null,
            str_starts_with(strtolower($id), 'https:') => 'A client id must not be an address: those belong to clients'
                . ' that describe themselves at it.',
            preg_match('/\A[A-Za-z0-9][A-Za-z0-9._-]{2,79}\z/', $id) !== 1 => 'A client id has 3 to 80 letters, digits,'
                . ' dots, underscores and hyphens, and begins with a letter or digit.',
            $this->users->find($id) !== null => 'A client id must not be the login of a user.',
            default => null,
        };
    }

    private function name(string $name): ?string
    {
        return match (true) {
            preg_match('/\A[\p{Z}\s]*\z/u', $name) === 1 => 'A client needs a name.',
            preg_match('/\A[^' . self::UNFIT . ']*\z/u', $name) !== 1 => 'A name must not have control characters, line'
                . ' breaks, or invisible characters that change the direction of text.',
            preg_match('/\A.{1,' . self::MAXIMUM_NAME . '}\z/us', $name) !== 1 => 'A name has at most '
                . self::MAXIMUM_NAME . ' characters.',
            default => null,
        };
    }

    private function description(string $description): ?string
    {
        // Lines and tabulators are fine here.
        $text = str_replace(["\r\n", "\n", "\t"], ' ', $description);

        return match (true) {
            preg_match('/\A[^' . self::UNFIT . ']*\z/u', $text) !== 1 => 'A description must not have control characters,'
                . ' or invisible characters that change the direction of text.',
            preg_match('/\A.{0,' . self::MAXIMUM_DESCRIPTION . '}\z/us', $text) !== 1 => 'A description has at most '
                . self::MAXIMUM_DESCRIPTION . ' characters.',
            default => null,
        };
    }

    private function type(string $type): ?string
    {
        return in_array($type, [ClientRecord::CONFIDENTIAL, ClientRecord::PUBLIC], true)
            ? null
            : 'A client is confidential or public.';
    }

    private function grantTypes(ClientDraft $draft): ?string
    {
        $grants = $draft->grantTypes;
        if ($grants === []) {
            return 'A client needs at least one grant type.';
        }
        if (array_diff($grants, self::GRANT_TYPES) !== []) {
            return 'The grant types are ' . implode(', ', self::GRANT_TYPES) . '.';
        }
        if ($draft->type === ClientRecord::PUBLIC && in_array('client_credentials', $grants, true)) {
            return 'A public client cannot keep a secret, so it cannot use client_credentials.';
        }
        if (in_array('refresh_token', $grants, true) && !in_array('authorization_code', $grants, true)) {
            return 'The grant type refresh_token needs authorization_code: only there are refresh tokens issued.';
        }

        return null;
    }

    private function redirectUris(ClientDraft $draft): ?string
    {
        if (count($draft->redirectUris) > RedirectUris::MAXIMUM) {
            return 'A client has at most ' . RedirectUris::MAXIMUM . ' redirect URIs.';
        }
        foreach ($draft->redirectUris as $number => $uri) {
            $problem = RedirectUris::problem($uri);
            if ($problem !== null) {
                // By number: the URI itself may be anything.
                return 'Redirect URI ' . ($number + 1) . " $problem.";
            }
        }
        if ($draft->redirectUris === [] && in_array('authorization_code', $draft->grantTypes, true)) {
            return 'The grant type authorization_code needs at least one redirect URI.';
        }

        return null;
    }

    /** @param list<string> $scopes */
    private function scopes(array $scopes): ?string
    {
        if ($scopes === []) {
            return 'A client needs at least one scope.';
        }
        foreach ($scopes as $name) {
            $scope = Scope::tryFrom($name);
            if ($scope === null) {
                return 'The scopes are ' . implode(', ', array_column(Scope::cases(), 'value')) . '.';
            }
            if (!in_array($scope, $this->settings->allowedScopes, true)) {
                return "The scope $name is switched off in the settings.";
            }
        }

        return null;
    }

    private function requirePkce(ClientDraft $draft, ?ClientRecord $existing): ?string
    {
        return $draft->requirePkce === false && ($existing === null || $existing->requirePkce)
            ? 'PKCE cannot be switched off.'
            : null;
    }
}
