<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The verdicts in oauth2_meta: one row for each fingerprint and, while bearer tokens are accepted with it, a second row, the
 * mark. The query of each bearer call looks for the mark, so a verdict has effect at once on every machine.
 */
final readonly class Verdicts
{
    private const VERDICT = 'self-test-';

    private const MARK = 'cleared-';

    private const LOGGED = 'self-test.logged';

    /** The number of fingerprints that are kept, those with the latest verdicts. */
    private const KEPT = 20;

    /** The minimum number of seconds between two lines in the log. */
    private const LOG_INTERVAL = 60;

    public function __construct(private MetaTable $table, private Clock $clock)
    {
    }

    /** The name of the row of oauth2_meta that exists while bearer tokens are accepted. */
    public static function mark(string $id): string
    {
        return self::MARK . $id;
    }

    /** @throws StorageUnavailable */
    public function find(string $id): ?Verdict
    {
        $json = $this->table->get(self::VERDICT . $id);

        return $json === null ? null : Verdict::fromJson($id, $json);
    }

    /**
     * @return list<Verdict> the latest first
     * @throws StorageUnavailable
     */
    public function all(): array
    {
        $verdicts = [];
        foreach ($this->table->beginningWith(self::VERDICT) as $name => $json) {
            $verdicts[] = Verdict::fromJson(substr($name, \strlen(self::VERDICT)), $json);
        }
        $verdicts = array_values(array_filter($verdicts));
        usort($verdicts, static fn (Verdict $a, Verdict $b): int => $b->at <=> $a->at);

        return $verdicts;
    }

    /**
     * Notes that a self-test begins, so that a process that dies counts as an attempt. A fingerprint that has passed before
     * keeps its verdict until there is another.
     *
     * @throws StorageUnavailable
     */
    public function begin(Fingerprint $fingerprint): void
    {
        if ($this->find($fingerprint->id)?->status !== Status::Passed) {
            $this->save($fingerprint, Status::Begun, []);
        }
    }

    /**
     * Stores that all checks have passed. It ends an override, which is no longer needed.
     *
     * @throws StorageUnavailable
     */
    public function pass(Fingerprint $fingerprint): Verdict
    {
        $verdict = $this->save($fingerprint, Status::Passed, []);
        $this->table->add(self::mark($verdict->id), (string) $verdict->at);
        $this->prune();

        return $verdict;
    }

    /**
     * Adds the mark of a verdict that clears, in case that it was lost.
     *
     * @throws StorageUnavailable
     */
    public function affirm(Verdict $verdict): void
    {
        if ($verdict->clears()) {
            $this->table->add(self::mark($verdict->id), (string) $verdict->at);
        }
    }

    /**
     * Stores what is wrong. From now on bearer tokens are refused, unless an administrator has overridden the verdict.
     *
     * @param array<string, list<string>> $problems
     * @throws StorageUnavailable
     */
    public function fail(Fingerprint $fingerprint, array $problems): Verdict
    {
        $verdict = $this->save($fingerprint, Status::Failed, $problems);
        if (!$verdict->clears()) {
            $this->table->remove(self::mark($verdict->id));
        }
        $this->prune();

        return $verdict;
    }

    /**
     * Begins or ends an override.
     *
     * @return bool false if there is no verdict about this fingerprint
     * @throws StorageUnavailable
     */
    public function override(string $id, bool $on): bool
    {
        $verdict = $this->find($id);
        if ($verdict === null) {
            return false;
        }
        $changed = new Verdict(...(['overriddenAt' => $on ? $this->clock->now() : null] + get_object_vars($verdict)));
        $this->table->set(self::VERDICT . $id, $changed->toJson());
        if ($changed->clears()) {
            $this->table->add(self::mark($id), (string) $this->clock->now());
        } else {
            $this->table->remove(self::mark($id));
        }

        return true;
    }

    /**
     * Tells whether the caller may write a line to the log: one process at most each minute.
     *
     * @throws StorageUnavailable
     */
    public function mayLog(): bool
    {
        $now = $this->clock->now();
        $last = $this->table->get(self::LOGGED);
        if ($last === null) {
            return $this->table->add(self::LOGGED, (string) $now);
        }

        return ((int) $last <= $now - self::LOG_INTERVAL || (int) $last > $now)
            && $this->table->replace(self::LOGGED, $last, (string) $now);
    }

    /** @param array<string, list<string>> $problems */
    private function save(Fingerprint $fingerprint, Status $status, array $problems): Verdict
    {
        $before = $this->find($fingerprint->id);
        $attempts = match ($status) {
            Status::Begun => ($before->attempts ?? 0) + 1,
            Status::Failed => max(1, $before->attempts ?? 0),
            Status::Passed => 0,
        };
        $verdict = new Verdict(
            $fingerprint->id,
            $fingerprint->matomo,
            $fingerprint->php,
            $fingerprint->version(),
            $status,
            $this->clock->now(),
            $attempts,
            $problems,
            $status === Status::Passed ? null : $before?->overriddenAt,
        );
        $this->table->set(self::VERDICT . $verdict->id, $verdict->toJson());

        return $verdict;
    }

    /** Removes the verdicts about fingerprints that were replaced long ago. */
    private function prune(): void
    {
        foreach (\array_slice($this->all(), self::KEPT) as $old) {
            $this->table->remove(self::mark($old->id));
            $this->table->remove(self::VERDICT . $old->id);
        }
    }
}
