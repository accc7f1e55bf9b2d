<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The columns of an authorization that has not ended which decide whether an edit of its client ends it. */
final readonly class LiveAuthorization
{
    /** Columns of oauth2_authorization. */
    public const COLUMNS = ['id', 'login', 'kind', 'scope', 'code_redeemed_at', 'redirect_uri', 'refresh_expires_at'];

    /**
     * @param bool $inUse false until the code has been redeemed
     * @param ?string $redirectUri the URI that the code was sent to; null for client credentials
     * @param bool $refreshes true if a refresh token was issued
     */
    public function __construct(
        public string $id,
        public string $login,
        public AuthorizationKind $kind,
        public string $scope,
        public bool $inUse,
        public ?string $redirectUri,
        public bool $refreshes,
    ) {
    }

    /** A new authorization, whose code has not been redeemed. */
    public static function unused(#[\SensitiveParameter] AuthorizationRecord $record): self
    {
        return new self($record->id, $record->login, $record->kind, $record->scope, false, $record->redirectUri, false);
    }

    /** @internal */
    public static function fromRow(Row $row): self
    {
        $kind = AuthorizationKind::from($row->string('kind'));

        return new self(
            $row->string('id'),
            $row->string('login'),
            $kind,
            $row->string('scope'),
            $kind === AuthorizationKind::ClientCredentials || $row->nullableInt('code_redeemed_at') !== null,
            $row->nullableString('redirect_uri'),
            $row->nullableInt('refresh_expires_at') !== null,
        );
    }
}
