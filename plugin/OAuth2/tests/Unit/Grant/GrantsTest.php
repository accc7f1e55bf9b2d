<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Grant;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Grant\Grants;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\tests\Unit\Server\ServerTestCase;

/** All lists of grant types derive from the enum; these tests name a missing member. */
final class GrantsTest extends ServerTestCase
{
    /** @return iterable<string, array{GrantType}> */
    public static function types(): iterable
    {
        foreach (GrantType::cases() as $type) {
            yield $type->value => [$type];
        }
    }

    #[DataProvider('types')]
    public function testEachGrantTypeHasItsClass(GrantType $type): void
    {
        self::assertSame($type, Grants::classOf($type)::type());
    }

    #[DataProvider('types')]
    public function testAGrantTypeThatIsSwitchedOffIsNeitherListedNorAnswered(GrantType $type): void
    {
        $others = array_values(array_filter(GrantType::cases(), static fn (GrantType $other): bool => $other !== $type));
        $server = $this->serverWith(self::only(...$others));
        self::assertError('unsupported_grant_type', 400, $server->token(self::post(['grant_type' => $type->value])));
        self::assertNotContains($type->value, $this->listed(self::only(...$others)));

        self::assertContains($type->value, $this->listed(self::only($type)));
        $answer = $this->serverWith(self::only($type))->token(self::post(['grant_type' => $type->value]));
        self::assertStringNotContainsString('unsupported_grant_type', $answer->body);
    }

    #[DataProvider('types')]
    public function testAClientWithoutTheGrantTypeGetsUnauthorizedClient(GrantType $type): void
    {
        $this->client('limited', grantTypes: array_values(array_diff(GrantType::values(), [$type->value])));
        $answer = $this->serverWith(self::only(...GrantType::cases()))
            ->token(self::post(['grant_type' => $type->value], self::basic('limited')));
        self::assertError('unauthorized_client', 400, $answer);
    }

    public function testEachKindOfAuthorizationHasAGrantTypeThatCreatesIt(): void
    {
        foreach (GrantType::cases() as $type) {
            $client = $this->client("with $type->name", grantTypes: ['unknown', $type->value]);
            foreach (AuthorizationKind::cases() as $kind) {
                self::assertSame($type->makes() === $kind, GrantType::oneMakes($kind, $client), "$type->name, $kind->name");
            }
        }
        $client = $this->client('with all', grantTypes: GrantType::values());
        foreach (AuthorizationKind::cases() as $kind) {
            self::assertTrue(GrantType::oneMakes($kind, $client), "no grant type makes $kind->name");
            self::assertFalse(GrantType::oneMakes($kind, $this->client("without, $kind->name", grantTypes: [])));
        }
    }

    public function testAnUnknownGrantTypeIsUnsupported(): void
    {
        foreach (['password', 'implicit', 'AuthorizationCode', 'AUTHORIZATION_CODE', 'authorization_code ', 'refresh_token,'] as $name) {
            self::assertError('unsupported_grant_type', 400, $this->server->token(self::post(['grant_type' => $name])));
        }
    }

    public function testSettingsKeepTheOrderOfTheListAndEachTypeOnce(): void
    {
        $backwards = array_reverse(GrantType::cases());
        self::assertSame(GrantType::cases(), self::only(...$backwards, ...$backwards)->grantTypes);
        self::assertSame([], self::only()->grantTypes);
        self::assertFalse(self::only()->offers(GrantType::RefreshToken));
        self::assertSame(GrantType::cases(), self::settings()->with(grantTypes: null)->grantTypes);
    }

    private static function only(GrantType ...$types): Settings
    {
        return self::settings()->with(grantTypes: array_values($types));
    }

    /** @return array<mixed> */
    private function listed(Settings $settings): array
    {
        return (array) (self::json($this->serverWith($settings)->metadata(new Request('GET')))['grant_types_supported'] ?? []);
    }
}
