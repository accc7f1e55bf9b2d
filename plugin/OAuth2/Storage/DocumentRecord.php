<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * A row of oauth2_document: a client ID metadata document that was fetched for a logged-in user, what users consented to, and
 * what an administrator decided. Times are Unix seconds. A row whose client ID is a host blocks every document of that host.
 */
final readonly class DocumentRecord
{
    public const COLUMNS = [
        'client_id', 'decision', 'asked_by', 'body', 'fetched_at', 'fresh_until', 'digest', 'kept', 'suspended', 'adopted', 'latest',
        'checked_at', 'check_problem', 'created_at',
    ];

    /**
     * @param ?string $askedBy the login of the user for whom the document waits for approval
     * @param ?string $body the document as it was fetched last
     * @param ?int $freshUntil the time until which it need not be fetched again
     * @param ?string $digest the digest of the document that users consented to; null if nobody has, or it has changed
     * @param bool $kept true if an administrator keeps the client, with scopes of its own
     * @param bool $suspended true if the client is paused because the settings no longer allow it
     * @param ?string $adopted the document that an administrator put in place of the plugin's copy
     * @param ?string $latest the vendor's document, if it differs from the one in use
     * @param ?string $checkProblem why the vendor's document could not be compared last
     */
    public function __construct(
        public string $clientId,
        public ?DocumentDecision $decision = null,
        public ?string $askedBy = null,
        public ?string $body = null,
        public ?int $fetchedAt = null,
        public ?int $freshUntil = null,
        #[\SensitiveParameter]
        public ?string $digest = null,
        public bool $kept = false,
        public bool $suspended = false,
        public ?string $adopted = null,
        public ?string $latest = null,
        public ?int $checkedAt = null,
        public ?string $checkProblem = null,
        public int $createdAt = 0,
    ) {
    }

    /** @internal */
    public static function fromRow(Row $row): self
    {
        return new self(
            $row->string('client_id'),
            DocumentDecision::tryFrom($row->string('decision')),
            $row->nullableString('asked_by'),
            $row->nullableString('body'),
            $row->nullableInt('fetched_at'),
            $row->nullableInt('fresh_until'),
            $row->nullableString('digest'),
            $row->bool('kept'),
            $row->bool('suspended'),
            $row->nullableString('adopted'),
            $row->nullableString('latest'),
            $row->nullableInt('checked_at'),
            $row->nullableString('check_problem'),
            $row->int('created_at'),
        );
    }
}
