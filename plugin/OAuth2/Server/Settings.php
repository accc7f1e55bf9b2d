<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The server's configuration, checked once when it is made. What an administrator sets is read by its {@see Setting};
 * what was not given has the default of that list.
 */
final readonly class Settings
{
    /** @var list<GrantType> those that are switched on, in the order of {@see GrantType} */
    public array $grantTypes;

    /** @var list<Scope> what clients may be given at all */
    public array $allowedScopes;

    /** @var array<string, int|bool|string> what was given, by the keys of {@see Setting} */
    public array $values;

    /**
     * @param string $issuer identifier of this server: http(s) URL without query, fragment and trailing slash
     *                       (RFC 8414 2); stored, never derived from a request
     * @param non-empty-list<string> $resources identifiers of the protected resources tokens may be made for
     *                       (RFC 8707); the first is the audience of a token whose request names none
     * @param ?list<GrantType> $grantTypes those that are switched on; null: all
     * @param ?list<Scope> $allowedScopes what clients may be given at all; null: the setting's default
     * @param string $wrappingSecret what private keys are sealed under at rest; at least 32 bytes, never stored beside
     *                       the database
     * @param int|bool|string ...$values by the keys of {@see Setting}
     * @throws \ValueError when a value is out of range, or its name is none of a setting
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
        $this->values = self::checked($values);
        if ($resources === []) {
            throw new \ValueError('At least one resource is needed, it is the default audience');
        }
        if (!EndpointUrls::areWebUrls($resources)) {
            throw new \ValueError('A resource must be an absolute http or https URL without fragment');
        }
        // A link that isn't set is left out by standing for the issuer, which is one.
        if (!EndpointUrls::areWebUrls([$privacyUrl ?? $issuer, $termsUrl ?? $issuer])) {
            throw new \ValueError('The privacy and terms links must be absolute http or https URLs');
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
     * The same settings but for some, by the names of the constructor's parameters.
     *
     * @throws \ValueError when a value is out of range
     */
    public function with(mixed ...$changes): self
    {
        $own = $this->values + array_diff_key(get_object_vars($this), ['values' => null]);

        /** @phpstan-ignore argument.type (PHP checks the types) */
        return new self(...($changes + $own));
    }

    /** Whether the grant type is switched on. */
    public function offers(GrantType $type): bool
    {
        return \in_array($type, $this->grantTypes, true);
    }

    /** The value of a number, as the administrator sees it. */
    public function number(Setting $setting): int
    {
        $value = $this->values[$setting->key()] ?? $setting->default();

        return \is_int($value) ? $value : throw new \LogicException("$setting->name is no number");
    }

    /** The value of a time, in seconds. */
    public function seconds(Setting $setting): int
    {
        // Each token asks for a time, so by one call.
        $row = $setting->row();
        $value = $this->values[$row['key']] ?? $row['default'] ?? null;

        return \is_int($value) ? $value * ($row['unit'] ?? 0) : throw new \LogicException("$setting->name is no number");
    }

    /** Whether a flag is on. */
    public function isOn(Setting $setting): bool
    {
        return ($this->values[$setting->key()] ?? $setting->default()) === true;
    }

    /** The word of a choice. */
    public function word(Setting $setting): string
    {
        $value = $this->values[$setting->key()] ?? $setting->default();

        return \is_string($value) ? $value : throw new \LogicException("$setting->name is no choice");
    }

    /**
     * @param array<int|string, int|bool|string> $values
     * @return array<string, int|bool|string>
     */
    private static function checked(array $values): array
    {
        $checked = [];
        foreach ($values as $name => $value) {
            $key = (string) $name;
            if (!Setting::acceptsByKey($key, $value)) {
                throw new \ValueError("$name is no setting, or its value is out of range");
            }
            $checked[$key] = $value;
        }

        return $checked;
    }
}
