<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\Presentation;
use Piwik\Plugins\OAuth2\Matomo\ScreenLists;
use Piwik\Plugins\OAuth2\Matomo\SettingValues;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationStatus;
use Piwik\Plugins\OAuth2\Server\Client\ClientWarningKind;
use Piwik\Plugins\OAuth2\Server\Client\LoggedEvent;
use Piwik\Plugins\OAuth2\Server\Client\TrialStep;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\SettingGroup;

/** The page of the screens contains every member of the server's lists, so their sources repeat none. */
final class ScreenListsTest extends TestCase
{
    private const SCREENS = __DIR__ . '/../../../vue/src';

    public function testEveryMemberIsSent(): void
    {
        $lists = self::lists()->forAdministrators();
        self::assertSame(GrantType::values(), array_column((array) $lists['grantTypes'], 'name'));
        self::assertSame(Scope::values(), array_column((array) $lists['scopes'], 'name'));
        self::assertSame(array_column(EndReason::cases(), 'value'), array_keys((array) $lists['endReasons']));
        self::assertSame(array_column(ClientWarningKind::cases(), 'value'), array_keys((array) $lists['warnings']));
        self::assertSame(
            array_map(Presentation::endpointName(...), Endpoint::cases()),
            array_column((array) $lists['endpoints'], 'name'),
        );
        self::assertSame(array_keys(SettingValues::defaults()), array_keys((array) $lists['settings']));
        self::assertSame(array_column(LoggedEvent::cases(), 'value'), array_keys((array) $lists['events']));
        self::assertSame(array_column(TrialStep::cases(), 'value'), array_keys((array) $lists['trialSteps']));
    }

    public function testTextsAreTranslated(): void
    {
        $lists = self::lists()->forAdministrators();
        self::assertSame([
            'name' => 'refresh_token',
            'title' => '<OAuth2_GrantRefreshToken>',
            'meaning' => '<OAuth2_GrantRefreshTokenMeaning>',
            'setting' => 'enableRefreshTokens',
            'redirects' => false,
            'needsSecret' => false,
            'companion' => 'authorization_code',
            'kind' => null,
            'actsByItself' => false,
        ], self::named($lists['grantTypes'], 'refresh_token'));
        self::assertSame([
            'name' => 'matomo:superuser',
            'title' => '<OAuth2_ScopeSuperUserTitle>',
            'meaning' => '<OAuth2_ScopeSuperUserMeaning>',
        ], self::named($lists['scopes'], 'matomo:superuser'));
        self::assertSame('<OAuth2_EndedByClientChange>', ((array) $lists['endReasons'])['client_changed']);
        self::assertSame('<OAuth2_WarningNoUser>', ((array) $lists['warnings'])['no_user']);
        self::assertSame([
            ['name' => 'now', 'seconds' => 0, 'title' => '<OAuth2_OldSecretNone>'],
            ['name' => '1hour', 'seconds' => 3600, 'title' => '<OAuth2_OldSecretHour>'],
            ['name' => '1day', 'seconds' => 86400, 'title' => '<OAuth2_OldSecretDay>'],
            ['name' => '7days', 'seconds' => 604800, 'title' => '<OAuth2_OldSecretWeek>'],
            ['name' => '30days', 'seconds' => 2592000, 'title' => '<OAuth2_OldSecretMonth>'],
        ], $lists['oldSecretTimes']);
        self::assertSame('<OAuth2_EventOldSecretEnded>', ((array) $lists['events'])['client.old_secret_ended']);
        self::assertSame('<OAuth2_TrialConsent>', ((array) $lists['trialSteps'])['consent']);
        self::assertSame('<OAuth2_WarningNoOwner>', ((array) $lists['warnings'])['no_owner']);
        self::assertSame([
            'name' => 'resource_metadata',
            'title' => '<OAuth2_EndpointResourceMetadata>',
            'usesSession' => false,
            'identifier' => 'resource',
            'isRouteExample' => true,
        ], self::named($lists['endpoints'], 'resource_metadata'));
        self::assertSame([
            'title' => '<OAuth2_SettingAccessTokenTtl>',
            'help' => '<OAuth2_SettingAccessTokenTtlHelp>',
            'group' => 'lifetimes',
            'unit' => 1,
            'least' => 60,
            'most' => 86400,
        ], ((array) $lists['settings'])['accessTokenTtl']);
        self::assertSame(
            ['keys', 86400, 1, 1830],
            \array_slice(array_values((array) ((array) $lists['settings'])['keyRotationDays']), 2),
        );
        self::assertSame(
            ['<OAuth2_SettingEnableRefreshTokens>', '<OAuth2_SettingEnableRefreshTokensHelp>', 'permissions', 0, 0, 0],
            array_values((array) ((array) $lists['settings'])['enableRefreshTokens']),
        );
        self::assertSame(['addresses', 0], \array_slice(array_values((array) ((array) $lists['settings'])['issuer']), 2, 2));
        self::assertSame(array_column(SettingGroup::cases(), 'value'), array_keys((array) $lists['settingGroups']));
        self::assertSame('<OAuth2_SettingGroupLifetimes>', ((array) $lists['settingGroups'])['lifetimes']);
    }

    public function testUsersGetNoDataForAdministrators(): void
    {
        self::assertSame(['grantTypes', 'scopes', 'endReasons'], array_keys(self::lists()->forUsers()));
    }

    #[DataProvider('members')]
    public function testNoScreenRepeatsTheMember(string $member): void
    {
        $files = [];
        foreach (self::sources() as $name => $source) {
            // Programs to copy write out what they send.
            if ($name !== 'ClientSecret/examples.ts' && preg_match('/([\'"`])' . preg_quote($member, '/') . '\1|^\s*\'?' . preg_quote($member, '/') . '\'?: \[?\'/m', $source) === 1) {
                $files[] = $name;
            }
        }
        self::assertSame([], $files);
    }

    /** @return iterable<string, array{string}> */
    public static function members(): iterable
    {
        $members = [
            ...GrantType::values(),
            ...Scope::values(),
            ...array_column(EndReason::cases(), 'value'),
            ...array_column(ClientWarningKind::cases(), 'value'),
            ...array_column(Endpoint::cases(), 'value'),
            'resource_metadata', 'clean_authorize', 'clean_token', 'clean_metadata', 'clean_resource_metadata',
            ...array_keys(SettingValues::defaults()),
            ...array_column(SettingGroup::cases(), 'value'),
            ...array_column(LoggedEvent::cases(), 'value'),
        ];
        // These words have other uses in the screens, too: an address, an event of a button, a record of a slot, a tab.
        foreach (array_diff(array_unique($members), ['issuer', 'revoke', 'client', 'keys']) as $member) {
            yield $member => [$member];
        }
    }

    public function testEveryStateHasAWordAndASign(): void
    {
        $label = self::sources()['StateLabel/StateLabel.vue'];
        foreach (AuthorizationStatus::cases() as $status) {
            self::assertMatchesRegularExpression("/^  $status->value: \\['icon-[a-z]+', 'OAuth2_\w+'\\],$/m", $label);
        }
    }

    private static function named(mixed $list, string $name): mixed
    {
        return array_column((array) $list, null, 'name')[$name] ?? null;
    }

    private static function lists(): ScreenLists
    {
        return new ScreenLists(static fn (string $key): string => "<$key>");
    }

    /** @return array<string, string> */
    private static function sources(): array
    {
        $sources = [];
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(self::SCREENS, \FilesystemIterator::SKIP_DOTS));
        foreach ($files as $file) {
            self::assertInstanceOf(\SplFileInfo::class, $file);
            $sources[substr($file->getPathname(), \strlen(self::SCREENS) + 1)] = (string) file_get_contents($file->getPathname());
        }
        self::assertGreaterThan(20, \count($sources));

        return $sources;
    }
}
