<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Race;

use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Client\ClientNotFound;
use Piwik\Plugins\OAuth2\Server\Client\InvalidClient;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Migration\Migrator;
use Piwik\Plugins\OAuth2\Storage\PdoConnection;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;
use Piwik\Plugins\OAuth2\Storage\SigningKeyTable;
use Piwik\Plugins\OAuth2\tests\Support\LaterSteps;
use Piwik\Plugins\OAuth2\tests\Support\OfficialTables;
use Piwik\Plugins\OAuth2\tests\Support\SchemaFixture;
use Piwik\Plugins\OAuth2\tests\Support\StepOfColumns;

/**
 * Kills a process in each gap between the statements of an operation; then another process continues without help.
 * Each test returns a list of failures over all gaps.
 */
final class Faults
{
    /** More statements than any operation has; making the tables has the most. Without a limit, an endless one would run forever. */
    private const MOST = 300;

    /** Number of gaps in which processes were killed. */
    public int $kills = 0;

    public function __construct(private readonly string $dsn)
    {
    }

    /** @return array<string, \Closure(): list<string>> tests by the operation that is interrupted */
    public function all(): array
    {
        return [
            'redeeming a code' => $this->code(...),
            'refreshing with grace' => fn (): array => $this->refresh(30),
            'refreshing without grace' => fn (): array => $this->refresh(0),
            "a client's first token" => $this->credentials(...),
            'revoking a refresh token' => $this->revocation(...),
            'a new secret' => $this->secret(...),
            'making a client public' => $this->publicClient(...),
            'making a client' => $this->create(...),
            'deleting a client' => $this->delete(...),
            'rotating the signing key' => $this->keys(...),
            'making the signing keys' => $this->firstKeys(...),
            'making the tables' => $this->schema(...),
            'migrating the tables of schema 1' => fn (): array => $this->migration('schema-1'),
            "taking over the official plugin's tables" => fn (): array => $this->migration('official-5'),
        ];
    }

    /** @return list<string> */
    private function code(): array
    {
        $stage = $this->stage(30);
        $code = '';

        return $this->everyGap(
            $stage,
            function (Connection $connection) use (&$code): void {
                $code = Stage::code($connection);
            },
            static function (Connection $connection) use ($stage, &$code): void {
                Stage::redeem($stage->server($connection), $code);
            },
            static function (PdoConnection $connection) use ($stage, &$code): array {
                $row = (new AuthorizationTable($connection))->find(substr($code, 0, 32));
                $server = $stage->server($connection);
                $again = Stage::redeem($server, $code);
                if ($row?->codeRedeemedAt === null) {
                    $token = (string) Stage::member($again, 'access_token');

                    return self::unless($again->status === 200 && Stage::call($server, $token), 'an unused code is lost');
                }

                return self::unless(
                    Stage::member($again, 'error') === 'invalid_grant'
                    && Stage::redeem($server, $code)->status === 400,
                    'a redeemed code is valid again',
                );
            },
        );
    }

    /** @return list<string> */
    private function refresh(int $grace): array
    {
        $stage = $this->stage($grace);
        $token = '';

        return $this->everyGap(
            $stage,
            static function (Connection $connection) use ($stage, &$token): void {
                $token = self::refreshToken($stage->server($connection), $connection);
            },
            static function (Connection $connection) use ($stage, &$token): void {
                Stage::refresh($stage->server($connection), $token);
            },
            static function (PdoConnection $connection) use ($stage, $grace, &$token): array {
                $before = (new AuthorizationTable($connection))->find(substr($token, 0, 32));
                $server = $stage->server($connection);
                $again = Stage::refresh($server, $token);
                if ($before?->previousDigest !== null && $grace === 0) {
                    return self::unless(
                        Stage::member($again, 'error') === 'invalid_grant',
                        'a used token is valid without grace',
                    );
                }
                $successor = (string) Stage::member($again, 'refresh_token');
                $access = (string) Stage::member($again, 'access_token');
                $next = Stage::refresh($server, $successor);

                return [
                    ...self::unless($again->status === 200, "the retry gets $again->status: the client is locked out"),
                    ...self::unless(Stage::call($server, $access), 'the access token of the retry is refused'),
                    ...self::unless($next->status === 200, "the successor gets $next->status"),
                    ...self::unless(Stage::refresh($server, $token)->status === 400, 'two token chains are alive'),
                ];
            },
        );
    }

    /** @return list<string> */
    private function credentials(): array
    {
        $stage = $this->stage(30);

        return $this->everyGap(
            $stage,
            static function (Connection $connection): void {
                (new AuthorizationTable($connection))->deleteForClient(Stage::CLIENT, 1000);
            },
            static function (Connection $connection) use ($stage): void {
                Stage::credentials($stage->server($connection));
            },
            static function (PdoConnection $connection) use ($stage): array {
                $server = $stage->server($connection);
                $token = (string) Stage::member(Stage::credentials($server), 'access_token');
                $rows = (new AuthorizationTable($connection))->listForClient(Stage::CLIENT);

                return [
                    ...self::unless(Stage::call($server, $token), 'no token'),
                    ...self::unless(count($rows) === 1, count($rows) . ' authorizations'),
                ];
            },
        );
    }

    /** @return list<string> */
    private function revocation(): array
    {
        $stage = $this->stage(30);
        $token = '';

        return $this->everyGap(
            $stage,
            static function (Connection $connection) use ($stage, &$token): void {
                $token = self::refreshToken($stage->server($connection), $connection);
            },
            static function (Connection $connection) use ($stage, &$token): void {
                Stage::revoke($stage->server($connection), $token);
            },
            static function (PdoConnection $connection) use ($stage, &$token): array {
                $server = $stage->server($connection);
                $again = Stage::revoke($server, $token)->status;

                return [
                    ...self::unless($again === 200, "the repeated revocation gets $again"),
                    ...self::unless(Stage::refresh($server, $token)->status === 400, 'a revoked token is valid'),
                ];
            },
        );
    }

    /** @return list<string> */
    private function secret(): array
    {
        $stage = $this->stage(30);
        $token = '';

        return $this->everyGap(
            $stage,
            static function (Connection $connection) use ($stage, &$token): void {
                self::freshClient($connection);
                $token = (string) Stage::member(Stage::credentials($stage->server($connection)), 'access_token');
            },
            static function (Connection $connection) use ($stage): void {
                $stage->server($connection)->clients()->rotateSecret(Stage::CLIENT, leaked: true);
            },
            static function (PdoConnection $connection) use ($stage, &$token): array {
                $server = $stage->server($connection);
                $old = Stage::credentials($server)->status === 200;
                $lives = Stage::call($server, $token);
                $secret = $server->clients()->rotateSecret(Stage::CLIENT, leaked: true);

                return [
                    ...self::unless($old === $lives, 'the old secret and the old tokens did not end together'),
                    ...self::unless(Stage::credentials($server)->status === 401, 'the old secret is valid'),
                    ...self::unless(!Stage::call($server, $token), 'the old token is valid'),
                    ...self::unless(Stage::credentials($server, $secret)->status === 200, 'the new secret is refused'),
                ];
            },
        );
    }

    /** @return list<string> */
    private function publicClient(): array
    {
        $stage = $this->stage(30);
        $token = '';

        return $this->everyGap(
            $stage,
            static function (Connection $connection) use ($stage, &$token): void {
                self::freshClient($connection);
                $token = (string) Stage::member(Stage::credentials($stage->server($connection)), 'access_token');
            },
            static function (Connection $connection) use ($stage): void {
                $stage->server($connection)->clients()->update(Stage::CLIENT, self::draft(ClientRecord::PUBLIC));
            },
            static function (PdoConnection $connection) use ($stage, &$token): array {
                $server = $stage->server($connection);
                $client = $server->clients()->get(Stage::CLIENT);
                $lives = Stage::call($server, $token);
                $whole = $client->isConfidential() === ($client->secretHash !== null);
                $server->clients()->update(Stage::CLIENT, self::draft(ClientRecord::PUBLIC));

                return [
                    ...self::unless($whole, 'a secret and a type that contradict each other'),
                    ...self::unless($client->isConfidential() === $lives, 'tokens of a client made public are valid'),
                    ...self::unless(!Stage::call($server, $token), 'tokens survive the repeated edit'),
                ];
            },
        );
    }

    /** @return list<string> */
    private function create(): array
    {
        $stage = $this->stage(30);

        return $this->everyGap(
            $stage,
            static function (Connection $connection): void {
                (new ClientTable($connection))->delete('chosen');
                (new AuthorizationTable($connection))->deleteForClient('chosen', 100);
                // The remains of a deleted client with this id.
                Stage::code($connection, 'chosen');
            },
            static function (Connection $connection) use ($stage): void {
                $stage->server($connection)->clients()->create(self::draft(ClientRecord::CONFIDENTIAL, 'chosen'), 'anna');
            },
            static function (PdoConnection $connection) use ($stage): array {
                $clients = $stage->server($connection)->clients();
                try {
                    $clients->create(self::draft(ClientRecord::CONFIDENTIAL, 'chosen'), 'anna');
                } catch (InvalidClient) {
                    // The client exists and is complete: a new secret makes it usable.
                    $clients->rotateSecret('chosen');
                }

                return self::unless(
                    $clients->get('chosen')->secretHash !== null
                    && (new AuthorizationTable($connection))->deleteForClient('chosen', 100) === 0,
                    'an incomplete client, or one that inherited authorizations',
                );
            },
        );
    }

    /** @return list<string> */
    private function delete(): array
    {
        $stage = $this->stage(30);
        $token = '';

        return $this->everyGap(
            $stage,
            static function (Connection $connection) use ($stage, &$token): void {
                self::freshClient($connection);
                $token = (string) Stage::member(Stage::credentials($stage->server($connection)), 'access_token');
            },
            static function (Connection $connection) use ($stage): void {
                $stage->server($connection)->clients()->delete(Stage::CLIENT);
            },
            static function (PdoConnection $connection) use ($stage, &$token): array {
                $server = $stage->server($connection);
                $there = (new ClientTable($connection))->find(Stage::CLIENT) !== null;
                $lives = Stage::call($server, $token);
                try {
                    $server->clients()->delete(Stage::CLIENT);
                } catch (ClientNotFound) {
                    // The first attempt had already deleted it.
                }
                $status = Stage::credentials($server)->status;
                // A new client with the same id inherits nothing.
                (new ClientTable($connection))->insert(Stage::client());
                $server->clients()->delete(Stage::CLIENT);

                return [
                    ...self::unless($there === $lives, 'the client and its tokens did not end together'),
                    ...self::unless($status === 401, "a deleted client gets $status"),
                    ...self::unless(!Stage::call($server, $token), 'the deleted client\'s token is valid'),
                ];
            },
        );
    }

    /** @return list<string> */
    private function keys(): array
    {
        $stage = $this->stage(30);
        $token = '';

        return $this->everyGap(
            $stage,
            static function (Connection $connection) use ($stage, &$token): void {
                $token = (string) Stage::member(Stage::credentials($stage->server($connection)), 'access_token');
            },
            static function (Connection $connection) use ($stage): void {
                $stage->server($connection)->keys()->rotate();
            },
            static function (PdoConnection $connection) use ($stage, &$token): array {
                return self::ring($stage, $connection, $token);
            },
        );
    }

    /** @return list<string> */
    private function firstKeys(): array
    {
        $stage = $this->stage(30);

        return $this->everyGap(
            $stage,
            static function (Connection $connection): void {
                $connection->execute('DELETE FROM ' . $connection->table('oauth2_key'));
            },
            static function (Connection $connection) use ($stage): void {
                $stage->server($connection)->keys()->initialise();
            },
            static fn (PdoConnection $connection): array => self::ring($stage, $connection, null),
        );
    }

    /** @return list<string> */
    private function schema(): array
    {
        $stage = $this->stage(30);

        return $this->everyGap(
            $stage,
            static function (Connection $connection): void {
                (new Schema($connection))->uninstall();
            },
            static function (Connection $connection): void {
                (new Schema($connection))->migrate();
            },
            static function (PdoConnection $connection) use ($stage): array {
                Stage::passTime($connection);
                (new Schema($connection))->migrate();
                (new ClientTable($connection))->insert(Stage::client());
                $token = (string) Stage::member(Stage::credentials($stage->server($connection)), 'access_token');

                return self::unless(Stage::call($stage->server($connection), $token), 'the completed tables issue no token');
            },
        );
    }

    /**
     * Migrates tables of an older version with all steps and one more: the process that continues arrives at the same
     * tables and rows as an uninterrupted migration.
     *
     * @return list<string>
     */
    private function migration(string $fixture): array
    {
        $stage = $this->stage(30);
        $steps = LaterSteps::with(StepOfColumns::class);
        $connection = $stage->connect();
        $migrate = static function (Connection $connection) use ($steps): void {
            (new Migrator($connection, $steps, ['matomo:write']))->run();
        };
        $prepare = static function (Connection $connection) use ($fixture): void {
            Stage::clear($connection);
            SchemaFixture::load($connection, $fixture);
        };
        $prepare($connection);
        $migrate($connection);
        $tables = OfficialTables::describe($connection);
        $rows = SchemaFixture::rows($connection);
        $wrong = $this->everyGap(
            $stage,
            $prepare,
            $migrate,
            static function (PdoConnection $connection) use ($migrate, $steps, $tables, $rows): array {
                Stage::passTime($connection);
                $migrate($connection);

                return [
                    ...self::unless(OfficialTables::describe($connection) === $tables, 'the tables differ'),
                    ...self::unless(SchemaFixture::rows($connection) === $rows, 'the rows differ'),
                    ...self::unless((new MetaTable($connection))->get('schema') === (string) count($steps), 'the schema number differs'),
                ];
            },
            false,
        );
        Stage::clear($connection);

        return $wrong;
    }

    /**
     * Prepares, runs the operation in a process that is killed in the gap, and judges; for each gap until the process ends.
     *
     * @param \Closure(Connection): void $prepare
     * @param \Closure(Connection): void $do
     * @param \Closure(PdoConnection): list<string> $judge
     * @return list<string>
     */
    private function everyGap(
        Stage $stage,
        \Closure $prepare,
        \Closure $do,
        \Closure $judge,
        bool $countReads = true,
    ): array {
        $wrong = [];
        for ($gap = 0; $gap < self::MOST; $gap++) {
            $prepare($stage->connect());
            $process = pcntl_fork();
            if ($process === -1) {
                throw new \RuntimeException('no process');
            }
            if ($process === 0) {
                $do(new StoppingConnection($stage->connect(persistent: true), $gap, $countReads));
                // The operation has finished. No destructor of inherited objects may run in this process.
                posix_kill(posix_getpid(), SIGTERM);
            }
            $signal = self::endOf($process);
            if ($signal !== SIGKILL && $signal !== SIGTERM) {
                return [...$wrong, "gap $gap: the process failed"];
            }
            foreach ($judge($stage->connect()) as $text) {
                $wrong[] = "gap $gap: $text";
            }
            if ($signal === SIGTERM) {
                return $gap === 0 ? ['the operation has no statement'] : $wrong;
            }
            $this->kills++;
            // Objects that refer to each other keep their connections open until PHP collects them.
            gc_collect_cycles();
        }

        return [...$wrong, 'the operation did not end'];
    }

    /** The signal that ended the process, or 0. */
    private static function endOf(int $process): int
    {
        $status = 0;
        pcntl_waitpid($process, $status);
        $signal = is_int($status) && pcntl_wifsignaled($status) ? pcntl_wtermsig($status) : 0;

        return $signal === false ? 0 : $signal;
    }

    private function stage(int $grace): Stage
    {
        $stage = new Stage([$this->dsn], $grace);
        $stage->build();

        return $stage;
    }

    /** @return list<string> */
    private static function ring(Stage $stage, Connection $connection, ?string $older): array
    {
        $server = $stage->server($connection);
        $token = (string) Stage::member(Stage::credentials($server), 'access_token');
        $server->keys()->initialise();
        $states = array_count_values(array_map(
            static fn (SigningKeyRecord $key): string => $key->state,
            (new SigningKeyTable($connection))->all(),
        ));

        return [
            ...self::unless(Stage::call($server, $token), 'a new token is refused'),
            ...self::unless($older === null || Stage::call($server, $older), 'an older token is refused'),
            ...self::unless(($states['current'] ?? 0) === 1 && ($states['next'] ?? 0) === 1, 'the key ring is incomplete'),
        ];
    }

    private static function freshClient(Connection $connection): void
    {
        (new ClientTable($connection))->delete(Stage::CLIENT);
        (new ClientTable($connection))->insert(Stage::client());
    }

    private static function refreshToken(AuthorizationServer $server, Connection $connection): string
    {
        return (string) Stage::member(Stage::redeem($server, Stage::code($connection)), 'refresh_token');
    }

    private static function draft(string $type, ?string $clientId = null): ClientDraft
    {
        return new ClientDraft(
            'Racer',
            ['https://app.example/cb'],
            ['authorization_code', 'refresh_token'],
            ['matomo:read'],
            $type,
            clientId: $clientId,
        );
    }

    /** @return list<string> */
    private static function unless(bool $good, string $otherwise): array
    {
        return $good ? [] : [$otherwise];
    }
}
