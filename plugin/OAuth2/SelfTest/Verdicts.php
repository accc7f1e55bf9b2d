<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Migration\Lease;
use Piwik\Plugins\OAuth2\Storage\MigrationBusy;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The verdicts in oauth2_meta: one row for each fingerprint and, while bearer tokens are accepted with it, a second row, the
 * mark. The query of each bearer call looks for the mark, so a verdict has effect at once on every machine.
 *
 * The two rows change one after the other: the mark is the last to come and the first to go, so that a process that dies in
 * between leaves bearer tokens refused.
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

    /** @param ?Lease $lease the lease of the self-test, without which nothing is stored; null only to read */
    public function __construct(private MetaTable $table, private Clock $clock, private ?Lease $lease = null)
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
     * @throws MigrationBusy when another process has the lease
     * @throws StorageUnavailable
     */
    public function begin(Fingerprint $fingerprint): void
    {
        $this->lease?->renew();
        if ($this->find($fingerprint->id)?->status !== Status::Passed) {
            $this->save($fingerprint, Status::Begun, []);
        }
    }

    /**
     * Stores that all checks have passed. It ends an override, which is no longer needed.
     *
     * @throws MigrationBusy when another process has the lease
     * @throws StorageUnavailable
     */
    public function pass(Fingerprint $fingerprint): Verdict
    {
        $this->lease?->renew();
        $verdict = $this->save($fingerprint, Status::Passed, []);
        $this->addMark($verdict);
        $this->prune();

        return $verdict;
    }

    /**
     * Adds the mark of a verdict that clears, in case that it was lost. The stored verdict counts, not the given one, because
     * an administrator may have ended an override meanwhile.
     *
     * @throws MigrationBusy when another process has the lease
     * @throws StorageUnavailable
     */
    public function affirm(Verdict $verdict): void
    {
        $this->lease?->renew();
        $stored = $this->find($verdict->id);
        if ($stored?->clears() === true) {
            $this->addMark($stored);
        }
    }

    /**
     * Stores what is wrong. From now on bearer tokens are refused, unless an administrator has overridden the verdict.
     *
     * @param array<string, list<string>> $problems
     * @throws MigrationBusy when another process has the lease
     * @throws StorageUnavailable
     */
    public function fail(Fingerprint $fingerprint, array $problems): Verdict
    {
        $this->lease?->renew();
        if ($this->find($fingerprint->id)?->overriddenAt === null) {
            $this->table->remove(self::mark($fingerprint->id));
        }
        $verdict = $this->save($fingerprint, Status::Failed, $problems);
        $this->prune();

        return $verdict;
    }

    /**
     * Begins or ends an override.
     *
     * @return bool false if there is no verdict about this fingerprint
     * @throws MigrationBusy when another process has the lease
     * @throws StorageUnavailable
     */
    public function override(string $id, bool $on): bool
    {
        $this->lease?->renew();
        $verdict = $this->find($id);
        if ($verdict === null) {
            return false;
        }
        $changed = new Verdict(...(['overriddenAt' => $on ? $this->clock->now() : null] + get_object_vars($verdict)));
        if (!$changed->clears()) {
            $this->table->remove(self::mark($id));
        }
        $this->table->set(self::VERDICT . $id, $changed->toJson());
        if ($changed->clears()) {
            $this->addMark($changed);
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

    /** Adds the mark, and takes it back if another process has got the lease and may have stored another verdict meanwhile. */
    private function addMark(Verdict $verdict): void
    {
        $this->table->add(self::mark($verdict->id), (string) $this->clock->now());
        try {
            $this->lease?->renew();
        } catch (MigrationBusy $lost) {
            $this->table->remove(self::mark($verdict->id));
            throw $lost;
        }
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
