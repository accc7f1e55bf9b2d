<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\Diagnostics\Diagnostic\DiagnosticResultItem;
use Piwik\Plugins\OAuth2\SelfTest\Check;
use Piwik\Plugins\OAuth2\SelfTest\Fingerprint;
use Piwik\Plugins\OAuth2\SelfTest\SelfTest;
use Piwik\Plugins\OAuth2\SelfTest\Status;
use Piwik\Plugins\OAuth2\SelfTest\Verdict;

/** Checks that the self-test has passed with the present versions and plugins; otherwise no bearer token is accepted. */
final class SelfTestCheck extends DiagnosticCheck
{
    protected function label(): string
    {
        return 'OAuth2_CheckSelfTest';
    }

    protected function items(): array
    {
        $id = Fingerprint::current()->id;
        $verdicts = SelfTest::verdicts();
        $verdict = $verdicts->find($id);
        $items = [match (true) {
            $verdict === null => self::error(self::say('SelfTestMissing') . self::code(SelfTest::COMMAND) . self::link()),
            $verdict->status === Status::Passed => self::ok(self::say('SelfTestPassed', self::named($verdict)) . self::link()),
            $verdict->overriddenAt !== null => self::overridden($verdict),
            default => self::error(
                self::say('SelfTestFailed', self::named($verdict)) . self::code(SelfTest::COMMAND)
                    . '<br/>' . self::problems($verdict) . self::link(),
            ),
        }];
        foreach ($verdicts->all() as $other) {
            if ($other->id !== $id && $other->overriddenAt !== null) {
                $items[] = self::overridden($other);
            }
        }

        return $items;
    }

    private static function overridden(Verdict $verdict): DiagnosticResultItem
    {
        return self::warning(
            self::say('SelfTestOverridden', self::named($verdict)) . self::code(SelfTest::COMMAND . " --end-override=$verdict->id")
                . '<br/>' . self::problems($verdict),
        );
    }

    /** What the checks that failed should have proven; the page and the console show more. */
    private static function problems(Verdict $verdict): string
    {
        $sentences = [];
        foreach (array_keys($verdict->problems) as $name) {
            $check = Check::tryFrom($name);
            $sentences[] = $check === null ? self::escape($verdict->summary()) : self::translated($check->textKey(), []);
        }

        return implode('<br/>', $sentences === [] ? [self::escape($verdict->summary())] : $sentences);
    }

    /** @return list<string> the time and the id, for a sentence */
    private static function named(Verdict $verdict): array
    {
        return [gmdate('Y-m-d H:i', $verdict->at), $verdict->id];
    }

    /** A link to the page with a button that runs the self-test. */
    private static function link(): string
    {
        return '<br/><a href="index.php?module=OAuth2&amp;action=selfTest">' . self::say('SelfTestOpen') . '</a>';
    }
}
