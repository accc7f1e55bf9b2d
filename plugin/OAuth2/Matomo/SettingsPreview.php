<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Authorizations\Authorizations;
use Piwik\Plugins\OAuth2\Server\Client\ClientEffects;
use Piwik\Plugins\OAuth2\Server\Client\ClientRegistry;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** Counts what a change of the settings would end, for the question that an administrator answers before the change. */
final readonly class SettingsPreview
{
    /** @param array<string, mixed> $stored {@see SettingValues} before the change */
    public function __construct(private Authorizations $authorizations, private ClientRegistry $clients, private array $stored)
    {
    }

    /**
     * @param array<string, mixed> $values the changed values by the names of the settings, valid ones
     * @return array{effects: array{authorizations: int, users: int, own: int, causes: list<string>}, clients: array<string, int>}
     *     effects: as {@see Presentation::effects()}, causes are names of settings; clients: by the name of the setting, the
     *     number of clients that must be configured again, or that get no more tokens with the grant type
     * @throws StorageUnavailable
     */
    public function of(array $values): array
    {
        return ['effects' => Presentation::effects($this->effects($values)), 'clients' => $this->clients($values)];
    }

    /** @param array<string, mixed> $values */
    private function effects(array $values): ClientEffects
    {
        if ($this->changesIssuer($values)) {
            return $this->authorizations->live(null, Setting::Issuer->key());
        }
        $allowed = Setting::AllowedScopes->key();
        $removed = isset($values[$allowed])
            ? array_udiff(
                Scope::named($this->stored[$allowed]),
                Scope::named($values[$allowed]),
                static fn (Scope $one, Scope $other): int => strcmp($one->value, $other->value),
            )
            : [];

        return $removed === [] ? new ClientEffects(0, 0, 0, []) : $this->authorizations->live(array_values($removed), $allowed);
    }

    /**
     * @param array<string, mixed> $values
     * @return array<string, int>
     */
    private function clients(array $values): array
    {
        $clients = $this->changesIssuer($values) ? [Setting::Issuer->key() => $this->clients->number()] : [];
        foreach (GrantType::cases() as $type) {
            $switch = SettingValues::switchOf($type);
            if (isset($values[$switch]) && !filter_var($values[$switch], FILTER_VALIDATE_BOOL) && (bool) $this->stored[$switch]) {
                $clients[$switch] = $this->clients->number($type);
            }
        }

        return $clients;
    }

    /** @param array<string, mixed> $values */
    private function changesIssuer(array $values): bool
    {
        $issuer = $values[Setting::Issuer->key()] ?? null;

        return \is_string($issuer) && rtrim(trim($issuer), '/') !== $this->stored[Setting::Issuer->key()];
    }
}
