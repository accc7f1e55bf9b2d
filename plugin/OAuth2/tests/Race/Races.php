<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Race;

use OAuth2\Key;
use Piwik\Plugins\OAuth2\Server\Client\ClientNotFound;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Keys\KeyRotation;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\Counter;
use Piwik\Plugins\OAuth2\Storage\FetchedKeysTable;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Migration\Lease;
use Piwik\Plugins\OAuth2\Storage\Migration\Migrator;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;
use Piwik\Plugins\OAuth2\tests\Support\ArrayCache;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\LaterSteps;
use Piwik\Plugins\OAuth2\tests\Support\SchemaFixture;
use Piwik\Plugins\OAuth2\tests\Support\StepOfColumns;
use Piwik\Plugins\OAuth2\tests\Support\StepThatCounts;

/** Many processes at once attempt an operation that may happen once. Each race returns the rounds that failed. */
final readonly class Races
{
    /** @param non-empty-list<string> $dsns */
    public function __construct(private array $dsns, private int $rounds, private int $processes)
    {
    }

    /**
     * One code, sent by all at once with the verifier, as by an app that repeats a request: one of them gets tokens, the
     * others nothing, and the tokens last.
     *
     * @return list<string> failures by round
     */
    public function code(): array
    {
        return $this->redeemedByAll(30, true, false);
    }

    /**
     * The same without grace: the tokens do not last.
     *
     * @return list<string>
     */
    public function codeWithoutGrace(): array
    {
        return $this->redeemedByAll(0, true, true);
    }

    /**
     * The same without PKCE: whoever sends the code again may be a thief, so the tokens do not last.
     *
     * @return list<string>
     */
    public function codeWithoutPkce(): array
    {
        return $this->redeemedByAll(30, false, true);
    }

    /** @return list<string> */
    private function redeemedByAll(int $grace, bool $pkce, bool $ends): array
    {
        $stage = new Stage($this->dsns, $grace);
        $stage->build();
        $workers = $this->workers($stage, static fn ($server, string $code): Response => Stage::redeem($server, $code, $pkce));
        $connection = $stage->connect();
        $server = $stage->server($connection);
        $table = new AuthorizationTable($connection);
        $wrong = [];
        for ($round = 1; $round <= $this->rounds; $round++) {
            $code = Stage::code($connection, pkce: $pkce);
            $answers = $workers->round(array_fill(0, $this->processes, $code));
            $wrong = [...$wrong, ...$this->exactlyOne($round, $answers)];
            $row = $table->find(substr($code, 0, 32));
            if ($row?->codeRedeemedAt === null || $row->endReason !== ($ends ? 'code_replay' : null)) {
                $wrong[] = "round $round: the row says " . ($row->endReason ?? 'nothing');
            }
            foreach (array_column($answers, 'access_token') as $token) {
                if ($token !== null && Stage::call($server, (string) $token) === $ends) {
                    $wrong[] = "round $round: the tokens are " . ($ends ? 'alive' : 'dead');
                }
            }
        }
        $workers->stop();

        return $wrong;
    }

    /**
     * All use one refresh token without grace: one process gets a successor, and the family ends.
     *
     * @return list<string>
     */
    public function refreshWithoutGrace(): array
    {
        $stage = new Stage($this->dsns, 0);
        $stage->build();
        $workers = $this->workers($stage, Stage::refresh(...));
        $connection = $stage->connect();
        $server = $stage->server($connection);
        $table = new AuthorizationTable($connection);
        $wrong = [];
        for ($round = 1; $round <= $this->rounds; $round++) {
            $token = (string) Stage::member(Stage::redeem($server, Stage::code($connection)), 'refresh_token');
            $answers = $workers->round(array_fill(0, $this->processes, $token));
            $wrong = [...$wrong, ...$this->exactlyOne($round, $answers)];
            $reason = $table->find(substr($token, 0, 32))?->endReason;
            if ($reason !== 'refresh_reuse') {
                $wrong[] = "round $round: the family is " . ($reason ?? 'alive');
            }
        }
        $workers->stop();

        return $wrong;
    }

    /**
     * One chain of refresh tokens with grace: in each round all use the newest token and get the same successor for the
     * next round. At the end, a token that is two rounds old ends the family.
     *
     * @return list<string>
     */
    public function refreshWithGrace(): array
    {
        $stage = new Stage($this->dsns, 30);
        $stage->build();
        $workers = $this->workers($stage, Stage::refresh(...));
        $connection = $stage->connect();
        $server = $stage->server($connection);
        $token = (string) Stage::member(Stage::redeem($server, Stage::code($connection)), 'refresh_token');
        $tokens = [$token];
        $wrong = [];
        for ($round = 1; $round <= $this->rounds; $round++) {
            $answers = $workers->round(array_fill(0, $this->processes, $token));
            $successors = array_unique(array_column($answers, 'refresh_token'));
            $bad = array_filter($answers, static fn (array $a): bool => $a['status'] !== 200);
            foreach (self::counts($bad) as $error => $times) {
                $wrong[] = "round $round: locked out $times times by $error";
            }
            if (count($successors) !== 1 || in_array((string) current($successors), $tokens, true)) {
                $wrong[] = "round $round: " . count($successors) . ' chains';
            }
            $token = (string) current($successors);
            $tokens[] = $token;
            if ($token === '') {
                break;
            }
        }
        $workers->stop();
        $newest = Stage::refresh($server, $token);
        if ($newest->status !== 200) {
            $wrong[] = 'at the end: the newest token gets ' . $newest->status;
        }
        if (Stage::refresh($server, $tokens[count($tokens) - 2])->status !== 400) {
            $wrong[] = 'at the end: a used token is valid';
        }
        if (Stage::refresh($server, (string) Stage::member($newest, 'refresh_token'))->status !== 400) {
            $wrong[] = 'at the end: the family survives the reuse of a token';
        }

        return $wrong;
    }

    /**
     * The first client credentials requests of a client: all get a token of the same authorization.
     *
     * @return list<string>
     */
    public function credentials(): array
    {
        $stage = new Stage($this->dsns, 30);
        $stage->build();
        $workers = $this->workers($stage, static fn ($server, string $scope): Response => Stage::credentials(
            $server,
            scope: $scope === '' ? null : $scope,
        ));
        $connection = $stage->connect();
        [$table, $clients] = [new AuthorizationTable($connection), new ClientTable($connection)];
        $wrong = [];
        $before = null;
        for ($round = 1; $round <= $this->rounds; $round++) {
            // A request with a scope finds the row in the first query, one without a scope in a second query.
            $half = array_fill(0, intdiv($this->processes, 2), 'matomo:read');
            $answers = $workers->round(array_pad($half, $this->processes, ''));
            $ids = array_unique(array_column($answers, 'authorization'));
            if (array_unique(array_column($answers, 'status')) !== [200] || count($ids) !== 1 || $ids === [$before]) {
                $wrong[] = "round $round: " . json_encode(self::counts($answers));
            }
            $before = (string) current($ids);
            if ($round % 3 === 0) {
                $clients->setSecret(Stage::CLIENT, oauth2_secret_hash(Stage::SECRET), 'hint', time());
            } elseif (!$table->end($before, 'user_revoked', time())) {
                $wrong[] = "round $round: $before is not the authorization";
            }
        }
        $workers->stop();

        return $wrong;
    }

    /**
     * Half of the processes refresh a token, the others revoke it: afterwards no token of it is valid.
     *
     * @return list<string>
     */
    public function revocation(): array
    {
        $stage = new Stage($this->dsns, 30);
        $stage->build();
        $workers = $this->workers($stage, static function ($server, string $task): Response {
            [$what, $token] = explode(' ', $task, 2);

            return $what === 'revoke' ? Stage::revoke($server, $token) : Stage::refresh($server, $token);
        });
        $connection = $stage->connect();
        $server = $stage->server($connection);
        $wrong = [];
        for ($round = 1; $round <= $this->rounds; $round++) {
            $first = Stage::redeem($server, Stage::code($connection));
            $token = (string) Stage::member($first, 'refresh_token');
            $tasks = [];
            for ($number = 0; $number < $this->processes; $number++) {
                $tasks[] = ($number % 2 === 0 ? 'revoke ' : 'refresh ') . $token;
            }
            $answers = $workers->round($tasks);
            $odd = array_diff(array_keys(self::counts($answers)), ['200', '400 invalid_grant']);
            if ($odd !== []) {
                $wrong[] = "round $round: " . implode(', ', $odd);
            }
            $reason = (new AuthorizationTable($connection))->find(substr($token, 0, 32))?->endReason;
            if ($reason !== 'client') {
                $wrong[] = "round $round: ended by " . ($reason ?? 'nobody');
            }
            foreach ([Stage::member($first, 'access_token'), ...array_column($answers, 'access_token')] as $accessToken) {
                if ($accessToken !== null && Stage::call($server, (string) $accessToken)) {
                    $wrong[] = "round $round: an access token outlived it";
                }
            }
            foreach (array_unique(array_column($answers, 'refresh_token')) as $next) {
                if ($next !== null && Stage::refresh($server, (string) $next)->status !== 400) {
                    $wrong[] = "round $round: a refresh token outlived it";
                }
            }
        }
        $workers->stop();

        return $wrong;
    }

    /**
     * All rotate the signing keys at once: one rotation happens, the ring has one current and one next key, and tokens of
     * the old key still verify.
     *
     * @return list<string>
     */
    public function rotation(): array
    {
        $stage = new Stage($this->dsns, 30);
        $stage->build();
        $workers = new Workers($this->processes, static function (int $number) use ($stage): \Closure {
            $connection = $stage->connect($number);

            return static function (string $task) use ($stage, $connection): array {
                $stage->server($connection, (int) $task)->keys()->rotate();

                return ['status' => 200, 'error' => ''];
            };
        });
        $connection = $stage->connect();
        $wrong = [];
        $kid = '';
        for ($round = 1; $round <= $this->rounds; $round++) {
            // Each round starts when the next key has been published for long enough.
            $time = time() + $round * (KeyRotation::PUBLISHED_BEFORE_USE + 1);
            $server = $stage->server($connection, $time);
            $before = Stage::member(Stage::credentials($server), 'access_token');
            $answers = $workers->round(array_fill(0, $this->processes, (string) $time));
            foreach (self::counts(array_filter($answers, static fn (array $a): bool => $a['status'] !== 200)) as $error => $n) {
                $wrong[] = "round $round: $n times $error";
            }
            $server = $stage->server($connection, $time);
            $states = array_column($server->keys()->list(), 'state', 'kid');
            if (count(array_keys($states, 'current', true)) !== 1 || count(array_keys($states, 'next', true)) !== 1) {
                $wrong[] = "round $round: " . implode(' ', $states);
            }
            if (count($states) !== 2 + $round) {
                $wrong[] = "round $round: " . count($states) . ' keys';
            }
            $after = Stage::member(Stage::credentials($server), 'access_token');
            foreach ([$before, $after] as $token) {
                if ($token === null || !Stage::call($server, $token)) {
                    $wrong[] = "round $round: a token is not verified";
                }
            }
            $signedBy = $after === null ? null : oauth2_jwt_decode_unverified($after)['header']['kid'] ?? null;
            if ($signedBy === $kid) {
                $wrong[] = "round $round: the old key still signs";
            }
            $kid = $signedBy;
        }
        $workers->stop();

        return $wrong;
    }

    /**
     * The key that signs is withdrawn by four at once while the others verify its tokens, and a few seconds later its
     * successor. Each process has a cache of its own that holds the keys, as the machines of a cluster do, and a stranger made
     * it reload them: afterwards none verifies an old token, and all verify a new one.
     *
     * @return list<string>
     */
    public function withdrawal(): array
    {
        $stage = new Stage($this->dsns, 30);
        $stage->build();
        $workers = new Workers($this->processes, static function (int $number) use ($stage): \Closure {
            $connection = $stage->connect($number);
            $clock = new FixedClock();
            $cache = new ArrayCache($clock);

            return static function (string $task) use ($stage, $connection, $clock, $cache): array {
                [$time, $what, $subject] = explode(' ', $task, 3);
                $clock->time = (int) $time;
                $server = $stage->server($connection, $clock->time, $cache);
                if ($what === 'withdraw') {
                    $server->keys()->withdraw($subject);

                    return ['status' => 200, 'error' => ''];
                }

                return ['status' => Stage::call($server, $subject) ? 200 : 401, 'error' => ''];
            };
        });
        $connection = $stage->connect();
        $strangers = Key::generate('EdDSA');
        $wrong = [];
        for ($round = 1; $round <= $this->rounds; $round++) {
            // The first time is more than keys are cached for after the last round.
            foreach ([0, 4] as $second) {
                $time = time() + $round * 90 + $second;
                $server = $stage->server($connection, $time);
                $old = (string) Stage::member(Stage::credentials($server), 'access_token');
                ['header' => $header, 'claims' => $claims] = oauth2_jwt_decode_unverified($old);
                $foreign = oauth2_jwt_sign($claims, $strangers, ['typ' => 'at+jwt']);
                $all = fn (string $token): array => array_fill(0, $this->processes, "$time call $token");
                if (self::counts($workers->round($all($old))) !== [200 => $this->processes]) {
                    $wrong[] = "round $round: a token is not verified";
                }
                if (self::counts($workers->round($all($foreign))) !== [401 => $this->processes]) {
                    $wrong[] = "round $round: a stranger's token is verified";
                }
                $tasks = $all($old);
                foreach (range(0, 3) as $number) {
                    $tasks[$number] = "$time withdraw " . (is_string($header['kid'] ?? null) ? $header['kid'] : '');
                }
                $odd = array_diff(array_keys(self::counts($workers->round($tasks))), [200, 401]);
                if ($odd !== []) {
                    $wrong[] = "round $round: " . implode(', ', $odd);
                }
                if (self::counts($workers->round($all($old))) !== [401 => $this->processes]) {
                    $wrong[] = "round $round: the withdrawn key verifies";
                }
                $new = (string) Stage::member(Stage::credentials($stage->server($connection, $time)), 'access_token');
                if (self::counts($workers->round($all($new))) !== [200 => $this->processes]) {
                    $wrong[] = "round $round: a new token is not verified";
                }
                $states = array_column($server->keys()->list(), 'state');
                sort($states);
                if ($states !== ['current', 'next']) {
                    $wrong[] = "round $round: " . implode(' ', $states);
                }
            }
        }
        $workers->stop();

        return $wrong;
    }

    /**
     * In turn a client, a user and an authorization are deleted while all other processes redeem, refresh, introspect and use
     * their tokens: nothing fails, and no token of any kind is valid afterwards, nor when a client or a user of the same
     * name is made again.
     *
     * @return list<string>
     */
    public function deletion(): array
    {
        $stage = new Stage($this->dsns, 30);
        $stage->build();
        $workers = new Workers($this->processes, static function (int $number) use ($stage): \Closure {
            $connection = $stage->connect($number);

            return static function (string $task) use ($stage, $connection): array {
                [$what, $subject] = explode(' ', $task, 2);
                $users = new StoredUsers($connection);
                $server = $stage->server($connection, users: $users);
                switch ($what) {
                    case 'client':
                        try {
                            $server->clients()->delete($subject);
                        } catch (ClientNotFound) {
                            // Another process was faster.
                        }

                        return ['status' => 200, 'error' => ''];
                    case 'user':
                        $users->delete($subject);
                        $server->authorizations()->userDeleted($subject);

                        return ['status' => 200, 'error' => ''];
                    case 'authorization':
                        $server->authorizations()->revoke($subject);

                        return ['status' => 200, 'error' => ''];
                    case 'call':
                        return ['status' => Stage::call($server, $subject) ? 200 : 401, 'error' => ''];
                }
                $response = match ($what) {
                    'redeem' => Stage::redeem($server, $subject),
                    'refresh' => Stage::refresh($server, $subject),
                    'introspect' => Stage::introspect($server, $subject),
                    default => Stage::credentials($server),
                };

                return [
                    'status' => $response->status,
                    'error' => Stage::member($response, 'error') ?? '',
                    'refresh_token' => Stage::member($response, 'refresh_token'),
                    'access_token' => Stage::member($response, 'access_token'),
                ];
            };
        });
        $connection = $stage->connect();
        $users = new StoredUsers($connection);
        $server = $stage->server($connection, users: $users);
        $clients = new ClientTable($connection);
        $wrong = [];
        for ($round = 1; $round <= $this->rounds; $round++) {
            $users->add('anna');
            if ($clients->find(Stage::CLIENT) === null) {
                $clients->insert(Stage::client());
            }
            $victim = ['client', 'user', 'authorization'][$round % 3];
            $first = Stage::redeem($server, Stage::code($connection));
            $access = (string) Stage::member($first, 'access_token');
            $refresh = (string) Stage::member($first, 'refresh_token');
            $id = substr($refresh, 0, 32);
            $deletion = ['client' => Stage::CLIENT, 'user' => 'anna', 'authorization' => $id][$victim];
            $tasks = [];
            for ($number = 0; $number < $this->processes; $number++) {
                // A user's or client's end also ends the codes that nobody has redeemed.
                $kinds = ["refresh $refresh", "introspect $refresh", "introspect $access", "call $access"];
                if ($victim !== 'authorization') {
                    array_push($kinds, 'redeem ' . Stage::code($connection), 'credentials -');
                }
                $tasks[] = $number % 16 === 3 ? "$victim $deletion" : $kinds[$number % count($kinds)];
            }
            $answers = $workers->round($tasks);
            $fine = ['200', '401', '400 invalid_grant', '401 invalid_client', '400 unauthorized_client'];
            foreach (array_diff(array_keys(self::counts($answers)), $fine) as $odd) {
                $wrong[] = "round $round, $victim: $odd";
            }
            foreach (['while it is gone', 'when it is back'] as $moment) {
                foreach (array_unique([$access, ...array_column($answers, 'access_token')]) as $token) {
                    if ($token !== null && Stage::call($server, (string) $token)) {
                        $wrong[] = "round $round, $victim: an access token is valid $moment";
                    }
                }
                foreach (array_unique([$refresh, ...array_column($answers, 'refresh_token')]) as $token) {
                    if ($token !== null && Stage::refresh($server, (string) $token)->status === 200) {
                        $wrong[] = "round $round, $victim: a refresh token is valid $moment";
                    }
                }
                $users->add('anna');
                if ($clients->find(Stage::CLIENT) === null) {
                    $hash = $server->clients()->create(Stage::draft(), 'anna')->client->secretHash;
                    $clients->rehashSecret(Stage::CLIENT, (string) $hash, oauth2_secret_hash(Stage::SECRET));
                }
            }
            $clients->delete(Stage::CLIENT);
            (new AuthorizationTable($connection))->deleteForClient(Stage::CLIENT, 1000);
        }
        $workers->stop();

        return $wrong;
    }

    /**
     * Clients that register themselves at once, from one network or from many, while the table is full: each gets a place, and the
     * number of places stays. What the processes leave over goes with the next registrations. It runs
     * a tenth of the rounds, because each has hundreds of statements.
     *
     * @return list<string>
     */
    public function registrations(): array
    {
        $stage = new Stage($this->dsns, 30);
        $stage->build();
        $workers = $this->workers($stage, Stage::register(...));
        $connection = $stage->connect();
        $server = $stage->server($connection);
        $table = new RegistrationTable($connection);
        $wrong = [];
        for ($round = 1; $round <= intdiv($this->rounds + 9, 10); $round++) {
            $addresses = [];
            for ($number = 0; $number < $this->processes; $number++) {
                $addresses[] = match ($round % 3) {
                    0 => '192.0.2.1',
                    1 => "192.0.2.$number",
                    2 => "10.$number.$round.1",
                };
            }
            foreach (self::counts($workers->round($addresses)) as $answer => $count) {
                if ((string) $answer !== '201') {
                    $wrong[] = "round $round: $count answers $answer";
                }
            }
            $number = $table->number(0);
            // Two registrations at once may choose different clients for the same place, so that one more goes than has to.
            if ($number < intdiv(min(Stage::WAITING, $this->processes), 2) || $number > Stage::WAITING + $this->processes) {
                $wrong[] = "round $round: $number clients wait";
            }
            foreach (['198.51.100.1', '198.51.100.2'] as $address) {
                $newest = (string) Stage::member(Stage::register($server, $address), 'client_id');
            }
            $number = $table->number(0);
            if ($number > Stage::WAITING || $table->find($newest ?? '', time()) === null) {
                $wrong[] = "round $round: at last $number clients wait, or the newest does not";
            }
        }
        $workers->stop();

        return $wrong;
    }

    /**
     * Users allow one client that waits, while others register and so displace clients, and while an administrator deletes it: one
     * client comes of it and all users get codes, or it is gone for good and nobody has anything. It runs a tenth of the rounds, too.
     *
     * @return list<string>
     */
    public function firstConsents(): array
    {
        $stage = new Stage($this->dsns, 30);
        $stage->build();
        $workers = new Workers($this->processes, static function (int $number) use ($stage): \Closure {
            $server = $stage->server($stage->connect($number));

            return static function (string $task) use ($server): array {
                [$what, $subject, $login] = explode(' ', $task, 3);
                if ($what === 'allow') {
                    return ['status' => 200, 'error' => '', 'code' => Stage::allow($server, $subject, $login)];
                }
                if ($what === 'delete') {
                    // The administrator deletes it as soon as it is there.
                    for ($attempt = 0; $attempt < 100; $attempt++) {
                        try {
                            $server->clients()->delete($subject);

                            return ['status' => 200, 'error' => '', 'deleted' => $subject];
                        } catch (ClientNotFound) {
                            usleep(500);
                        }
                    }

                    return ['status' => 200, 'error' => ''];
                }
                $response = Stage::register($server, $subject);

                return ['status' => $response->status, 'error' => Stage::member($response, 'error') ?? ''];
            };
        });
        $connection = $stage->connect();
        $server = $stage->server($connection);
        [$clients, $table] = [new ClientTable($connection), new RegistrationTable($connection)];
        $wrong = [];
        for ($round = 1; $round <= intdiv($this->rounds + 9, 10); $round++) {
            $clientId = (string) Stage::member(Stage::register($server, '192.0.2.1'), 'client_id');
            $isDeleted = $round % 2 === 0;
            $tasks = [];
            for ($number = 0; $number < $this->processes; $number++) {
                $login = ['anna', 'ben'][$number % 8 >> 2];
                $tasks[] = match ($number % 4) {
                    0 => 'register 192.0.2.1 -',
                    1 => $isDeleted ? "delete $clientId -" : "register 198.51.$number.1 -",
                    default => 'allow ' . Stage::page($server, $clientId, $login) . " $login",
                };
            }
            $answers = $workers->round($tasks);
            foreach (array_diff(array_keys(self::counts($answers)), ['200', '201']) as $odd) {
                $wrong[] = "round $round: $odd";
            }
            $hasDeleted = array_column($answers, 'deleted') !== [];
            if ($table->find($clientId, time()) !== null || ($clients->find($clientId) === null) !== $hasDeleted) {
                $wrong[] = "round $round: the client " . ($hasDeleted ? 'is back' : 'is missing') . ', or it still waits';
            }
            $codes = array_column($answers, 'code');
            $good = array_filter($codes, static fn (int|string|null $code): bool => preg_match('/\A[0-9a-f]{32}\./', (string) $code) === 1);
            foreach (array_diff($codes, $good) as $page) {
                if (!$hasDeleted || !in_array($page, ['RegistrationGone', 'ConsentScope'], true)) {
                    $wrong[] = "round $round: a user sees $page";
                }
            }
            foreach ($good as $code) {
                $response = Stage::redeemPublic($server, (string) $code, $clientId);
                if ($response->status !== ($hasDeleted ? 401 : 200)) {
                    $wrong[] = "round $round: a code gets $response->status " . Stage::member($response, 'error_description');
                }
            }
            if (!$hasDeleted) {
                $server->clients()->delete($clientId);
            }
        }
        $workers->stop();

        return $wrong;
    }

    /**
     * Web nodes that start at once on tables of an older version: one migrates them, and all find them migrated. It runs
     * a twentieth of the rounds, because each creates the tables again.
     *
     * @return list<string>
     */
    public function migration(): array
    {
        $stage = new Stage($this->dsns, 30);
        $steps = LaterSteps::with(StepOfColumns::class, StepThatCounts::class);
        $workers = new Workers($this->processes, static function (int $number) use ($stage, $steps): \Closure {
            $connection = $stage->connect($number);

            return static function (string $task) use ($connection, $steps): array {
                (new Migrator($connection, $steps, []))->run();

                return ['status' => 200, 'error' => '', 'schema' => (new MetaTable($connection))->get('schema')];
            };
        });
        $connection = $stage->connect();
        $wrong = [];
        for ($round = 1; $round <= max(1, intdiv($this->rounds, 20)); $round++) {
            Stage::clear($connection);
            $fixture = SchemaFixture::ALL[$round % (count(SchemaFixture::ALL) + 1)] ?? null;
            if ($fixture !== null) {
                SchemaFixture::load($connection, $fixture);
            }
            $answers = $workers->round(array_fill(0, $this->processes, 'go'));
            $runs = $connection->row(
                'SELECT hits FROM ' . $connection->table('oauth2_throttle') . ' WHERE bucket = ?',
                [StepThatCounts::BUCKET],
            );
            if (array_unique(array_column($answers, 'schema')) !== [(string) count($steps)] || count(array_column($answers, 'schema')) !== $this->processes) {
                $wrong[] = "round $round: " . json_encode(self::counts($answers));
            }
            if ((int) ($runs['hits'] ?? 0) !== 1) {
                $wrong[] = "round $round: the step ran " . ($runs['hits'] ?? 'no') . ' times';
            }
            if ((new Lease($connection))->holder() !== null) {
                $wrong[] = "round $round: the lease was not given back";
            }
        }
        $workers->stop();
        Stage::clear($connection);

        return $wrong;
    }

    /**
     * One counter, counted by all: as many are told yes as it holds. And all make counters on one shelf at once: it holds no
     * more than it may.
     *
     * @return list<string>
     */
    public function counters(): array
    {
        $stage = new Stage($this->dsns, 0);
        $stage->build();
        $now = 1_800_000_000;
        $limit = 5;
        $workers = new Workers($this->processes, static function (int $number) use ($stage, $now, $limit): \Closure {
            $table = new ThrottleTable($stage->connect($number));

            return static fn (string $round): array => [
                'status' => $table->count(new Counter("one.$round", $limit, $now + 60, "one.$round", 1), $now) ? 200 : 429,
                'own' => $table->count(new Counter("own.$round.$number", 1, $now + 60, 'own.', $limit), $now + (int) $round) ? 1 : 0,
            ];
        });
        $table = new ThrottleTable($stage->connect());
        $wrong = [];
        for ($round = 1; $round <= max(1, intdiv($this->rounds, 5)); $round++) {
            $answers = $workers->round(array_fill(0, $this->processes, (string) $round));
            $counted = \count(array_keys(array_column($answers, 'status'), 200, true));
            if ($counted !== min($limit, $this->processes)) {
                $wrong[] = "round $round: $counted were counted";
            }
            $rows = array_sum($table->onShelf('own.', 4, $now));
            if (array_sum(array_column($answers, 'own')) !== $this->processes || $rows > $limit) {
                $wrong[] = "round $round: $rows rows on a shelf of $limit";
            }
        }
        $workers->stop();

        return $wrong;
    }

    /**
     * One assertion of a client with keys, sent by all at once: one of them gets a token.
     *
     * @return list<string>
     */
    public function assertion(): array
    {
        $stage = new Stage($this->dsns, 30);
        $stage->build();
        $key = Key::generate('EdDSA');
        Stage::keyed($stage->connect(), 'keyed', $key);
        $workers = $this->workers($stage, Stage::asserted(...));
        $wrong = [];
        for ($round = 1; $round <= $this->rounds; $round++) {
            $answers = $workers->round(array_fill(0, $this->processes, Stage::assertion('keyed', $key)));
            $counts = self::counts($answers);
            ksort($counts);
            if ($counts !== ['200' => 1, '401 invalid_client' => $this->processes - 1]) {
                $wrong[] = "round $round: " . json_encode($counts);
            }
        }
        $workers->stop();

        return $wrong;
    }

    /**
     * All need the keys of one address at once, which nobody has fetched, or nobody for five minutes: one fetches them.
     *
     * @return list<string>
     */
    public function fetch(): array
    {
        $stage = new Stage($this->dsns, 30);
        $stage->build();
        $workers = new Workers($this->processes, static function (int $number) use ($stage): \Closure {
            $table = new FetchedKeysTable($stage->connect($number));

            return static function (string $task) use ($table): array {
                [$uri, $time] = explode(' ', $task);

                return ['status' => $table->claim($uri, (int) $time, 300) ? 200 : 429, 'error' => ''];
            };
        });
        $wrong = [];
        for ($round = 1; $round <= $this->rounds; $round++) {
            foreach ([0, 300] as $later) {
                $counts = self::counts($workers->round(array_fill(0, $this->processes, "https://app.example/$round " . (1_800_000_000 + $later))));
                if (($counts['200'] ?? 0) !== 1) {
                    $wrong[] = "round $round, after $later s: " . json_encode($counts);
                }
            }
        }
        $workers->stop();

        return $wrong;
    }

    /** @param \Closure(\Piwik\Plugins\OAuth2\Server\AuthorizationServer, string): Response $request */
    private function workers(Stage $stage, \Closure $request): Workers
    {
        return new Workers($this->processes, static function (int $number) use ($stage, $request): \Closure {
            $server = $stage->server($stage->connect($number));

            return static function (string $task) use ($server, $request): array {
                $response = $request($server, $task);
                $accessToken = Stage::member($response, 'access_token');
                $authorization = $accessToken === null
                    ? null
                    : oauth2_jwt_decode_unverified($accessToken)['claims']['auth_id'] ?? null;

                return [
                    'status' => $response->status,
                    'error' => Stage::member($response, 'error') ?? '',
                    'refresh_token' => Stage::member($response, 'refresh_token'),
                    'access_token' => $accessToken,
                    'authorization' => is_string($authorization) ? $authorization : null,
                ];
            };
        });
    }

    /**
     * @param list<array<string, int|string|null>> $answers
     * @return list<string>
     */
    private function exactlyOne(int $round, array $answers): array
    {
        $good = array_filter($answers, static fn (array $answer): bool => $answer['status'] === 200);
        $refused = array_filter(
            $answers,
            static fn (array $answer): bool => $answer['status'] === 400 && $answer['error'] === 'invalid_grant',
        );
        if (count($good) === 1 && count($refused) === $this->processes - 1) {
            return [];
        }
        $errors = json_encode(self::counts($answers));

        return ["round $round: $errors"];
    }

    /**
     * @param array<array<string, int|string|null>> $answers
     * @return array<string, int> number of answers by status and error
     */
    private static function counts(array $answers): array
    {
        return array_count_values(array_map(
            static fn (array $answer): string => trim($answer['status'] . ' ' . $answer['error']),
            $answers,
        ));
    }
}
