<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Registration;

use Piwik\Plugins\OAuth2\Storage\WaitingPlace;

/**
 * Decides which clients make room when too many wait for their first user. The senders who have the most clients lose them first,
 * so that a flood displaces itself: of the organisation with the most, of its network with the most, the oldest. The newest client
 * always stays. A client whose page is open stays as well, within two limits, because strangers can open pages, too: each visitor
 * keeps a few clients, and all visitors together half of the places.
 */
final class Displacement
{
    /** The number of seconds for which a page counts as open. */
    public const VISIT = 1800;

    /** The maximum number of clients that one visitor keeps: those visited last. */
    private const PER_VISITOR = 10;

    /**
     * Chooses the clients that make room.
     *
     * @param list<WaitingPlace> $places the oldest first
     * @param int $newest the ID of the place that is new
     * @param int $most the maximum number of places
     * @param int $mostOfNetwork the maximum number of places of one network, pages that are open not counted; 0: no limit
     * @param int $batch the maximum number of clients to choose
     * @return array{list<WaitingPlace>, list<WaitingPlace>} those that the network of the new client has too many of, and those of
     *                                                       which there are too many altogether
     */
    public static function choose(array $places, int $newest, int $now, int $most, int $mostOfNetwork, int $batch): array
    {
        $open = self::open($places, $now, intdiv($most, 2));
        [$sites, $networks, $candidates] = [[], [], []];
        $own = null;
        foreach ($places as $place) {
            if ($place->id === $newest) {
                $own = $place->network;
            } elseif (isset($open[$place->id])) {
                continue;
            } else {
                $candidates[$place->id] = $place;
            }
            $sites[$place->site] = ($sites[$place->site] ?? 0) + 1;
            $networks[$place->network] = ($networks[$place->network] ?? 0) + 1;
        }
        $ofNetwork = [];
        $excess = $mostOfNetwork === 0 || $own === null ? 0 : $networks[$own] - $mostOfNetwork;
        foreach ($candidates as $place) {
            if ($place->network === $own && \count($ofNetwork) < min($excess, $batch)) {
                $ofNetwork[] = $place;
                unset($candidates[$place->id]);
                --$sites[$place->site];
                --$networks[$place->network];
            }
        }
        $ofAll = [];
        $excess = min(\count($places) - \count($ofNetwork) - $most, $batch - \count($ofNetwork));
        while (\count($ofAll) < $excess && $candidates !== []) {
            $victim = null;
            foreach ($candidates as $place) {
                // Of equals the first one stays, which is the oldest.
                if (
                    $victim === null
                    || ([$sites[$place->site], $networks[$place->network]] <=> [$sites[$victim->site], $networks[$victim->network]]) > 0
                ) {
                    $victim = $place;
                }
            }
            $ofAll[] = $victim;
            unset($candidates[$victim->id]);
            --$sites[$victim->site];
            --$networks[$victim->network];
        }

        return [$ofNetwork, $ofAll];
    }

    /**
     * The clients that stay because their page is open: at most `$most`, first those of users who are logged in, and of each visitor
     * first the one visited last.
     *
     * @param list<WaitingPlace> $places
     * @return array<int, true> by ID
     */
    private static function open(array $places, int $now, int $most): array
    {
        $visited = array_filter($places, static fn (WaitingPlace $place): bool => $place->visitedAt > $now - self::VISIT);
        usort($visited, static fn (WaitingPlace $a, WaitingPlace $b): int => [$b->visitedAt, $b->id] <=> [$a->visitedAt, $a->id]);
        $ranks = [];
        $ranked = [];
        foreach ($visited as $place) {
            $rank = $ranks[$place->visitor] ?? 0;
            $ranks[$place->visitor] = $rank + 1;
            if ($rank < self::PER_VISITOR) {
                $ranked[$place->id] = [$place->isOfUser() ? 0 : 1, $rank];
            }
        }
        asort($ranked);

        return array_fill_keys(\array_slice(array_keys($ranked), 0, $most), true);
    }
}
