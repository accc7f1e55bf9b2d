<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Nonce;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\SelfTest\Check;
use Piwik\Plugins\OAuth2\SelfTest\Fingerprint;
use Piwik\Plugins\OAuth2\SelfTest\MethodList;
use Piwik\Plugins\OAuth2\SelfTest\SelfTest;
use Piwik\Plugins\OAuth2\SelfTest\Status;
use Piwik\Plugins\OAuth2\SelfTest\Verdict;
use Piwik\Plugins\OAuth2\Storage\StorageException;
use Piwik\Session;
use Piwik\Url;

/** The page of the self-test: its result, a button that runs it, and what each API method needs. */
final class SelfTestPage
{
    private const NONCE = 'OAuth2.selfTest';

    private const ADDRESS = 'index.php?module=OAuth2&action=selfTest';

    /**
     * Runs the self-test and redirects to its result, because a request that has run it must serve nothing else.
     *
     * @throws StorageException
     */
    public static function run(string $nonce): never
    {
        Nonce::checkNonce(self::NONCE, $nonce);
        // An open session would look as if a request to the API had started it.
        Session::close();
        $verdict = SelfTest::run(true);
        Url::redirectToUrl(self::ADDRESS . ($verdict === null ? '&busy=1' : ''));
        exit;
    }

    /**
     * @param bool $busy true if another process is running the self-test
     * @return array<string, mixed> the variables of the template
     * @throws StorageException
     */
    public static function variables(bool $busy): array
    {
        $verdict = SelfTest::verdicts()->find(Fingerprint::current()->id);
        $isOverridden = $verdict?->overriddenAt !== null;

        return [
            'message' => $busy ? Piwik::translate('OAuth2_SelfTestBusy') : null,
            'sentence' => self::sentence($verdict),
            'command' => $isOverridden ? SelfTest::COMMAND . " --end-override=$verdict->id" : null,
            'passed' => $verdict?->status === Status::Passed,
            'accepted' => $verdict?->clears() === true,
            'checks' => $verdict === null ? [] : self::checks($verdict),
            'nonce' => Nonce::getNonce(self::NONCE),
            'methods' => array_map(static fn (array $row): array => [
                'reason' => Piwik::translate($row['reason']->textKey()),
            ] + $row, MethodList::all()),
        ];
    }

    private static function sentence(?Verdict $verdict): string
    {
        if ($verdict === null) {
            return Piwik::translate('OAuth2_SelfTestMissing');
        }
        $key = match (true) {
            $verdict->status === Status::Passed => 'OAuth2_SelfTestPassed',
            $verdict->overriddenAt !== null => 'OAuth2_SelfTestOverridden',
            default => 'OAuth2_SelfTestFailed',
        };

        return Piwik::translate($key, [gmdate('Y-m-d H:i', $verdict->at), $verdict->id]);
    }

    /** @return list<array{text: string, good: bool, problems: list<string>}> */
    private static function checks(Verdict $verdict): array
    {
        $checks = [];
        $hasRun = $verdict->status !== Status::Begun && !isset($verdict->problems['']);
        foreach ($hasRun ? Check::cases() : [] as $check) {
            $problems = $verdict->problems[$check->value] ?? [];
            $checks[] = ['text' => Piwik::translate($check->textKey()), 'good' => $problems === [], 'problems' => $problems];
        }
        if (!$hasRun) {
            $checks[] = ['text' => $verdict->summary(), 'good' => false, 'problems' => []];
        }

        return $checks;
    }
}
