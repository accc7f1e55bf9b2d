<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\ClientAdministration;
use Piwik\Plugins\OAuth2\Matomo\ClientKind;
use Piwik\Plugins\OAuth2\Matomo\ClientTemplates;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\Client\ClientValidator;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\tests\Support\ListedUsers;
use Piwik\Plugins\OAuth2\tests\Support\TestSettings;

/** A client that is made from a template as it stands keeps every rule. */
final class ClientTemplatesTest extends TestCase
{
    private const ROOT = __DIR__ . '/../../..';

    /** @return iterable<string, array{array<string, mixed>}> */
    public static function templates(): iterable
    {
        foreach (ClientTemplates::all() as $template) {
            yield $template['name'] => [$template];
        }
    }

    public function testTheKindsAndProductsThatPeopleConnect(): void
    {
        $names = array_column(ClientTemplates::all(), 'name');
        self::assertSame(array_column(ClientKind::cases(), 'value'), \array_slice($names, 0, 4));
        self::assertSame($names, array_unique($names));
        $products = array_column(ClientTemplates::all(), 'title');
        sort($products);
        self::assertSame([
            'Airbyte', 'ChatGPT', 'Claude', 'Cursor', 'Grafana', 'Looker Studio', 'Postman', 'Power BI', 'VS Code', 'Zapier', 'n8n',
        ], $products);
    }

    /** @param array{name: string, title?: string, type: string, grantTypes: list<string>, scopes: list<string>, redirectUris: list<string>, example: string, source: string} $template */
    #[DataProvider('templates')]
    public function testItsClientIsValid(array $template): void
    {
        $uris = $template['redirectUris'] === [] && $template['example'] !== '' ? [$template['example']] : $template['redirectUris'];
        $draft = ClientAdministration::draft(
            'A name',
            $template['grantTypes'],
            $template['scopes'],
            $uris,
            '',
            $template['type'],
            actsAs: 'anna',
        );
        $users = new ListedUsers();
        self::assertSame([], (new ClientValidator(TestSettings::make(), $users))->problems($draft));
        self::assertSame($template['redirectUris'] === [] || $template['example'] === '', true, 'an example is for an empty field');
        $redirects = array_filter(GrantType::cases(), static fn (GrantType $type): bool => $type->redirects());
        $needsUri = array_intersect($template['grantTypes'], array_column($redirects, 'value')) !== [];
        self::assertSame($needsUri, $uris !== []);
        self::assertSame(['matomo:read'], $template['scopes'], 'more than reading is a choice');
    }

    /** @param array{name: string, title?: string, source: string} $template */
    #[DataProvider('templates')]
    public function testItHasASourceAndATitle(array $template): void
    {
        self::assertMatchesRegularExpression('~\Ahttps://[a-z0-9.-]+/[\w./#-]+\z~', $template['source']);
        $kind = ClientKind::tryFrom($template['name']);
        self::assertSame($kind === null, isset($template['title']));
        if ($kind === null) {
            return;
        }
        foreach ((array) glob(self::ROOT . '/lang/*.json') as $file) {
            $texts = json_decode((string) file_get_contents((string) $file), true, 4, JSON_THROW_ON_ERROR);
            self::assertIsArray($texts);
            foreach ([TextKeys::template($kind), TextKeys::templateMeaning($kind)] as $key) {
                self::assertNotEmpty(((array) $texts['OAuth2'])[substr($key, 7)] ?? '', basename((string) $file) . " has no text $key");
            }
        }
    }
}
