<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/** The list of departures from the vectors, each with its reason. */
final class Deviations
{
    /** @var array<string, string> reason by case */
    private array $reasons = [];

    /** @var array<string, true> */
    private array $met = [];

    public function __construct(string $file)
    {
        foreach (json_decode((string) file_get_contents($file), true, 8, JSON_THROW_ON_ERROR) as $entry) {
            foreach ($entry['cases'] as $case) {
                if (isset($this->reasons[$case])) {
                    throw new \LogicException("$case is listed twice");
                }
                $this->reasons[$case] = $entry['reason'];
            }
        }
    }

    /**
     * @param string $result the vector's expectation: "valid", "invalid", or "acceptable", which requires nothing but
     *     must be listed, so that the behaviour is a decision.
     */
    public function compare(Report $report, string $case, string $result, bool $accepted, string $why): void
    {
        $follows = $result !== 'acceptable' && $accepted === ($result === 'valid');
        $done = $accepted ? 'accepted' : "refused ($why)";
        if (isset($this->reasons[$case])) {
            $this->met[$case] = true;
            $report->check(!$follows, $case, "is listed as a departure, but follows the vector: $done");

            return;
        }
        $report->check($follows, $case, "the vector says $result, but it was $done");
    }

    public function unused(Report $report): void
    {
        foreach (array_keys(array_diff_key($this->reasons, $this->met)) as $case) {
            $report->check(false, (string) $case, 'is listed as a departure, but the case does not exist');
        }
        $report->note(count($this->met) . ' departures from the vectors, each listed with its reason');
    }
}
