<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The clients that a list shows. */
final readonly class ClientFilter
{
    /** More words than anybody types; each costs a comparison with every client. */
    private const MAX_WORDS = 8;

    /** @var list<string> each must be part of a client's name, ID, description, logins or redirect URIs, in any letter case */
    public array $words;

    /**
     * @param string $search words, separated by blanks
     * @param ?string $type null for all types
     * @param ?bool $active null for active and paused clients
     * @param ?ClientOrigin $origin null for all clients, however they came into the list
     */
    public function __construct(
        string $search = '',
        public ?string $type = null,
        public ?bool $active = null,
        public ?ClientOrigin $origin = null,
    ) {
        // MySQL reads malformed UTF-8 as an empty text, which is part of every other one.
        $words = preg_split('/\s+/u', $search, self::MAX_WORDS + 1, PREG_SPLIT_NO_EMPTY);
        $this->words = $words === false ? ["\u{FFFD}"] : array_slice($words, 0, self::MAX_WORDS);
    }
}
