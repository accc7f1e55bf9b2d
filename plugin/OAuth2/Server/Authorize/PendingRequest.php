<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use OAuth2\CryptoException;
use Piwik\Plugins\OAuth2\Server\Settings;

/**
 * An authorization request that waits for the user's login, sealed for a cookie of the browser. The server stores nothing
 * about it, so strangers cannot fill a table. The seal keeps other servers' requests and changed ones out; the request
 * itself is no secret and gives no rights, because the consent page follows.
 */
final readonly class PendingRequest
{
    /** The maximum length of the query: sealed, it has to fit into one cookie beside Matomo's own. */
    public const MAX_QUERY = 1500;

    /** The maximum duration of a login, in seconds. */
    public const TTL = 900;

    /** The number of times that a login may lead back: once more than needed, in case a setup page comes between. */
    private const RETURNS = 2;

    /** More than the longest sealed request; longer values are not opened. */
    private const MAX_SEALED = 3000;

    private function __construct(public string $rawQuery, public int $expiresAt, private int $returns)
    {
    }

    /** The request with this query; null when it is too long for a cookie. */
    public static function of(string $rawQuery, int $now): ?self
    {
        return \strlen($rawQuery) > self::MAX_QUERY ? null : new self($rawQuery, $now + self::TTL, self::RETURNS);
    }

    /** Opens a cookie's value; null when it is not sealed by this server, or expired. */
    public static function open(#[\SensitiveParameter] string $sealed, Settings $settings, int $now): ?self
    {
        if (\strlen($sealed) > self::MAX_SEALED) {
            return null;
        }
        try {
            $text = oauth2_open($sealed, self::key($settings), $settings->issuer);
        } catch (CryptoException) {
            return null;
        }
        [$expiresAt, $returns, $rawQuery] = explode(' ', $text, 3) + ['', '', ''];

        return (int) $expiresAt > $now ? new self($rawQuery, (int) $expiresAt, (int) $returns) : null;
    }

    /** The value of the cookie: ASCII letters, digits, dots, hyphens and underscores. */
    public function seal(Settings $settings): string
    {
        return oauth2_seal("$this->expiresAt $this->returns $this->rawQuery", self::key($settings), $settings->issuer);
    }

    /** The request after the user was led back to it; null when that may not happen again. */
    public function afterReturn(): ?self
    {
        return $this->returns > 1 ? new self($this->rawQuery, $this->expiresAt, $this->returns - 1) : null;
    }

    private static function key(Settings $settings): string
    {
        return oauth2_derive_key($settings->wrappingSecret, 'oauth2 pending request');
    }
}
