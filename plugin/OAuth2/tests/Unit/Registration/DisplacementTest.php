<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Registration;

use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Registration\Displacement;
use Piwik\Plugins\OAuth2\Storage\WaitingPlace;

/** Who makes room when too many clients wait for their first user. */
#[CoversNothing]
final class DisplacementTest extends TestCase
{
    private const NOW = 1_800_000_000;

    private int $id = 0;

    public function testTheSenderWithTheMostLosesTheOldest(): void
    {
        $places = [...$this->places('a', 'a1', 2), ...$this->places('b', 'b1', 3), ...$this->places('c', 'c1', 1)];
        self::assertSame([3], self::ofAll($places, 5));
        self::assertSame([3, 1], self::ofAll($places, 4), 'of equals the oldest');
        self::assertSame([3, 1, 4], self::ofAll([...$places, ...$this->places('d', 'd1', 1)], 4), 'then again the one with the most');
    }

    public function testTheOrganisationCountsBeforeTheNetwork(): void
    {
        $places = [
            ...$this->places('a', 'a1', 2), ...$this->places('b', 'b1', 1), ...$this->places('b', 'b2', 1), ...$this->places('b', 'b3', 1),
            ...$this->places('c', 'c1', 1),
        ];
        self::assertSame([3], self::ofAll($places, 5));
    }

    public function testTheNetworkOfTheNewClientCountsItToo(): void
    {
        $places = [...$this->places('a', 'a1', 2), ...$this->places('b', 'b1', 2)];
        self::assertSame([1], self::ofAll($places, 3), 'of equals the oldest');
        self::assertSame([3], self::ofAll([...$places, ...$this->places('b', 'b1', 1)], 4));
    }

    public function testANetworkHasALimitOfItsOwn(): void
    {
        $places = [...$this->places('a', 'a1', 9), ...$this->places('b', 'b1', 4)];
        self::assertSame([[10], []], self::ids(Displacement::choose($places, 13, self::NOW, 20, 3, 9)));
        self::assertSame([[10, 11], []], self::ids(Displacement::choose($places, 13, self::NOW, 20, 2, 9)));
        self::assertSame([[10], [1, 2]], self::ids(Displacement::choose($places, 13, self::NOW, 10, 3, 9)));
        self::assertSame([[], []], self::ids(Displacement::choose($places, 13, self::NOW, 20, 0, 9)));
        self::assertSame([[10, 11, 12], [1]], self::ids(Displacement::choose($places, 13, self::NOW, 1, 1, 4)), 'at most so many');
    }

    public function testAnOpenPageKeepsItsClient(): void
    {
        $places = [...$this->places('a', 'a1', 1, 'u1'), ...$this->places('a', 'a1', 3), ...$this->places('b', 'b1', 1)];
        self::assertSame([2], self::ofAll($places, 4));
        self::assertSame([[2], []], self::ids(Displacement::choose($places, 4, self::NOW, 9, 2, 9)), 'in the network, too');
        $over = [...$this->places('a', 'a1', 1, 'u1', Displacement::VISIT), ...$this->places('a', 'a1', 3), ...$this->places('b', 'b1', 1)];
        self::assertSame([6], self::ofAll($over, 4), 'a page from half an hour ago');
    }

    public function testOneVisitorKeepsTenThatWereVisitedLast(): void
    {
        $places = [...$this->places('a', 'a1', 30, 'u1'), ...$this->places('b', 'b1', 1), ...$this->places('c', 'c1', 1)];
        self::assertSame(range(1, 5), self::ofAll($places, 27));
        self::assertSame(range(1, 8), self::ofAll($places, 24));
    }

    public function testVisitorsKeepHalfOfThePlacesAndUsersComeFirst(): void
    {
        $places = [];
        foreach (range(1, 20) as $n) {
            $places = [...$places, ...$this->places('a', 'a1', 1, "n$n")];
        }
        $places = [...$places, ...$this->places('b', 'b1', 1, 'u1', 1000), ...$this->places('c', 'c1', 1)];
        $gone = self::ofAll($places, 12);
        self::assertSame([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], $gone);
        self::assertSame([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19], self::ofAll($places, 3), 'the user keeps it');
    }

    public function testTheNewestAlwaysStays(): void
    {
        foreach (['', 'u1', 'n1'] as $visitor) {
            $places = [...$this->places('a', 'a1', 1, $visitor), ...$this->places('a', 'a1', 1)];
            self::assertSame([$this->id - 1], self::ofAll($places, 1));
            self::assertSame([], self::ofAll(\array_slice($places, 1), 1));
        }
    }

    /** Whatever a stranger does, the work for one registration is bounded. */
    public function testAFullTableTakesLittleTime(): void
    {
        $places = [];
        for ($n = 0; $n < 1000; ++$n) {
            $places = [...$places, ...$this->places("s$n", "n$n", 1, 'n' . $n % 300)];
        }
        $start = hrtime(true);
        self::assertCount(20, self::ofAll($places, 100, 20));
        self::assertLessThan(0.5, (hrtime(true) - $start) / 1e9);
    }

    /** @return list<WaitingPlace> */
    private function places(string $site, string $network, int $number, string $visitor = '', int $ago = 1): array
    {
        $places = [];
        while (\count($places) < $number) {
            $places[] = new WaitingPlace(++$this->id, $site, $network, $visitor, $visitor === '' ? 0 : self::NOW - $ago);
        }

        return $places;
    }

    /**
     * @param list<WaitingPlace> $places
     * @return list<int>
     */
    private static function ofAll(array $places, int $most, int $batch = 99): array
    {
        return self::ids(Displacement::choose($places, $places[\count($places) - 1]->id, self::NOW, $most, 0, $batch))[1];
    }

    /**
     * @param array{list<WaitingPlace>, list<WaitingPlace>} $chosen
     * @return array{list<int>, list<int>}
     */
    private static function ids(array $chosen): array
    {
        return [array_column($chosen[0], 'id'), array_column($chosen[1], 'id')];
    }
}
