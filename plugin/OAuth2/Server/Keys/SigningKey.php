<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Keys;

use OAuth2\CryptoException;
use OAuth2\Key;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;
use Piwik\Plugins\OAuth2\Storage\SigningKeyTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** The private key that signs access tokens. Storage holds it sealed under a key derived from the wrapping secret. */
final class SigningKey
{
    private ?Key $key = null;

    private ?string $sealed = null;

    /** @param \Closure(): void $initialise creates the keys of an installation that has none */
    public function __construct(
        private readonly SigningKeyTable $table,
        private readonly Settings $settings,
        private readonly \Closure $initialise,
    ) {
    }

    /**
     * Opens the key. An installation without keys gets them now.
     *
     * @throws CryptoException when it was sealed under another wrapping secret; {@see KeyRotation::rotate()} replaces it
     * @throws StorageUnavailable
     */
    public function key(): Key
    {
        if ($this->key === null) {
            $sealed = $this->sealed ?? $this->table->current()?->sealed;
            if ($sealed === null) {
                ($this->initialise)();
                $sealed = $this->table->current()->sealed ?? throw new StorageUnavailable('There is no signing key');
            }
            $this->key = $this->open($sealed);
        }

        return $this->key;
    }

    /** Takes the sealed key that the request's query has read, which saves a query; null if it has read none. */
    public function use(#[\SensitiveParameter] ?string $sealed): void
    {
        $this->sealed = $sealed;
        $this->key = null;
    }

    /** Forgets the key, because another one may sign from now on. */
    public function forget(): void
    {
        $this->use(null);
    }

    /** Seals a private key for storage. */
    public function seal(Key $key): string
    {
        return $key->seal($this->wrappingKey());
    }

    /** Tells whether a stored key can be opened: it cannot if the wrapping secret has changed since. */
    public function opens(SigningKeyRecord $record): bool
    {
        try {
            return $this->open($record->sealed)->keyId === $record->kid;
        } catch (CryptoException) {
            return false;
        }
    }

    private function open(#[\SensitiveParameter] string $sealed): Key
    {
        return Key::unseal($sealed, $this->wrappingKey());
    }

    private function wrappingKey(): string
    {
        return oauth2_derive_key($this->settings->wrappingSecret, 'oauth2 signing key');
    }
}
