<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests\Processes;

/*
 * Children of one process that has parsed a key: they use it, and what they draw at random is theirs alone.
 *   run.php fork            children of this script
 *   run.php fpm SOCKET      children of a php-fpm that has preloaded preload.php
 *   run.php preload         this script runs with preload.php preloaded
 */

use OAuth2\Key;
use OAuth2\KeySet;
use OAuth2\Tests\Report;

require __DIR__ . '/../support/Report.php';

/** @param list<array<string, mixed>> $answers */
function compare(Report $report, array $answers, string $which): void
{
    $verifier = new Service();
    foreach ($answers as $answer) {
        $report->same('accepted', $answer['reason'], "$which: a token of the child, there");
        $report->same('accepted', $verifier->reason($answer['token']), "$which: a token of the child, here");
    }
    foreach (array_keys($answers[0]['draws']) as $name) {
        $report->same(count($answers), count(array_unique(array_map(static fn (array $answer): string => $answer['draws'][$name], $answers))),
            "$which: each has a $name of its own");
    }
}

$report = new Report();
switch ($argv[1]) {
    case 'fork':
        require __DIR__ . '/preload.php';
        $service = new Service();
        $token = oauth2_jwt_sign(['exp' => 2000], $service->key());
        $set = new KeySet($service->key(), Key::generate('EdDSA', keyId: 'other'));
        /* Generators have been used before the fork. */
        $service->draws();
        $answers = [];
        $pipes = $children = [];
        for ($i = 0; $i < 6; ++$i) {
            [$ours, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
            $child = pcntl_fork();
            if ($child === 0) {
                fclose($ours);
                $before = Service::info()['parsed key cache hits'];
                $again = new Service();
                $own = oauth2_jwt_sign(['exp' => 2000], $again->key());
                fwrite($theirs, json_encode([
                    'before' => $before,
                    'after' => Service::info()['parsed key cache hits'],
                    'token' => $own,
                    'reason' => $again->reason($own),
                    'parents' => $service->reason($token) . ' ' . oauth2_jwt_verify($token, $set, ['now' => 1000])['exp'],
                    'sealed' => Key::unseal($service->key()->seal(str_repeat('k', 32)), str_repeat('k', 32))->thumbprint() === $service->key()->thumbprint(),
                    'draws' => $again->draws(),
                ], JSON_THROW_ON_ERROR));
                exit(0);
            }
            fclose($theirs);
            $pipes[] = $ours;
            $children[] = $child;
        }
        foreach ($pipes as $i => $pipe) {
            $answer = json_decode((string) stream_get_contents($pipe), true, 8, JSON_THROW_ON_ERROR);
            pcntl_waitpid($children[$i], $status);
            $report->same(0, $status, 'a child ends as it should');
            $report->same('accepted 2000', $answer['parents'], 'a token and a key set of before the fork');
            $report->same(true, $answer['sealed'], 'a key is sealed and opened after the fork');
            [$hits, $misses] = [(int) $answer['before'], (int) $answer['after']];
            $report->same($hits + 1, $misses, "the child finds the parent's key in its cache: {$answer['before']}, {$answer['after']}");
            $answers[] = $answer;
        }
        $answers[] = ['reason' => 'accepted', 'token' => $token, 'draws' => $service->draws()];
        compare($report, $answers, 'fork');
        break;
    case 'fpm':
        require __DIR__ . '/FastCgi.php';
        require __DIR__ . '/preload.php';
        $answers = [];
        for ($round = 0; $round < 20 && count($answers) < 3; ++$round) {
            /* At the same time, so that several children answer. */
            $requests = array_map(static fn (): FastCgi => new FastCgi($argv[2], __DIR__ . '/answer.php'), range(1, 3));
            foreach ($requests as $request) {
                $body = $request->body();
                $answer = json_decode($body, true);
                if (!is_array($answer)) {
                    $report->check(false, 'php-fpm answers', substr($body, 0, 300));
                    $report->finish();
                }
                $answers[$answer['pid']] ??= $answer;
            }
        }
        $report->same(3, count($answers), 'three children have answered');
        foreach ($answers as $answer) {
            $report->same([Service::class], $answer['preloaded'], 'the class was preloaded');
            $report->same('0 of 1', $answer['before'], "the master's cache came with the child");
            $report->same('1 of 2', $answer['after'], "the child finds the master's key");
        }
        compare($report, array_values($answers), 'php-fpm');
        break;
    case 'preload':
        $report->same([Service::class], opcache_get_status(false)['preload_statistics']['classes'] ?? [], 'the class was preloaded');
        $service = new Service();
        $token = oauth2_jwt_sign(['exp' => 2000], $service->key());
        $report->same('accepted', $service->reason($token), 'a preloaded class signs and verifies');
        $report->same('malformed', $service->reason('x'), 'and catches what is thrown');
        $report->same('expired', (static function () use ($service): string {
            try {
                oauth2_jwt_verify(oauth2_jwt_sign(['exp' => 1], $service->key()), $service->key());
            } catch (\OAuth2\InvalidTokenException $e) {
                return $e->reason;
            }

            return 'accepted';
        })(), 'classes of the extension are the same for preloaded and other code');
        break;
}
$report->finish();
