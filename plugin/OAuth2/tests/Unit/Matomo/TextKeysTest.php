<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantSwitch;
use Piwik\Plugins\OAuth2\Server\Authorize\PageError;
use Piwik\Plugins\OAuth2\Server\Client\ClientRule;
use Piwik\Plugins\OAuth2\Server\Client\ClientWarningKind;
use Piwik\Plugins\OAuth2\Server\Client\TrialStep;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;

/** Rules for clients, warnings about them and error pages have their texts in every language. */
final class TextKeysTest extends TestCase
{
    /** @return iterable<string, array{list<string>}> */
    public static function members(): iterable
    {
        foreach (ClientRule::cases() as $rule) {
            yield "rule $rule->name" => [[TextKeys::problem($rule)]];
        }
        foreach (ClientWarningKind::cases() as $kind) {
            yield "warning $kind->value" => [[TextKeys::warning($kind), 'OAuth2_CheckClients' . $kind->name]];
        }
        foreach ([FetchProblem::Proxy, FetchProblem::NoCurl, FetchProblem::SwitchedOff] as $problem) {
            yield "outgoing $problem->name" => [[TextKeys::outgoing($problem)]];
        }
        foreach (TrialStep::cases() as $step) {
            yield "step $step->name" => [[TextKeys::trialStep($step)]];
        }
        foreach (AssistantSwitch::cases() as $switch) {
            yield "assistant $switch->name" => [[TextKeys::assistantSwitch($switch)]];
        }
        // The templates, which the embedded host renders, too, name the texts of error pages.
        foreach (PageError::cases() as $error) {
            yield "page $error->name" => [['OAuth2_Error' . $error->name, 'OAuth2_ErrorHint' . $error->hint()->name]];
        }
    }

    /** @param list<string> $keys */
    #[DataProvider('members')]
    public function testEveryLanguageHasItsTexts(array $keys): void
    {
        $files = glob(__DIR__ . '/../../../texts/*.json');
        self::assertIsArray($files);
        self::assertCount(7, $files);
        foreach ($files as $file) {
            $texts = json_decode((string) file_get_contents($file), true, 4, JSON_THROW_ON_ERROR);
            self::assertIsArray($texts);
            $own = (array) $texts['OAuth2'];
            foreach ($keys as $key) {
                self::assertStringStartsWith('OAuth2_', $key);
                self::assertNotEmpty($own[substr($key, 7)] ?? '', basename($file) . " has no text $key");
            }
        }
    }
}
