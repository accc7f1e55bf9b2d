<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The server's configuration, which the constructor checks. Read the administrator's settings by their {@see Setting}; a
 * setting without a value has the default of that list.
 */
final readonly class Settings
{
    /** @var list<GrantType> the grant types that are switched on, in the order of {@see GrantType} */
    public array $grantTypes;

    /** @var list<Scope> the scopes that clients may have */
    public array $allowedScopes;

    /** @var array<string, int|bool|string> the given values, by the keys of {@see Setting} */
    public array $values;

    /**
     * @param string $issuer identifier of this server: http(s) URL without query, fragment and trailing slash
     *                       (RFC 8414 2); stored, never derived from a request
     * @param non-empty-list<string> $resources identifiers of the protected resources that tokens may be for
     *                       (RFC 8707); the first is the audience of a token whose request names none
     * @param ?list<GrantType> $grantTypes the grant types that are switched on; null: all
     * @param ?list<Scope> $allowedScopes the scopes that clients may have; null: the setting's default
     * @param string $wrappingSecret the secret from which the key for sealing private keys is derived; at least 32 bytes,
     *                       never stored in the database
     * @param int|bool|string ...$values by the keys of {@see Setting}
     * @throws \ValueError when a value is out of range, or there is no setting of that name
     */
    public function __construct(
        public string $issuer,
        public EndpointUrls $endpoints,
        public array $resources,
        #[\SensitiveParameter]
        public string $wrappingSecret,
        ?array $grantTypes = null,
        ?array $allowedScopes = null,
        public int $rsaBits = 2048,
        public string $serviceName = 'Matomo',
        public ?string $privacyUrl = null,
        public ?string $termsUrl = null,
        public ThrottleLimits $throttle = new ThrottleLimits(),
        int|bool|string ...$values,
    ) {
        if (!EndpointUrls::isBase($issuer)) {
            throw new \ValueError('The issuer must be an http or https URL without query, fragment or trailing slash');
        }
        if (\strlen($wrappingSecret) < 32) {
            throw new \ValueError('The wrapping secret must have at least 32 bytes');
        }
        if ($rsaBits < 2048 || $rsaBits > 8192) {
            throw new \ValueError('rsaBits must be from 2048 to 8192');
        }
        $refused = Setting::refused($values);
        if ($refused !== null) {
            throw new \ValueError("$refused is no setting, or its value is out of range");
        }
        /** @var array<string, int|bool|string> $values */
        $this->values = $values;
        if ($resources === []) {
            throw new \ValueError('At least one resource is needed, it is the default audience');
        }
        // The issuer, which is valid, stands in for a link that is not set. One check for all, because every request makes it.
        if (!EndpointUrls::areWebUrls([...$resources, $privacyUrl ?? $issuer, $termsUrl ?? $issuer])) {
            throw new \ValueError(EndpointUrls::areWebUrls($resources)
                ? 'The privacy and terms links must be absolute http or https URLs'
                : 'A resource must be an absolute http or https URL without fragment');
        }
        $this->allowedScopes = $allowedScopes ?? Scope::named(Setting::AllowedScopes->default());
        $this->grantTypes = $grantTypes === null
            ? GrantType::cases()
            : array_values(array_filter(
                GrantType::cases(),
                static fn (GrantType $type): bool => \in_array($type, $grantTypes, true),
            ));
    }

    /**
     * Returns a copy with some changes, by the names of the constructor's parameters.
     *
     * @throws \ValueError when a value is out of range
     */
    public function with(mixed ...$changes): self
    {
        $own = $this->values + array_diff_key(get_object_vars($this), ['values' => null]);

        /** @phpstan-ignore argument.type (PHP checks the types) */
        return new self(...($changes + $own));
    }

    /** Tells whether the grant type is switched on. */
    public function offers(GrantType $type): bool
    {
        return \in_array($type, $this->grantTypes, true);
    }

    /** Returns the value of a number, in the unit that the administrator sees. */
    public function number(Setting $setting): int
    {
        $value = $this->values[$setting->key()] ?? $setting->default();

        return \is_int($value) ? $value : throw new \LogicException("$setting->name is no number");
    }

    /** Returns the value of a time, in seconds. */
    public function seconds(Setting $setting): int
    {
        // One call of row(), because every token needs a time.
        $row = $setting->row();
        $value = $this->values[$row['key']] ?? $row['default'] ?? null;

        return \is_int($value) ? $value * ($row['unit'] ?? 0) : throw new \LogicException("$setting->name is no number");
    }

    /**
     * Returns the scopes of clients that came by themselves.
     *
     * @return list<string> the lowest first
     */
    public function assistantScopes(): array
    {
        $highest = $this->word(Setting::AssistantScope);
        $scopes = [];
        foreach (Scope::cases() as $scope) {
            $scopes[] = $scope->value;
            if (strtolower($scope->name) === $highest) {
                break;
            }
        }

        return $scopes;
    }

    /** Tells whether a flag is on. */
    public function isOn(Setting $setting): bool
    {
        return ($this->values[$setting->key()] ?? $setting->default()) === true;
    }

    /** Returns the word of a choice, or a text. */
    public function word(Setting $setting): string
    {
        $value = $this->values[$setting->key()] ?? $setting->default();

        return \is_string($value) ? $value : throw new \LogicException("$setting->name is no text");
    }
}
