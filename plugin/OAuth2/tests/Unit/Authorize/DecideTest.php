<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Authorize;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Authorize\ErrorPage;
use Piwik\Plugins\OAuth2\Server\Authorize\SwitchUser;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\WatchedConnection;

/** The user's decision on the consent page, and forms that are refused. */
final class DecideTest extends AuthorizeTestCase
{
    public function testAllowIssuesACodeForTheAllowedAccess(): void
    {
        $answer = self::redirected($this->decide(self::allow($this->screen(self::query()))));

        self::assertSame(['code', 'state', 'iss'], array_keys($answer));
        self::assertSame('xyz', $answer['state']);
        self::assertSame(self::ISSUER, $answer['iss']);
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}\.[A-Za-z0-9_-]{43}$/D', $answer['code']);

        $row = $this->row($answer['code']);
        self::assertSame(['app', 'anna', 'code', 'matomo:read'], [$row->clientId, $row->login, $row->kind->value, $row->scope]);
        self::assertSame(self::ISSUER, $row->resource);
        self::assertSame(7, $row->clientEpoch);
        self::assertSame(self::CHALLENGE, $row->codeChallenge);
        self::assertSame(self::CALLBACK, $row->redirectUri);
        self::assertTrue($row->redirectUriSent);
        self::assertSame(oauth2_token_digest($answer['code']), $row->codeDigest);
        self::assertSame(FixedClock::START + 600, $row->codeExpiresAt);
        self::assertNull($row->codeRedeemedAt);
        self::assertSame(['authorization.granted'], $this->events->names());
        self::assertStringNotContainsString($answer['code'], (string) json_encode($this->events->events));
    }

    public function testTheCodeRecordsTheResourceAndWhetherTheRedirectUriWasGiven(): void
    {
        $resource = self::ISSUER . '/index.php?module=API&format=mcp';
        $query = self::query([
            'client_id' => 'old', 'redirect_uri' => null, 'scope' => 'matomo:write', 'resource' => $resource,
            'code_challenge' => null, 'code_challenge_method' => null,
        ]);
        $answer = self::redirected($this->decide(self::allow($this->screen($query), 'matomo:write')));
        $row = $this->row($answer['code']);

        self::assertSame($resource, $row->resource);
        self::assertFalse($row->redirectUriSent);
        self::assertSame(self::CALLBACK, $row->redirectUri);
        self::assertNull($row->codeChallenge);
    }

    public function testExactlyTheChosenScopeIsGranted(): void
    {
        $screen = $this->screen(self::query(['scope' => 'matomo:read matomo:write matomo:admin']));
        $answer = self::redirected($this->decide(self::allow($screen, 'matomo:write')));

        self::assertSame('matomo:write', $this->row($answer['code'])->scope);
    }

    /** The highest scope asked first is the limit of refresh requests. */
    #[DataProvider('firstAsked')]
    public function testTheHighestRequestedScopeIsRecorded(string $expected, ?string $asked, string $clientId = 'app'): void
    {
        $user = self::anna(Scope::Write);
        $screen = $this->screen(self::query(['client_id' => $clientId, 'scope' => $asked]), $user);
        $row = $this->row(self::redirected($this->decide(self::allow($screen), $user))['code']);

        self::assertSame(['matomo:read', $expected], [$row->scope, $row->askedScope]);
    }

    /** @return iterable<string, array{0: string, 1: ?string, 2?: string}> */
    public static function firstAsked(): iterable
    {
        yield 'the granted one' => ['matomo:read', 'matomo:read'];
        yield 'several' => ['matomo:write', 'matomo:write matomo:read'];
        yield 'beyond the user' => ['matomo:superuser', 'matomo:read matomo:superuser matomo:write'];
        yield 'beyond the client' => ['matomo:superuser', 'matomo:superuser', 'old'];
        yield 'none: the least of the row' => ['matomo:write', null, 'old'];
    }

    public function testAScopeBelowTheRequestedOneCanBeChosen(): void
    {
        $screen = $this->screen(self::query(['scope' => 'matomo:admin']));
        $answer = self::redirected($this->decide(self::allow($screen, 'matomo:read')));

        self::assertSame('matomo:read', $this->row($answer['code'])->scope);
    }

    /** The events name what the client asked for, not what it was offered. */
    public function testTheEventsNameWhatWasAskedBesideWhatWasGranted(): void
    {
        $query = self::query(['scope' => 'matomo:superuser offline_access matomo:write']);
        $this->decide(self::allow($this->screen($query, self::anna(Scope::Write))), self::anna(Scope::Write));
        $this->decide(['decision' => 'deny'] + self::allow($this->screen($query)));
        [$granted, $denied] = $this->events->events;

        self::assertSame('matomo:read', $granted->context['scope'] ?? null);
        self::assertSame('matomo:superuser matomo:write', $granted->context['requested'] ?? null);
        self::assertSame('matomo:superuser matomo:write', $denied->context['requested'] ?? null);
    }

    /** A user who allows again what a client has already need not be told. */
    public function testTheEventSaysWhetherTheClientHadTheAccess(): void
    {
        $mcp = self::ISSUER . '/index.php?module=API&format=mcp';
        $allow = function (string $scope, string $resource = self::ISSUER, ?User $user = null): bool {
            $query = self::query(['scope' => 'matomo:read matomo:write matomo:admin', 'resource' => $resource]);
            $screen = $this->screen($query, $user);
            $code = self::redirected($this->decide(self::allow($screen, $scope), $user))['code'];
            $id = explode('.', $code)[0];
            $table = new AuthorizationTable($this->connection);
            self::assertTrue($table->redeemCode($id, oauth2_token_digest($code), FixedClock::START, null, null, null, FixedClock::START + 9));
            $event = $this->events->events[\count($this->events->events) - 1];
            self::assertSame($id, $event->context['authorization_id'] ?? null);
            self::assertIsBool($event->context['new'] ?? null);

            return $event->context['new'];
        };
        self::assertTrue($allow('matomo:write'), 'the first time');
        self::assertFalse($allow('matomo:write'), 'again');
        self::assertFalse($allow('matomo:read'), 'less');
        self::assertTrue($allow('matomo:admin'), 'more');
        self::assertTrue($allow('matomo:write', $mcp), 'for something else');
        self::assertTrue($allow('matomo:write', self::ISSUER, new User('ben', Scope::SuperUser)), 'another user');
        (new AuthorizationTable($this->connection))->endForUser('anna', 'user_revoked', FixedClock::START);
        self::assertTrue($allow('matomo:write'), 'after it was revoked');
    }

    public function testACodeThatNobodyRedeemedIsNoAccess(): void
    {
        foreach ([1, 2] as $time) {
            $this->decide(self::allow($this->screen(self::query())));
            self::assertTrue($this->events->events[$time - 1]->context['new'] ?? null);
        }
    }

    /** @param array<string, ?string> $change */
    #[DataProvider('denials')]
    public function testDenyDenies(array $change): void
    {
        $fields = array_filter($change + self::allow($this->screen(self::query())), is_string(...));
        $answer = self::redirected($this->decide($fields));

        self::assertSame(['error', 'error_description', 'state', 'iss'], array_keys($answer));
        self::assertSame('access_denied', $answer['error']);
        self::assertSame('xyz', $answer['state']);
        self::assertSame(self::ISSUER, $answer['iss']);
        self::assertSame(['authorization.denied'], $this->events->names());
        self::assertSame(0, $this->rowCount('oauth2_authorization'));
    }

    /** @return iterable<string, array{array<string, ?string>}> */
    public static function denials(): iterable
    {
        yield 'deny' => [['decision' => 'deny']];
        yield 'deny without a scope' => [['decision' => 'deny', 'scope' => null]];
    }

    #[DataProvider('scopesNotOffered')]
    public function testAScopeThatWasNotOfferedIsRefused(?string $scope): void
    {
        $user = self::anna(Scope::Write);
        $screen = $this->screen(self::query(['scope' => 'matomo:read matomo:write matomo:admin']), $user);
        $fields = array_filter(['scope' => $scope] + self::allow($screen), is_string(...));

        self::assertPage('OAuth2_ErrorConsentScope', $this->decide($fields, $user));
        self::assertSame(0, $this->rowCount('oauth2_authorization'));
    }

    /** @return iterable<array{?string}> */
    public static function scopesNotOffered(): iterable
    {
        yield 'requested, but beyond the user' => ['matomo:admin'];
        yield 'neither' => ['matomo:superuser'];
        yield 'two' => ['matomo:read matomo:write'];
        yield 'unknown' => ['matomo'];
        yield 'none' => [null];
    }

    public function testAPageCanBeAnsweredOnce(): void
    {
        $fields = self::allow($this->screen(self::query()));
        self::redirected($this->decide($fields));

        self::assertPage('OAuth2_ErrorConsentUsed', $this->decide($fields), 403);
        self::assertPage('OAuth2_ErrorConsentUsed', $this->decide(['decision' => 'deny'] + $fields), 403);
        self::assertSame(1, $this->rowCount('oauth2_authorization'));
    }

    public function testTwoTabsAreAnsweredIndependently(): void
    {
        $first = $this->screen(self::query(['state' => 'one']));
        $second = $this->screen(self::query(['state' => 'two']));

        self::assertSame('two', self::redirected($this->decide(self::allow($second)))['state']);
        self::assertSame('one', self::redirected($this->decide(self::allow($first)))['state']);
    }

    public function testANonceIsBoundToUserRequestAndTime(): void
    {
        $screen = $this->screen(self::query());
        $other = self::query(['redirect_uri' => 'http://127.0.0.1:5/cb']);

        foreach (
            [
                [self::allow($screen), new User('ben', Scope::SuperUser)],
                [['request' => $other] + self::allow($screen), self::anna()],
                [['request' => $screen->request . '&x=1'] + self::allow($screen), self::anna()],
                [['request' => ''] + self::allow($screen), self::anna()],
                [['nonce' => ''] + self::allow($screen), self::anna()],
                [['nonce' => strrev($screen->nonce)] + self::allow($screen), self::anna()],
                [['nonce' => $this->screen($other)->nonce] + self::allow($screen), self::anna()],
            ] as [$fields, $user]
        ) {
            self::assertPage('OAuth2_ErrorConsentUsed', $this->decide($fields, $user), 403);
        }
        foreach ([1800, 1801, 100000] as $seconds) {
            $this->clock->time = FixedClock::START + $seconds;
            self::assertPage('OAuth2_ErrorConsentUsed', $this->decide(self::allow($screen)), 403);
        }
        $this->clock->time = FixedClock::START + 1799;
        self::redirected($this->decide(self::allow($screen)));
    }

    public function testANonceThatExpiresWhileItsDecisionIsCarriedOutIsSpentOnce(): void
    {
        $fields = self::allow($this->screen(self::query()));
        $this->clock->time += 1799;
        $this->connection = $watched = new WatchedConnection($this->connection);
        $watched->before('oauth2_client', fn () => ++$this->clock->time);
        $answer = self::redirected($this->decide($fields));
        self::assertArrayHasKey('code', $answer);
        self::assertPage('OAuth2_ErrorConsentUsed', $this->decide($fields), 403);
        self::assertSame(1, $this->rowCount('oauth2_authorization'));
        self::assertSame(['authorization.granted'], $this->events->names());
    }

    /** An edit that ends authorizations cannot see one that is inserted at the same moment. */
    #[DataProvider('edits')]
    public function testADecisionDuringAnEditDoesNotOutliveIt(string $change, bool $isRefused): void
    {
        $fields = self::allow($this->screen(self::query(['scope' => 'matomo:admin'])), 'matomo:admin');
        $inner = $this->connection;
        $this->connection = $watched = new WatchedConnection($inner);
        $watched->before('INSERT INTO unit_oauth2_authorization', static function () use ($inner, $change): void {
            $inner->execute("$change WHERE client_id = 'app'");
        });
        $answer = $this->decide($fields);
        $row = $inner->row('SELECT end_reason FROM unit_oauth2_authorization');
        if ($isRefused) {
            self::assertPage('OAuth2_ErrorConsentScope', $answer);
            self::assertSame(['end_reason' => 'client_changed'], $row);
            self::assertSame([], $this->events->names());
        } else {
            self::redirected($answer);
            self::assertSame(['end_reason' => null], $row);
            self::assertSame(['authorization.granted'], $this->events->names());
        }
    }

    /** @return iterable<string, array{string, bool}> */
    public static function edits(): iterable
    {
        $update = 'UPDATE unit_oauth2_client SET ';
        yield 'a lower highest scope' => [$update . "scopes = '[\"matomo:write\"]'", true];
        yield 'another grant type' => [$update . "grant_types = '[\"client_credentials\"]'", true];
        yield 'another redirect URI' => [$update . "redirect_uris = '[\"https://other.example/cb\"]'", true];
        yield 'another type or a leaked secret' => [$update . 'epoch = 8', true];
        yield 'deleted' => ['DELETE FROM unit_oauth2_client', true];
        yield 'fewer scopes below' => [$update . "scopes = '[\"matomo:admin\"]'", false];
        yield 'another name' => [$update . "name = 'Other'", false];
        yield 'another user for its own tokens' => [$update . "acts_as = 'ben'", false];
    }

    public function testTheDecisionUsesTheCurrentStateOfUserAndClient(): void
    {
        $allow = self::allow($this->screen(self::query(['scope' => 'matomo:admin'])), 'matomo:admin');
        self::assertPage('OAuth2_ErrorConsentScope', $this->decide($allow, self::anna(Scope::Read)));

        $allow = self::allow($this->screen(self::query()));
        $page = $this->decide($allow, self::anna(null));
        self::assertPage('OAuth2_ErrorNoAccess', $page, 403);
        self::assertInstanceOf(ErrorPage::class, $page);
        self::assertStringStartsWith(self::CALLBACK . '?error=access_denied&', (string) $page->returnUrl);
        self::assertSame([], $this->events->names());

        $deny = ['decision' => 'deny'] + self::allow($this->screen(self::query()));
        self::assertSame('access_denied', self::redirected($this->decide($deny, self::anna(null)))['error']);

        $allow = self::allow($this->screen(self::query()));
        (new ClientTable($this->connection))->setActive('app', false, FixedClock::START);
        self::assertPage('OAuth2_ErrorClientPaused', $this->decide($allow));
        self::assertSame(0, $this->rowCount('oauth2_authorization'));
    }

    public function testAFormOfAnotherSiteIsRefusedAndLeavesTheNonceUnused(): void
    {
        $fields = self::allow($this->screen(self::query()));
        foreach (['cross-site', 'same-site', 'none', ''] as $site) {
            $result = $this->decide($fields, null, ['sec-fetch-site' => [$site]]);
            self::assertPage('OAuth2_ErrorConsentForeign', $result, 403);
        }
        self::redirected($this->decide($fields, null, ['sec-fetch-site' => ['same-origin']]));
    }

    /** @param array<string, list<string>> $headers */
    #[DataProvider('foreign')]
    public function testAFormOfAnotherOriginIsRefusedAndLeavesTheNonceUnused(array $headers): void
    {
        $fields = self::allow($this->screen(self::query()));
        self::assertPage('OAuth2_ErrorConsentForeign', $this->decide($fields, null, $headers), 403);
        self::redirected($this->decide($fields));
    }

    /** @return iterable<string, array{array<string, list<string>>}> */
    public static function foreign(): iterable
    {
        yield 'another origin' => [['origin' => ['https://evil.example']]];
        yield 'the server\'s host with another scheme' => [['origin' => ['http://matomo.example']]];
        yield 'the server\'s host with another port' => [['origin' => ['https://matomo.example:8443']]];
        yield 'the server\'s origin and another' => [['origin' => ['https://matomo.example', 'https://evil.example']]];
        yield 'hidden, without another header' => [['origin' => ['null']]];
        yield 'hidden, from another site' => [['origin' => ['null'], 'sec-fetch-site' => ['cross-site']]];
        yield 'hidden, repeated header' => [['origin' => ['null'], 'sec-fetch-site' => ['same-origin', 'same-origin']]];
        yield 'hidden, in another spelling' => [['origin' => ['null'], 'sec-fetch-site' => ['Same-Origin']]];
        yield 'repeated header' => [['sec-fetch-site' => ['same-origin', 'cross-site']]];
        yield 'another origin that claims to be the server\'s' => [
            ['origin' => ['https://evil.example'], 'sec-fetch-site' => ['same-origin']],
        ];
    }

    /**
     * @param array<string, list<string>> $headers
     * @param list<string> $origins
     */
    #[DataProvider('own')]
    public function testAFormOfTheServersOwnPageIsAccepted(array $headers, array $origins = []): void
    {
        $headers += ['content-type' => ['application/x-www-form-urlencoded']];
        $body = http_build_query(self::allow($this->screen(self::query())));
        self::redirected($this->endpoint()->decide(new Request('POST', '', $headers, $body), self::anna(), $origins));
    }

    /** @return iterable<string, array{0: array<string, list<string>>, 1?: list<string>}> */
    public static function own(): iterable
    {
        yield 'no header' => [[]];
        yield 'the server\'s origin' => [['origin' => ['https://matomo.example']]];
        yield 'the server\'s origin and Sec-Fetch-Site' => [['origin' => ['https://matomo.example'], 'sec-fetch-site' => ['same-origin']]];
        yield 'hidden by the browser' => [['origin' => ['null'], 'sec-fetch-site' => ['same-origin']]];
        yield 'another name of this server' => [['origin' => ['http://localhost']], ['http://localhost']];
    }

    public function testAUserWhoIsSomebodyElseOpensTheSameRequestAgain(): void
    {
        $query = self::query(['state' => 'a%20b&c', 'scope' => 'matomo:read matomo:write']);
        $fields = ['decision' => 'switch'] + self::allow($this->screen($query));
        unset($fields['scope']);
        $switch = $this->decide($fields);

        self::assertInstanceOf(SwitchUser::class, $switch);
        self::assertSame($query, $switch->rawQuery);
        self::assertSame(self::ISSUER . '/index.php?module=OAuth2&action=authorize&' . $query, $switch->url);
        self::assertSame([], $this->events->names(), 'nothing is decided, and the client hears nothing');
        self::assertSame(0, $this->rowCount('oauth2_authorization'));
        self::assertPage('OAuth2_ErrorConsentUsed', $this->decide($fields), 403);
    }

    /** Otherwise any site could log users out. */
    public function testNoOtherSiteCanMakeAUserSomebodyElse(): void
    {
        $fields = ['decision' => 'switch'] + self::allow($this->screen(self::query()));
        foreach ([
            ['nonce' => 'x'], ['nonce' => ''], ['request' => self::query(['state' => 'other'])], ['request' => ''],
            ['request' => self::query() . "\r\nX: y"],
        ] as $change) {
            self::assertPage('OAuth2_ErrorConsentUsed', $this->decide($change + $fields), 403);
        }
        foreach ([['origin' => ['https://evil.example']], ['sec-fetch-site' => ['cross-site']]] as $headers) {
            self::assertPage('OAuth2_ErrorConsentForeign', $this->decide($fields, null, $headers), 403);
        }
        $get = $this->endpoint()->decide(new Request('GET', http_build_query($fields)), self::anna());
        self::assertPage('OAuth2_ErrorMethod', $get, 405);
        $post = new Request('POST', '', ['content-type' => ['application/x-www-form-urlencoded']], http_build_query($fields));
        self::assertPage('OAuth2_ErrorLoggedOut', $this->endpoint()->decide($post, null), 403);
        $other = new User('ben', Scope::Read);
        self::assertPage('OAuth2_ErrorConsentUsed', $this->decide($fields, $other), 403);
        self::assertInstanceOf(SwitchUser::class, $this->decide($fields));
    }

    public function testOtherDecisionsThanAllowAndDenyAreRefusedAndUseUpTheNonce(): void
    {
        foreach (['maybe', 'Allow', 'allow ', 'Deny', '', 'allow deny', '0', null] as $decision) {
            $this->events->events = [];
            $fields = self::allow($this->screen(self::query()));
            $answer = $this->decide($decision === null ? array_diff_key($fields, ['decision' => '']) : ['decision' => $decision] + $fields);
            self::assertPage('OAuth2_ErrorMalformed', $answer, 400);
            self::assertSame([], $this->events->names(), 'no decision is recorded');
            self::assertPage('OAuth2_ErrorConsentUsed', $this->decide($fields), 403);
        }
        self::assertSame(0, $this->rowCount('oauth2_authorization'));
    }

    public function testTheEndpointIsClosedWhileEveryGrantTypeIsSwitchedOff(): void
    {
        $fields = self::allow($this->screen(self::query()));
        $off = $this->endpoint(['grantTypes' => []]);
        self::assertPage('OAuth2_ErrorSwitchedOff', $off->open(new Request('GET', self::query()), self::anna()), 503);
        self::assertPage('OAuth2_ErrorSwitchedOff', $off->open(new Request('GET', 'client_id=x'), null), 503);
        $form = ['content-type' => ['application/x-www-form-urlencoded']];
        $post = new Request('POST', '', $form, http_build_query($fields));
        self::assertPage('OAuth2_ErrorSwitchedOff', $off->decide($post, self::anna()), 503);
        self::redirected($this->decide($fields));
    }

    public function testAUserWhoLoggedOutMeanwhileSeesAnErrorPage(): void
    {
        $fields = self::allow($this->screen(self::query()));
        $post = new Request(
            'POST',
            '',
            ['content-type' => ['application/x-www-form-urlencoded']],
            http_build_query($fields),
        );

        self::assertPage('OAuth2_ErrorLoggedOut', $this->endpoint()->decide($post, null), 403);
        self::redirected($this->decide($fields));
    }

    public function testOnlyAWellFormedFormDecides(): void
    {
        $body = http_build_query(self::allow($this->screen(self::query())));
        $form = ['content-type' => ['application/x-www-form-urlencoded']];
        $posts = [
            ['OAuth2_ErrorMethod', new Request('GET', $body, $form), 405],
            ['OAuth2_ErrorMethod', new Request('PUT', '', $form, $body), 405],
            ['OAuth2_ErrorMalformed', new Request('POST', '', [], $body), 400],
            ['OAuth2_ErrorMalformed', new Request('POST', '', ['content-type' => ['application/json']], $body), 400],
            ['OAuth2_ErrorMalformed', new Request('POST', '', $form, $body . '&decision=deny'), 400],
            ['OAuth2_ErrorMalformed', new Request('POST', '', $form, $body . '&scope='), 400],
            ['OAuth2_ErrorMalformed', new Request('POST', '', $form, $body . '&nonce=x'), 400],
            ['OAuth2_ErrorMalformed', new Request('POST', '', $form, $body . '&request=x'), 400],
            ['OAuth2_ErrorMalformed', new Request('POST', '', $form, $body . '&x=%'), 400],
            ['OAuth2_ErrorMalformed', new Request('POST', '', $form, str_repeat('a', 65537)), 400],
            ['OAuth2_ErrorConsentUsed', new Request('POST', $body, $form), 403],
        ];
        foreach ($posts as [$key, $post, $status]) {
            self::assertPage($key, $this->endpoint()->decide($post, self::anna()), $status);
        }
        self::assertInstanceOf(
            Response::class,
            $this->endpoint()->decide(new Request('POST', '', $form, "$body&other=1&other=2"), self::anna()),
        );
    }

    /** A forged form may contain a request that was never opened. It has no nonce, so the answer must not redirect. */
    public function testAnInvalidRequestWithoutANonceIsNotRedirected(): void
    {
        $fields = ['request' => self::query(['response_type' => 'token']), 'nonce' => 'x', 'decision' => 'deny'];

        self::assertPage('OAuth2_ErrorConsentUsed', $this->decide($fields), 403);
    }

    public function testAnUnavailableDatabaseShowsAnErrorPage(): void
    {
        $fields = self::allow($this->screen(self::query()));
        $this->connection = new BrokenConnection();

        foreach ([$this->decide($fields), $this->open(self::query())] as $page) {
            self::assertPage('OAuth2_ErrorUnavailable', $page, 503);
            self::assertInstanceOf(ErrorPage::class, $page);
            self::assertSame('5', $page->headers()['Retry-After'] ?? null);
        }
    }

    private function row(string $code): AuthorizationRecord
    {
        $row = (new AuthorizationTable($this->connection))->find(explode('.', $code)[0]);
        self::assertNotNull($row);

        return $row;
    }

    private function rowCount(string $table): int
    {
        $row = $this->connection->row('SELECT COUNT(*) AS n FROM ' . $this->connection->table($table));

        return (int) ($row['n'] ?? -1);
    }
}
