<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * The least scope for each API method, in addition to the user's own access. A limit on roles is not enough: in Matomo,
 * users with view access may change e-mail reports, preferences, passwords and tokens.
 *
 * Reading methods need matomo:read, all others at least matomo:write. Methods that could extend the token or take over
 * an account need matomo:superuser: those that confirm a password, create tokens, or change passwords, e-mail addresses,
 * preferences, second factors or OAuth clients.
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

    /** Methods for administrators of a website, including those that read what only they may see. */
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
        'OAuth2' => [
            'confirmNewSecret', 'createClient', 'deleteClient', 'endOldSecret', 'getAuthorizations', 'getClient', 'getClientEffects',
            'getClientErrors', 'getClients', 'getEndpoints', 'getKeys', 'getNewSecret', 'getScopes', 'getUpdateEffects',
            'revokeAuthorization', 'revokeMyAuthorization', 'rotateKeys', 'rotateSecret', 'setClientActive', 'setClientOwner',
            'updateClient', 'withdrawKey',
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

    /** Methods that a core class calls with arguments of its own, so that the client has no influence, by that class. */
    private const INTERNAL_CALLS = ['LanguagesManager.setLanguageForUser' => 'Piwik\Plugins\ScheduledReports\API'];

    /** Names that suggest credentials, for methods of plugins that are not in the table. */
    private const CREDENTIALS = '/token_?auth|password|secret|credential|twofactor|2fa|api_?key|licen[sc]ekey/i';

    /** Parameters of methods that confirm or set a password. */
    private const PASSWORDS = ['passwordConfirmation', 'password'];

    /**
     * The least scope that a token needs to call the method.
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

    /** True if the method is in the table, or its name is that of a reading method. */
    public static function isClassified(string $plugin, string $method): bool
    {
        return self::listed($plugin, $method) !== null || preg_match(self::READING, $method) === 1;
    }

    /** @return list<string> all methods of the table as Plugin.method; a test finds those that no longer exist */
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
     * Compares without regard to case, as PHP does with method names.
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
