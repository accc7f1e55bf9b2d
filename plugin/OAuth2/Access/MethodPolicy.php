<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * What a bearer token needs for each API method, in addition to the user's own access. A limit on roles is not enough: in
 * Matomo, users with view access may change e-mail reports, preferences, passwords and tokens.
 *
 * Reading methods need matomo:read, all others at least matomo:write. Methods that confirm a password need
 * matomo:superuser. What would outlive the token is for no token: those that make other credentials or change OAuth
 * clients. Creating users and giving access also needs a setting. {@see LastingEffect} says what the others leave behind.
 */
final class MethodPolicy
{
    /** The beginnings of the names of reading methods. */
    private const READING = '/^(?:get|is|has|can)(?![a-z])/';

    /**
     * Reading methods with other names. McpServer.mcp itself only reads: each tool calls an API method, which is checked
     * separately.
     */
    private const ALSO_READING = [
        'JsTrackerInstallCheck' => ['wasJsTrackerInstallTestSuccessful'],
        'LanguagesManager' => ['uses12HourClockForUser'],
        'McpServer' => ['mcp'],
        'MobileMessaging' => ['areSMSAPICredentialProvided'],
        'TagManager' => ['exportContainerVersion'],
        'UsersManager' => ['userEmailExists', 'userExists'],
    ];

    private const WRITE = [
        'Annotations' => ['add', 'delete', 'save'],
        'CustomAlerts' => ['addAlert', 'deleteAlert', 'editAlert', 'triggerAlert'],
        'CustomDimensions' => ['configureExistingCustomDimension', 'configureNewCustomDimension'],
        'Dashboard' => ['createNewDashboardForUser', 'removeDashboard', 'resetDashboardLayout'],
        'Feedback' => ['sendFeedbackForFeature', 'sendFeedbackForSurvey'],
        'Goals' => ['addGoal', 'deleteGoal', 'updateGoal'],
        'JsTrackerInstallCheck' => ['initiateJsTrackerInstallTest'],
        'MultiSites' => ['mockDashboardData'],
        'ScheduledReports' => ['addReport', 'deleteReport', 'generateReport', 'sendReport', 'updateReport'],
        'SegmentEditor' => ['add', 'delete', 'update'],
        'SitesManager' => ['detectConsentManager'],
        'TagManager' => [
            'addContainer', 'addContainerTag', 'addContainerTrigger', 'addContainerVariable', 'changeDebugUrl',
            'deleteContainer', 'deleteContainerTag', 'deleteContainerTrigger', 'deleteContainerVariable',
            'disablePreviewMode', 'enablePreviewMode', 'pauseContainerTag', 'resumeContainerTag', 'updateContainer',
            'updateContainerTag', 'updateContainerTrigger', 'updateContainerVariable',
        ],
    ];

    /** Methods for administrators of a website, including those that read what only they may see. */
    private const ADMIN = [
        'AbTesting' => ['addExperiment', 'startExperiment', 'updateExperiment'],
        'AdvertisingConversionExport' => ['addConversionExport', 'regenerateAccessToken', 'updateConversionExport'],
        'CoreAdminHome' => [
            'deleteAllTrackingFailures', 'deleteTrackingFailure', 'getTrackingFailures', 'invalidateArchivedReports',
        ],
        'CustomJsTracker' => ['doesIncludePluginTrackersAutomatically'],
        'Dashboard' => ['copyDashboardToUser'],
        'PrivacyManager' => ['deleteDataSubjects', 'exportDataSubjects', 'findDataSubjects'],
        'SitesManager' => [
            'addSiteAliasUrls', 'getDefaultCurrency', 'getExcludedIpsGlobal', 'getExcludedReferrersGlobal',
            'getExcludedUserAgentsGlobal', 'getSearchCategoryParametersGlobal', 'getSearchKeywordParametersGlobal',
            'getSiteSettings', 'setSiteAliasUrls', 'updateSite', 'updateSiteCreatedTime',
        ],
        // Core needs a capability for these that only administrators have.
        'TagManager' => [
            'createContainerVersion', 'createDefaultContainerForSite', 'deleteContainerVersion', 'importContainerVersion',
            'publishContainerVersion', 'updateContainerVersion',
        ],
        'UsersManager' => [
            'getAvailableCapabilities', 'getAvailableRoles', 'getSitesAccessForUser', 'getUserLoginFromUserEmail',
            'getUsers', 'getUsersAccessFromSite', 'getUsersLogin', 'getUsersWithSiteAccess',
        ],
    ];

    /** Methods for super users, and methods that are too powerful for any token with a lower scope. */
    private const SUPER_USER = [
        'API' => ['getPhpVersion'],
        'Annotations' => ['deleteAll'],
        'CoreAdminHome' => [
            'archiveReports', 'runCronArchiving', 'runScheduledTasks', 'setArchiveSettings', 'setBrandingSettings',
            'setTrustedHosts', 'whatIsNewMarkAllChangesReadForCurrentUser',
        ],
        'CorePluginsAdmin' => ['getSystemSettings', 'setSystemSettings', 'setUserSettings'],
        'DBStats' => [
            'getAdminDataSummary', 'getDBStatus', 'getDatabaseUsageSummary', 'getGeneralInformation',
            'getIndividualMetricsSummary', 'getIndividualReportsSummary', 'getMetricDataSummary',
            'getMetricDataSummaryByYear', 'getReportDataSummary', 'getReportDataSummaryByYear',
            'getTrackerDataSummary',
        ],
        'Feedback' => ['updateFeedbackReminderDate'],
        'LanguagesManager' => ['set12HourClockForUser', 'setLanguageForUser'],
        'Login' => ['unblockBruteForceIPs'],
        'Marketplace' => ['createAccount', 'deleteLicenseKey', 'requestTrial', 'saveLicenseKey', 'startFreeTrial'],
        'MobileMessaging' => [
            'addPhoneNumber', 'deleteSMSAPICredential', 'removePhoneNumber', 'resendVerificationCode',
            'setDelegatedManagement', 'setSMSAPICredential', 'validatePhoneNumber',
        ],
        'PrivacyManager' => [
            'activateDoNotTrack', 'anonymizeSomeRawData', 'deactivateDoNotTrack', 'executeDataPurge',
            'getAvailableLinkVisitActionColumnsToAnonymize', 'getAvailableVisitColumnsToAnonymize',
            'setAnonymizeIpSettings', 'setDeleteLogsSettings', 'setDeleteReportsSettings',
            'setScheduleReportDeletionSettings',
        ],
        'ProfessionalServices' => ['dismissWidget'],
        'SitesManager' => [
            'addSite', 'deleteSite', 'getAllSites', 'getAllSitesId', 'getMessagesToWarnOnSiteRemoval',
            'getSitesFromGroup', 'getSitesGroups', 'getSitesIdFromTimezones', 'getUniqueSiteTimezones', 'renameGroup',
            'setDefaultCurrency', 'setDefaultTimezone', 'setGlobalExcludedIps', 'setGlobalExcludedQueryParameters',
            'setGlobalExcludedReferrers', 'setGlobalExcludedUserAgents', 'setGlobalQueryParamExclusion',
            'setGlobalSearchParameters', 'setKeepURLFragmentsGlobal',
        ],
        'Tour' => ['getChallenges', 'getLevel', 'skipChallenge'],
        'UserCountry' => ['setLocationProvider'],
        'UsersManager' => [
            'deleteUser', 'getAllUsersPreferences', 'getSitesAccessFromUser', 'getUserByEmail', 'getUsersSitesFromAccess',
            'initUserPreferenceWithDefault', 'newsletterSignup', 'setUserPreference',
        ],
    ];

    /** Methods that create users or change their access: matomo:superuser, and only if a setting allows it. */
    private const USER_MANAGEMENT = [
        'LoginLdap' => ['saveLdapConfig', 'saveServersInfo', 'synchronizeUser'],
        'UsersManager' => [
            'addCapabilities', 'addUser', 'generateInviteLink', 'inviteUser', 'removeCapabilities', 'resendInvite',
            'setSuperUserAccess', 'setUserAccess',
        ],
    ];

    /** Methods that no token may call: they make or change credentials. Those of this plugin are in {@see ofThisPlugin()}. */
    private const NEVER = [
        'TwoFactorAuth' => ['resetTwoFactorAuth'],
        'UsersManager' => ['createAppSpecificTokenAuth', 'updateUser'],
    ];

    private const CONDITIONS = [
        'CorePluginsAdmin' => [
            'setSystemSettings' => [CallCondition::ClosedSettings, CallCondition::LoginSettings],
            'setUserSettings' => [CallCondition::ClosedSettings, CallCondition::LoginSettings],
        ],
        'CustomAlerts' => ['addAlert' => [CallCondition::OtherRecipients], 'editAlert' => [CallCondition::OtherRecipients]],
        'Dashboard' => [
            'createNewDashboardForUser' => [CallCondition::OtherUser],
            'removeDashboard' => [CallCondition::OtherUser],
            'resetDashboardLayout' => [CallCondition::OtherUser],
        ],
        'ScheduledReports' => [
            'addReport' => [CallCondition::OtherRecipients],
            'sendReport' => [CallCondition::OtherRecipients],
            'updateReport' => [CallCondition::OtherRecipients],
        ],
        'SegmentEditor' => ['add' => [CallCondition::ForEverybody], 'update' => [CallCondition::ForEverybody]],
        'TagManager' => [
            'addContainerTag' => [CallCondition::OwnCode],
            'addContainerTrigger' => [CallCondition::OwnCode],
            'addContainerVariable' => [CallCondition::OwnCode],
        ],
    ];

    /** The self-test's own methods, which no other request can call: each stands for a kind of method. */
    private const CANARY = [
        'isCanaryAlive' => Scope::Read,
        'touchCanary' => Scope::Write,
        'touchCanaryWithPassword' => Scope::SuperUser,
    ];

    /** Methods that a core class calls with arguments of its own, so that the client has no influence, by that class. */
    private const INTERNAL_CALLS = ['LanguagesManager.setLanguageForUser' => 'Piwik\Plugins\ScheduledReports\API'];

    /** Names that suggest credentials of users, for methods of plugins that are not in the table. */
    private const ACCOUNTS = '/token_?auth|password|e?mail_?address|two_?factor|second_?factor|2fa/i';

    /** Names that suggest other credentials. */
    private const CREDENTIALS = '/secret|credential|access_?token|api_?key|licen[sc]ekey/i';

    /** Parameters of methods that confirm or set a password. */
    private const PASSWORDS = ['passwordConfirmation', 'password'];

    /** Returns what a token needs for the call, with these parameters. */
    public static function requirement(MethodCall $call): Requirement
    {
        $needed = self::ofMethod($call->plugin, $call->method, $call->names);
        $conditions = self::conditions($call->plugin, $call->method);
        if ($conditions === [] && !self::isReading($call->method) && !self::isListed($call->plugin, $call->method)) {
            // A plugin that nobody has classified may have parameters that name recipients.
            $conditions = [CallCondition::OtherRecipients];
        }
        foreach ($conditions as $condition) {
            $needed = $condition->holds($call) ? $needed->and($condition->requirement()) : $needed;
        }

        return $needed;
    }

    /**
     * Returns what a token needs for the method at least, whatever the values of its parameters.
     *
     * @param list<string> $parameters the names of the method's parameters
     */
    public static function ofMethod(string $plugin, string $method, array $parameters = []): Requirement
    {
        return match (true) {
            strcasecmp($plugin, 'OAuth2') === 0 => self::ofThisPlugin($method),
            self::has(self::NEVER, $plugin, $method) => Requirement::never(),
            self::has(self::USER_MANAGEMENT, $plugin, $method) => Requirement::userManagement(),
            self::has(self::SUPER_USER, $plugin, $method) => Requirement::scope(Scope::SuperUser),
            self::has(self::ADMIN, $plugin, $method) => Requirement::scope(Scope::Admin),
            self::has(self::WRITE, $plugin, $method) => Requirement::scope(Scope::Write),
            self::has(self::ALSO_READING, $plugin, $method) => Requirement::scope(Scope::Read),
            default => self::ofUnlisted($plugin, $method, $parameters),
        };
    }

    /**
     * Returns the conditions under which a call of the method needs more.
     *
     * @return list<CallCondition>
     */
    public static function conditions(string $plugin, string $method): array
    {
        foreach (self::CONDITIONS[$plugin] ?? [] as $name => $conditions) {
            if (strcasecmp($name, $method) === 0) {
                return $conditions;
            }
        }

        return [];
    }

    /** True if an allowed method is calling this one internally, as part of its own work. */
    public static function isInternalCall(string $plugin, string $method): bool
    {
        $caller = self::INTERNAL_CALLS["$plugin.$method"] ?? null;
        foreach ($caller === null ? [] : debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS) as $frame) {
            // The nearest API class decides: a bulk request is one, too, and the client chooses its sub-requests.
            if (preg_match('/^Piwik\\\\Plugins\\\\\w+\\\\API$/D', $frame['class'] ?? '') === 1) {
                return $frame['class'] === $caller;
            }
        }

        return false;
    }

    /** True if the method's name is that of a reading method, whoever may call it. */
    public static function isReading(string $method): bool
    {
        return preg_match(self::READING, $method) === 1;
    }

    /** True if the method is in the table, or its name is that of a reading method. */
    public static function isClassified(string $plugin, string $method): bool
    {
        return self::isListed($plugin, $method) || self::isReading($method);
    }

    /** @return list<string> all methods of the table as Plugin.method; a test finds those that no longer exist */
    public static function table(): array
    {
        $names = [];
        foreach (self::lists() as $list) {
            foreach ($list as $plugin => $methods) {
                foreach ($methods as $method) {
                    $names[] = "$plugin.$method";
                }
            }
        }

        return $names;
    }

    /** A token reads what this plugin stores only with the highest scope, and changes nothing of it. The self-test is apart. */
    private static function ofThisPlugin(string $method): Requirement
    {
        if (isset(self::CANARY[$method])) {
            return Requirement::scope(self::CANARY[$method]);
        }

        return self::isReading($method) ? Requirement::scope(Scope::SuperUser) : Requirement::never();
    }

    /** @param list<string> $parameters */
    private static function ofUnlisted(string $plugin, string $method, array $parameters): Requirement
    {
        $reads = self::isReading($method);
        $aboutAccounts = preg_match(self::ACCOUNTS, $method) === 1;
        $ofPlugin = AccountPlugin::requirement($plugin);

        return match (true) {
            !$reads && $aboutAccounts => Requirement::never(),
            !$reads && $ofPlugin !== null => $ofPlugin,
            $aboutAccounts,
            preg_match(self::CREDENTIALS, $method) === 1,
            array_intersect(self::PASSWORDS, $parameters) !== [] => Requirement::scope(Scope::SuperUser),
            default => Requirement::scope($reads ? Scope::Read : Scope::Write),
        };
    }

    private static function isListed(string $plugin, string $method): bool
    {
        foreach (self::lists() as $list) {
            if (self::has($list, $plugin, $method)) {
                return true;
            }
        }

        return strcasecmp($plugin, 'OAuth2') === 0;
    }

    /** @return list<array<string, list<string>>> */
    private static function lists(): array
    {
        return [self::ALSO_READING, self::WRITE, self::ADMIN, self::SUPER_USER, self::USER_MANAGEMENT, self::NEVER];
    }

    /**
     * Compares methods without regard to case, as PHP does.
     *
     * @param array<string, list<string>> $list
     */
    private static function has(array $list, string $plugin, string $name): bool
    {
        foreach ($list[$plugin] ?? [] as $method) {
            if (strcasecmp($method, $name) === 0) {
                return true;
            }
        }

        return false;
    }
}
