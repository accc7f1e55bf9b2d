<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Client;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\Client\ClientProblem;
use Piwik\Plugins\OAuth2\Server\Client\ClientRule;
use Piwik\Plugins\OAuth2\Server\Client\InvalidClient;

final class ClientProblemTest extends TestCase
{
    public function testItIsAnEnglishSentence(): void
    {
        $problem = new ClientProblem(ClientRule::UriParameter, 2, 'state');
        self::assertSame('OAuth2_ProblemUriParameter', TextKeys::problem($problem->rule));
        self::assertSame(['2', 'state'], $problem->values);
        self::assertSame(
            'Redirect URI 2 must not have the query parameter state, which the response adds.',
            (string) $problem,
        );
    }

    public function testTheTranslationsHaveTheSameSentences(): void
    {
        $texts = json_decode((string) file_get_contents(__DIR__ . '/../../../texts/en.json'), true, 8, JSON_THROW_ON_ERROR);
        self::assertIsArray($texts);
        $own = array_filter(
            (array) $texts['OAuth2'],
            static fn (string $key): bool => str_starts_with($key, 'Problem'),
            ARRAY_FILTER_USE_KEY,
        );
        $sentences = [];
        foreach (ClientRule::cases() as $rule) {
            $sentences['Problem' . $rule->name] = $rule->value;
        }
        ksort($sentences);
        ksort($own);
        self::assertSame($sentences, $own);
    }

    public function testTheExceptionHasMessageAndErrorsByField(): void
    {
        $invalid = new InvalidClient(['name' => new ClientProblem(ClientRule::NameMissing), 'type' => new ClientProblem(ClientRule::Type)]);
        self::assertSame('A client needs a name.', $invalid->getMessage());
        self::assertSame(
            ['name' => 'A client needs a name.', 'type' => 'The client type must be confidential or public.'],
            $invalid->errors,
        );
        self::assertSame('OAuth2_ProblemType', TextKeys::problem($invalid->problems['type']->rule));
    }
}
