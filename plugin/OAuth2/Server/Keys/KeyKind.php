<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Keys;

use OAuth2\Key;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;

/** The algorithm and size of signing keys that the settings ask for. */
final readonly class KeyKind
{
    public function __construct(private Settings $settings)
    {
    }

    public function generate(): Key
    {
        $algorithm = $this->settings->word(Setting::SigningAlgorithm);

        return Key::generate($algorithm, self::usesRsa($algorithm) ? $this->settings->rsaBits : null);
    }

    /** Tells whether the key has this algorithm and size. */
    public function is(SigningKeyRecord $key): bool
    {
        if ($key->algorithm !== $this->settings->word(Setting::SigningAlgorithm)) {
            return false;
        }
        if (!self::usesRsa($key->algorithm)) {
            return true;
        }
        $jwk = json_decode($key->publicJwk, true, 4);
        $modulus = \is_array($jwk) && \is_string($jwk['n'] ?? null) ? $jwk['n'] : '';

        // Four characters of base64url are three octets.
        return intdiv(\strlen($modulus) * 3, 4) * 8 === $this->settings->rsaBits;
    }

    private static function usesRsa(string $algorithm): bool
    {
        return $algorithm === 'RS256' || $algorithm === 'PS256';
    }
}
