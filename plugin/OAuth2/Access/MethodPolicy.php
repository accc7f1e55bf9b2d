<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * What a token's scope must at least be for an API method, beside what the user may do himself. A ceiling on roles is
 * not enough: Matomo lets everybody who views a website change reports by mail, preferences, passwords and tokens.
 *
 * Reading methods need matomo:read, all others at least matomo:write. Whatever could widen the token itself or take
 * over an account needs matomo:superuser: methods that confirm a password, make tokens, change passwords, e-mail
 * addresses, preferences, second factors or OAuth clients.
 */
final class MethodPolicy
{
    /** How the names of reading methods begin. */
    private const READING = '/^(?:get|is|has|can)(?![a-z])/';

    /**
     * Reading methods whose names don't say so. McpServer.mcp is a door only: each tool calls a method of this API, and
     * that one is asked about by itself.
     */
    private const ALSO_READING = [
        'JsTrackerInstallCheck.wasJsTrackerInstallTestSuccessful',
        'LanguagesManager.uses12HourClockForUser',
        'McpServer.mcp',
        'MobileMessaging.areSMSAPICredentialProvided',
        'TagManager.exportContainerVersion',
        'UsersManager.userEmailExists',
        'UsersManager.userExists',
    ];

    private const WRITE = [
        'Annotations' => ['add', 'delete', 'save'],
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
            'createContainerVersion', 'createDefaultContainerForSite', 'deleteContainer', 'deleteContainerTag',
            'deleteContainerTrigger', 'deleteContainerVariable', 'deleteContainerVersion', 'disablePreviewMode',
            'enablePreviewMode', 'importContainerVersion', 'pauseContainerTag', 'publishContainerVersion',
            'resumeContainerTag', 'updateContainer', 'updateContainerTag', 'updateContainerTrigger',
            'updateContainerVariable', 'updateContainerVersion',
        ],
    ];

    /** Including those that read what only administrators of a website may see. */
    private const ADMIN = [
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
        'UsersManager' => [
            'getAvailableCapabilities', 'getAvailableRoles', 'getSitesAccessForUser', 'getUserLoginFromUserEmail',
            'getUsers', 'getUsersAccessFromSite', 'getUsersLogin', 'getUsersWithSiteAccess',
        ],
    ];

    /** Those of super users, and those that no lesser token may call whoever its user is. */
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
        'OAuth2' => [
            'createClient', 'deleteClient', 'getAuthorizations', 'getClient', 'getClientErrors', 'getClients',
            'getEndpoints', 'getKeys', 'getScopes', 'revokeAuthorization', 'revokeMyAuthorization', 'rotateKeys',
            'rotateSecret', 'setClientActive', 'updateClient',
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
            'setGlobalExcludedReferrers', 'setGlobalExcludedUserAgents', 'setGlobalSearchParameters',
            'setKeepURLFragmentsGlobal',
        ],
        'Tour' => ['getChallenges', 'getLevel', 'skipChallenge'],
        'TwoFactorAuth' => ['resetTwoFactorAuth'],
        'UserCountry' => ['setLocationProvider'],
        'UsersManager' => [
            'addCapabilities', 'addUser', 'createAppSpecificTokenAuth', 'deleteUser', 'generateInviteLink',
            'getAllUsersPreferences', 'getSitesAccessFromUser', 'getUserByEmail', 'getUsersSitesFromAccess',
            'initUserPreferenceWithDefault', 'inviteUser', 'newsletterSignup', 'removeCapabilities', 'resendInvite',
            'setSuperUserAccess', 'setUserAccess', 'setUserPreference', 'updateUser',
        ],
    ];

    /** What core's own methods call on their way, by the class that does: the caller chose neither it nor its arguments. */
    private const ON_THE_WAY = ['LanguagesManager.setLanguageForUser' => 'Piwik\Plugins\ScheduledReports\API'];

    /** Methods of plugins that nobody has looked at yet: the names of those that deal with credentials, or show them. */
    private const CREDENTIALS = '/token_?auth|password|secret|credential|twofactor|2fa|api_?key|licen[sc]ekey/i';

    /** Parameters by which a method shows that it confirms a password, or sets one. */
    private const PASSWORDS = ['passwordConfirmation', 'password'];

    /**
     * The least scope of a token that may call the method.
     *
     * @param list<string> $parameters the names of the method's parameters
     */
    public static function needed(string $plugin, string $method, array $parameters = []): Scope
    {
        $listed = self::listed($plugin, $method);
        if ($listed !== null) {
            return $listed;
        }
        $reads = preg_match(self::READING, $method) === 1;
        if (array_intersect(self::PASSWORDS, $parameters) !== [] || preg_match(self::CREDENTIALS, $method) === 1) {
            return Scope::SuperUser;
        }

        return $reads ? Scope::Read : Scope::Write;
    }

    /** Whether the method is being called by another one, which was let through, as a part of what that does. */
    public static function isOnTheWay(string $plugin, string $method): bool
    {
        $caller = self::ON_THE_WAY["$plugin.$method"] ?? null;
        foreach ($caller === null ? [] : debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS) as $frame) {
            // The nearest one decides: a bulk request, whose sub-requests are the caller's choice, is such a class, too.
            if (preg_match('/^Piwik\\\\Plugins\\\\\w+\\\\API$/D', $frame['class'] ?? '') === 1) {
                return $frame['class'] === $caller;
            }
        }

        return false;
    }

    /** Whether the method is in the table, or reads by its name: somebody has thought about it. */
    public static function isClassified(string $plugin, string $method): bool
    {
        return self::listed($plugin, $method) !== null || preg_match(self::READING, $method) === 1;
    }

    /** @return list<string> Plugin.method of the whole table, for a test that finds those that are no more */
    public static function table(): array
    {
        $names = self::ALSO_READING;
        foreach ([self::WRITE, self::ADMIN, self::SUPER_USER] as $lists) {
            foreach ($lists as $plugin => $methods) {
                foreach ($methods as $method) {
                    $names[] = "$plugin.$method";
                }
            }
        }

        return $names;
    }

    private static function listed(string $plugin, string $method): ?Scope
    {
        return match (true) {
            self::has(self::SUPER_USER[$plugin] ?? [], $method) => Scope::SuperUser,
            self::has(self::ADMIN[$plugin] ?? [], $method) => Scope::Admin,
            self::has(self::WRITE[$plugin] ?? [], $method) => Scope::Write,
            self::has(self::ALSO_READING, "$plugin.$method") => Scope::Read,
            default => null,
        };
    }

    /**
     * PHP finds methods whatever the case of their letters.
     *
     * @param list<string> $methods
     */
    private static function has(array $methods, string $name): bool
    {
        foreach ($methods as $method) {
            if (strcasecmp($method, $name) === 0) {
                return true;
            }
        }

        return false;
    }
}
