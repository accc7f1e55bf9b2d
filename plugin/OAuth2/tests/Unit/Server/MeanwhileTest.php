<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\Http\Response;

/**
 * A right is removed between the read and the write of a token request. The request may still succeed, but its tokens
 * must be invalid.
 */
final class MeanwhileTest extends ServerTestCase
{
    /** @return iterable<string, array{string, string}> */
    public static function moments(): iterable
    {
        $events = [
            'paused', 'deleted', 'deleted and created again', 'secret leaked', 'made public', 'scope taken', 'user deleted',
            'user deleted unnoticed',
        ];
        foreach ($events as $event) {
            foreach (['code', 'refresh', 'refresh again', 'credentials'] as $grant) {
                yield "$event, $grant" => [$event, $grant];
            }
        }
        yield 'another user' => ['another user', 'credentials'];
        foreach (['code', 'refresh', 'refresh again'] as $grant) {
            yield "redirect URI taken, $grant" => ['redirect URI taken', $grant];
        }
        yield 'credentials grant taken' => ['credentials grant taken', 'credentials'];
        // These events do not stop a client from requesting client credentials again.
        foreach (['revoked by the user', 'revoked by an administrator', 'all revoked', 'code grant taken'] as $event) {
            foreach (['code', 'refresh', 'refresh again'] as $grant) {
                yield "$event, $grant" => [$event, $grant];
            }
        }
    }

    #[DataProvider('moments')]
    public function testTokensEndWithARightRemovedMeanwhile(string $event, string $grant): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $code = $this->code();
        $refreshToken = '';
        if (str_starts_with($grant, 'refresh')) {
            $refreshToken = self::token($this->redeem($code), 'refresh_token');
        }
        if ($grant === 'refresh again') {
            $this->refresh($refreshToken);
            // A retry after a lost answer: the row must be kept longer for the new access token.
            $this->clock->time += 20;
        }
        $table = $this->connection->table('oauth2_authorization');
        $this->connection->before($grant === 'credentials' ? "INSERT INTO $table" : "UPDATE $table", function () use ($event): void {
            $this->takeAway($event);
        });
        $answer = match ($grant) {
            'code' => $this->redeem($code),
            'credentials' => $this->clientCredentials(['scope' => 'matomo:write']),
            default => $this->refresh($refreshToken),
        };
        // A repeated answer may write nothing; then the event happens directly after it.
        $this->takeAway($event);
        self::assertTrue($this->taken);
        $this->assertWorthless($answer);
        if ($event === 'paused') {
            $this->server->clients()->setActive('app', true);
            self::assertSame(200, $answer->status);
            self::assertSame(200, $this->bearerStatus(self::token($answer)), 'a pause is temporary');
        }
    }

    private bool $taken = false;

    private function takeAway(string $event): void
    {
        if ($this->taken) {
            return;
        }
        $this->taken = true;
        $clients = $this->server->clients();
        $authorizations = $this->server->authorizations();
        if (str_starts_with($event, 'deleted')) {
            $clients->delete('app');
        }
        if (str_starts_with($event, 'user deleted')) {
            $this->users->users = [];
        }
        match ($event) {
            'paused' => $clients->setActive('app', false),
            'deleted', 'user deleted unnoticed' => null,
            'deleted and created again' => $this->client(epoch: 6),
            'secret leaked' => $clients->rotateSecret('app', leaked: true),
            'made public' => $clients->update('app', self::draft(['authorization_code', 'refresh_token'], type: 'public')),
            'code grant taken' => $clients->update('app', self::draft(['client_credentials'])),
            'another user' => $clients->update('app', self::draft(['authorization_code', 'client_credentials'], actsAs: 'ben')),
            'redirect URI taken' => $clients->update('app', self::draft(
                ['authorization_code', 'refresh_token'],
                uri: 'https://other.example/cb',
            )),
            'credentials grant taken' => $clients->update('app', self::draft(['authorization_code'])),
            'scope taken' => $clients->update('app', self::draft(['authorization_code', 'refresh_token', 'client_credentials'], ['matomo:read'])),
            'user deleted' => $authorizations->userDeleted('anna'),
            'revoked by the user' => $this->revokeAll('anna'),
            'revoked by an administrator' => $this->revokeAll(null),
            'all revoked' => $authorizations->revokeAllOf('anna', EndReason::UserDeletion),
            default => throw new \LogicException($event),
        };
    }

    /**
     * @param list<string> $grantTypes
     * @param list<string> $scopes
     */
    private static function draft(
        array $grantTypes,
        array $scopes = ['matomo:write'],
        string $type = 'confidential',
        ?string $actsAs = null,
        string $uri = self::REDIRECT,
    ): ClientDraft {
        return new ClientDraft('App', [$uri], $grantTypes, $scopes, $type, actsAs: $actsAs);
    }

    private function revokeAll(?string $login): void
    {
        $rows = $this->connection->rows('SELECT id FROM ' . $this->connection->table('oauth2_authorization'));
        foreach ($rows as $row) {
            self::assertTrue($this->server->authorizations()->revoke((string) $row['id'], $login));
        }
    }

    private function assertWorthless(Response $answer): void
    {
        if ($answer->status !== 200) {
            self::assertContains($answer->status, [400, 401]);

            return;
        }
        self::assertSame(401, $this->bearerStatus(self::token($answer)), $answer->body);
        if (isset(self::json($answer)['refresh_token'])) {
            self::assertNotSame(200, $this->refresh(self::token($answer, 'refresh_token'))->status);
        }
    }
}
