<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Access;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Access\LastingEffect;
use Piwik\Plugins\OAuth2\Access\MethodCall;
use Piwik\Plugins\OAuth2\Access\MethodPolicy;
use Piwik\Plugins\OAuth2\Server\Scope;

/** What a call needs of a token, by its method and its parameters. */
final class CallRequirementTest extends TestCase
{
    private const READ = 'matomo:read';
    private const WRITE = 'matomo:write';
    private const ADMIN = 'matomo:admin';
    private const SUPER_USER = 'matomo:superuser';
    private const SETTING = 'matomo:superuser and the setting';
    private const NEVER = 'never';

    /** @param array<array-key, mixed> $values */
    #[DataProvider('calls')]
    public function testRequirement(string $method, array $values, string $expected): void
    {
        self::assertSame($expected, self::needed($method, $values));
    }

    /** @return iterable<string, array{string, array<array-key, mixed>, string}> */
    public static function calls(): iterable
    {
        $calls = [
            // What makes or changes credentials.
            ['UsersManager.createAppSpecificTokenAuth', [], self::NEVER],
            ['UsersManager.CREATEAPPSPECIFICTOKENAUTH', [], self::NEVER],
            ['UsersManager.updateUser', ['userLogin' => 'me', 'email' => 'me@new.example'], self::NEVER],
            ['TwoFactorAuth.resetTwoFactorAuth', [], self::NEVER],
            ['Unknown.createTokenAuth', [], self::NEVER],
            ['Unknown.resetPassword', [], self::NEVER],
            ['Unknown.setEmailAddress', [], self::NEVER],
            ['Unknown.disableTwoFactor', [], self::NEVER],
            ['Unknown.enable2FA', [], self::NEVER],
            // Showing them is another matter.
            ['Unknown.getTokenAuth', [], self::SUPER_USER],
            ['Unknown.getApiKey', [], self::SUPER_USER],
            ['Unknown.saveApiKey', [], self::SUPER_USER],
            ['Unknown.getSecret', [], self::SUPER_USER],
            // What belongs to this plugin.
            ['OAuth2.createClient', [], self::NEVER],
            ['OAuth2.testClient', [], self::NEVER],
            ['OAuth2.revokeMyAuthorization', [], self::NEVER],
            ['OAuth2.revokeMyApp', [], self::NEVER],
            ['OAuth2.rotateKeys', [], self::NEVER],
            ['oauth2.deleteClient', [], self::NEVER],
            ['OAuth2.anythingNew', [], self::NEVER],
            ['OAuth2.getMyAuthorizations', [], self::SUPER_USER],
            ['OAuth2.getClients', [], self::SUPER_USER],
            ['OAuth2.getClientPage', [], self::SUPER_USER],
            ['OAuth2.getScopes', [], self::SUPER_USER],
            ['OAuth2.isAnythingNew', [], self::SUPER_USER],
            // Its settings, and those of others.
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['OAuth2' => [['name' => 'accessTokenTtl', 'value' => 60]]]], self::NEVER],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['Live' => [], 'OAuth2' => []]], self::NEVER],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['oauth2' => []]], self::NEVER],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => [' OAuth2' => []]], self::NEVER],
            ['CorePluginsAdmin.setUserSettings', ['settingValues' => ['OAuth2' => []]], self::NEVER],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['Live' => []]], self::SUPER_USER],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => 'OAuth2x'], self::SUPER_USER],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['Live' => ['OAuth2']]], self::SUPER_USER],
            ['CorePluginsAdmin.setSystemSettings', [], self::SUPER_USER],
            // Settings of plugins that decide who may log in.
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['Login' => []]], self::SETTING],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['Live' => [], 'LoginLdap' => [['name' => 'servers', 'value' => 'x']]]], self::SETTING],
            ['CorePluginsAdmin.SETSYSTEMSETTINGS', ['settingValues' => [' loginSaml' => []]], self::SETTING],
            ['CorePluginsAdmin.setUserSettings', ['settingValues' => ['LoginOIDC' => []]], self::SETTING],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['UsersManager' => [['name' => 'allowedEmailDomains', 'value' => []]]]], self::SETTING],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['TwoFactorAuth' => [['name' => 'twoFactorAuthRequired', 'value' => 0]]]], self::NEVER],
            ['CorePluginsAdmin.setUserSettings', ['settingValues' => ['twofactorauth ' => []]], self::NEVER],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['LoginLdap' => [], 'TwoFactorAuth' => []]], self::NEVER],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['LoginLdap' => [], 'OAuth2' => []]], self::NEVER],
            ['CorePluginsAdmin.setSystemSettings', ['settingValues' => ['UsersManagerMore' => [], 'ShowLogin' => []]], self::SUPER_USER],
            ['CorePluginsAdmin.getSystemSettings', [], self::SUPER_USER],
            // Users and their access.
            ['UsersManager.addUser', [], self::SETTING],
            ['UsersManager.inviteUser', [], self::SETTING],
            ['UsersManager.resendInvite', [], self::SETTING],
            ['UsersManager.generateInviteLink', [], self::SETTING],
            ['UsersManager.setUserAccess', [], self::SETTING],
            ['UsersManager.setSuperUserAccess', [], self::SETTING],
            ['UsersManager.addCapabilities', [], self::SETTING],
            ['UsersManager.removeCapabilities', [], self::SETTING],
            ['LoginLdap.synchronizeUser', [], self::SETTING],
            ['LoginSomething.saveConfig', [], self::SETTING],
            ['LoginSomething.getConfig', [], self::READ],
            ['Login.anythingNew', [], self::SETTING],
            ['UsersManager.anythingNew', [], self::SETTING],
            ['UsersManager.getAnythingNew', [], self::READ],
            ['UsersManager.resetPasswordOf', [], self::NEVER],
            ['UsersManager.setUserPreference', [], self::SUPER_USER],
            ['TwoFactorAuth.anythingNew', [], self::NEVER],
            ['TwoFactorAuth.isAnythingNew', [], self::READ],
            ['UsersManagerMore.anythingNew', [], self::WRITE],
            ['Login.unblockBruteForceIPs', [], self::SUPER_USER],
            ['UsersManager.deleteUser', [], self::SUPER_USER],
            // Reports by mail.
            ['ScheduledReports.addReport', ['reportType' => 'email', 'parameters' => ['emailMe' => 'true']], self::WRITE],
            ['ScheduledReports.addReport', ['reportType' => 'email', 'parameters' => ['additionalEmails' => []]], self::WRITE],
            ['ScheduledReports.addReport', ['reportType' => 'email', 'parameters' => ['additionalEmails' => ['', ' ']]], self::WRITE],
            ['ScheduledReports.addReport', ['reportType' => 'email', 'parameters' => ['additionalEmails' => ['ME@example.org ']]], self::WRITE],
            ['ScheduledReports.addReport', ['reportType' => 'email', 'parameters' => ['additionalEmails' => 'me@example.org']], self::WRITE],
            ['ScheduledReports.addReport', ['reportType' => 'email', 'parameters' => ['additionalEmails' => ['me@example.org', 'you@example.org']]], self::ADMIN],
            ['ScheduledReports.addReport', ['reportType' => 'email', 'parameters' => ['additionalEmails' => 'you@example.org']], self::ADMIN],
            ['ScheduledReports.addReport', ['reportType' => 'email', 'parameters' => ['additionalEmails' => [['you@example.org']]]], self::ADMIN],
            ['ScheduledReports.addReport', ['reportType' => 'email', 'parameters' => '{"additionalEmails":["you@example.org"]}'], self::ADMIN],
            ['ScheduledReports.addReport', ['parameters' => ['additionalEmails' => ['you@example.org']]], self::ADMIN],
            ['ScheduledReports.addReport', ['reportType' => 'mobile', 'parameters' => ['phoneNumbers' => ['+4912345']]], self::ADMIN],
            ['ScheduledReports.addReport', ['reportType' => 'mobile', 'parameters' => []], self::ADMIN],
            ['ScheduledReports.addReport', ['reportType' => 'slack'], self::ADMIN],
            ['ScheduledReports.addReport', ['reportType' => ['email']], self::ADMIN],
            ['ScheduledReports.addReport', [], self::WRITE],
            ['ScheduledReports.updateReport', ['reportType' => 'email', 'parameters' => ['additionalEmails' => ['you@example.org']]], self::ADMIN],
            ['ScheduledReports.updateReport', ['reportType' => 'email', 'parameters' => ['additionalEmails' => []]], self::WRITE],
            ['ScheduledReports.sendReport', ['idReport' => 1], self::WRITE],
            ['ScheduledReports.sendReport', ['idReport' => '2'], self::ADMIN],
            ['ScheduledReports.sendReport', ['idReport' => 3], self::ADMIN],
            ['ScheduledReports.sendReport', ['idReport' => 4], self::WRITE],
            ['ScheduledReports.sendReport', [], self::WRITE],
            ['ScheduledReports.generateReport', ['idReport' => 2], self::WRITE],
            ['ScheduledReports.deleteReport', ['idReport' => 2], self::WRITE],
            // Alerts, and parameters of plugins that are not known.
            ['CustomAlerts.addAlert', ['emailMe' => 1, 'additionalEmails' => [], 'phoneNumbers' => [], 'slackChannelID' => '', 'msTeamsWebhookUrl' => ''], self::WRITE],
            ['CustomAlerts.addAlert', ['additionalEmails' => ['you@example.org']], self::ADMIN],
            ['CustomAlerts.addAlert', ['phoneNumbers' => ['+4912345']], self::ADMIN],
            ['CustomAlerts.editAlert', ['slackChannelID' => 'C1'], self::ADMIN],
            ['CustomAlerts.editAlert', ['msTeamsWebhookUrl' => 'https://hook.example'], self::ADMIN],
            ['Unknown.addThing', ['emails' => ['you@example.org']], self::ADMIN],
            ['Unknown.addThing', ['email' => 'me@example.org'], self::WRITE],
            ['Unknown.addThing', ['recipients' => 'you@example.org,me@example.org'], self::ADMIN],
            ['Unknown.addThing', ['webhookUrl' => 'https://hook.example'], self::ADMIN],
            ['Unknown.addThing', ['name' => 'you@example.org'], self::WRITE],
            ['Unknown.getThing', ['emails' => ['you@example.org']], self::READ],
            ['AdvertisingConversionExport.regenerateAccessToken', [], self::ADMIN],
            // The Tag Manager.
            ['TagManager.addContainerTag', ['type' => 'Matomo'], self::WRITE],
            ['TagManager.addContainerTag', ['type' => 'CustomHtml'], self::ADMIN],
            ['TagManager.addContainerTag', ['type' => 'customhtml'], self::ADMIN],
            ['TagManager.addContainerVariable', ['type' => 'CustomJsFunction'], self::ADMIN],
            ['TagManager.addContainerVariable', ['type' => 'Constant'], self::WRITE],
            ['TagManager.publishContainerVersion', ['environment' => 'live'], self::ADMIN],
            ['TagManager.publishContainerVersion', ['environment' => 'dev'], self::ADMIN],
            // What is for everybody, or another user's.
            ['SegmentEditor.add', ['idSite' => 1], self::WRITE],
            ['SegmentEditor.add', ['idSite' => 1, 'enabledAllUsers' => '0'], self::WRITE],
            ['SegmentEditor.add', ['idSite' => 1, 'enabledAllUsers' => '1'], self::SUPER_USER],
            ['SegmentEditor.add', ['idSite' => 1, 'enabledAllUsers' => ['1']], self::SUPER_USER],
            ['SegmentEditor.add', ['idSite' => 1, 'enabledAllUsers' => true], self::SUPER_USER],
            ['SegmentEditor.add', [], self::SUPER_USER],
            ['SegmentEditor.update', ['idSite' => false], self::SUPER_USER],
            ['SegmentEditor.delete', ['idSegment' => 1], self::WRITE],
            ['Dashboard.removeDashboard', ['idDashboard' => 1], self::WRITE],
            ['Dashboard.removeDashboard', ['idDashboard' => 1, 'login' => ''], self::WRITE],
            ['Dashboard.createNewDashboardForUser', ['login' => 'me'], self::WRITE],
            ['Dashboard.createNewDashboardForUser', ['login' => 'you'], self::SUPER_USER],
            ['Dashboard.createNewDashboardForUser', ['login' => ['me']], self::SUPER_USER],
            ['Dashboard.copyDashboardToUser', ['copyToUser' => 'you'], self::ADMIN],
            // A password.
            ['Unknown.getThings', ['passwordConfirmation' => ''], self::SUPER_USER],
            ['VisitsSummary.get', [], self::READ],
            ['McpServer.mcp', [], self::READ],
        ];
        foreach ($calls as $number => [$method, $values, $expected]) {
            yield "$number $method " . json_encode($values) => [$method, $values, $expected];
        }
    }

    public function testTheOwnAddressIsLookedUpOnlyIfOneIsGiven(): void
    {
        $never = static fn (): string => throw new \LogicException('looked up');
        foreach ([[], ['additionalEmails' => ['', ' ']]] as $parameters) {
            $call = new MethodCall('ScheduledReports', 'addReport', [], ['reportType' => 'email', 'parameters' => $parameters], 'me', $never);
            self::assertSame(Scope::Write, MethodPolicy::requirement($call)->scope);
        }
        $this->expectException(\LogicException::class);
        MethodPolicy::requirement(new MethodCall('CustomAlerts', 'addAlert', [], ['additionalEmails' => ['a@b.c']], 'me', $never));
    }

    public function testAUserWithoutAnAddressHasNoOwnOne(): void
    {
        $call = new MethodCall('CustomAlerts', 'addAlert', [], ['additionalEmails' => ['a@b.c']], 'me', static fn (): string => '');
        self::assertSame(Scope::Admin, MethodPolicy::requirement($call)->scope);
    }

    public function testEffects(): void
    {
        self::assertSame(LastingEffect::Credentials, LastingEffect::of('UsersManager', 'updateuser'));
        self::assertSame(LastingEffect::ThisPlugin, LastingEffect::of('OAuth2', 'deleteClient'));
        self::assertNull(LastingEffect::of('OAuth2', 'getClients'));
        self::assertNull(LastingEffect::of('Unknown', 'addThing'));
    }

    /** @param array<array-key, mixed> $values */
    private static function needed(string $name, array $values): string
    {
        [$plugin, $method] = explode('.', $name);
        $reports = [
            1 => ['type' => 'email', 'parameters' => ['emailMe' => true, 'additionalEmails' => ['me@example.org']]],
            2 => ['type' => 'email', 'parameters' => ['emailMe' => true, 'additionalEmails' => ['you@example.org']]],
            3 => ['type' => 'mobile', 'parameters' => ['phoneNumbers' => ['+4912345']]],
        ];
        $needed = MethodPolicy::requirement(new MethodCall(
            $plugin,
            $method,
            array_map(strval(...), array_keys($values)),
            $values,
            'me',
            static fn (): string => 'me@example.org',
            static fn (mixed $id): ?array => is_numeric($id) ? $reports[(int) $id] ?? null : null,
        ));

        return match (true) {
            $needed->never => self::NEVER,
            $needed->setting => self::SETTING,
            default => $needed->scope->value,
        };
    }
}
