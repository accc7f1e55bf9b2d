<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

/**
 * What the writing methods of Matomo, and of other plugins that are known, leave behind when the token has ended. Each
 * writing method has one effect; a test finds those that lack one. {@see MethodPolicy} says what they need of a token.
 */
enum LastingEffect
{
    case Credentials;
    case ThisPlugin;
    case Users;
    case Messages;
    case Feeds;
    case WebsiteCode;
    case SharedContent;
    case OwnContent;
    case Preferences;
    case Collection;
    case Configuration;
    case ThirdParties;
    case DeletedData;
    case Nothing;

    private const METHODS = [
        // App tokens, passwords, e-mail addresses and second factors.
        'Credentials' => [
            'TwoFactorAuth' => ['resetTwoFactorAuth'],
            'UsersManager' => ['createAppSpecificTokenAuth', 'updateUser'],
        ],
        // All writing methods of this plugin.
        'ThisPlugin' => [],
        'Users' => [
            'LoginLdap' => ['saveLdapConfig', 'saveServersInfo', 'synchronizeUser'],
            'UsersManager' => [
                'addCapabilities', 'addUser', 'generateInviteLink', 'inviteUser', 'removeCapabilities', 'resendInvite',
                'setSuperUserAccess', 'setUserAccess',
            ],
        ],
        // By mail, text message, channel or webhook, now and later.
        'Messages' => [
            'CustomAlerts' => ['addAlert', 'editAlert', 'triggerAlert'],
            'MobileMessaging' => [
                'addPhoneNumber', 'resendVerificationCode', 'setDelegatedManagement', 'setSMSAPICredential',
                'validatePhoneNumber',
            ],
            'ScheduledReports' => ['addReport', 'sendReport', 'updateReport'],
        ],
        // Data at an address that works without a login.
        'Feeds' => [
            'AdvertisingConversionExport' => ['addConversionExport', 'regenerateAccessToken', 'updateConversionExport'],
        ],
        // What the visitors' browsers run, at once or when somebody publishes it.
        'WebsiteCode' => [
            'AbTesting' => ['addExperiment', 'startExperiment', 'updateExperiment'],
            'TagManager' => [
                'addContainer', 'addContainerTag', 'addContainerTrigger', 'addContainerVariable', 'changeDebugUrl',
                'createContainerVersion', 'createDefaultContainerForSite', 'deleteContainer', 'deleteContainerTag',
                'deleteContainerTrigger', 'deleteContainerVariable', 'deleteContainerVersion', 'disablePreviewMode',
                'enablePreviewMode', 'importContainerVersion', 'pauseContainerTag', 'publishContainerVersion',
                'resumeContainerTag', 'updateContainer', 'updateContainerTag', 'updateContainerTrigger',
                'updateContainerVariable', 'updateContainerVersion',
            ],
        ],
        // What other users see, too.
        'SharedContent' => [
            'Annotations' => ['add', 'delete', 'save'],
            'Dashboard' => ['copyDashboardToUser'],
            'SegmentEditor' => ['add', 'delete', 'update'],
        ],
        'OwnContent' => [
            'CustomAlerts' => ['deleteAlert'],
            'Dashboard' => ['createNewDashboardForUser', 'removeDashboard', 'resetDashboardLayout'],
            'ScheduledReports' => ['deleteReport'],
        ],
        'Preferences' => [
            'CoreAdminHome' => ['whatIsNewMarkAllChangesReadForCurrentUser'],
            'Feedback' => ['updateFeedbackReminderDate'],
            'LanguagesManager' => ['set12HourClockForUser', 'setLanguageForUser'],
            'MobileMessaging' => ['deleteSMSAPICredential', 'removePhoneNumber'],
            'ProfessionalServices' => ['dismissWidget'],
            'Tour' => ['skipChallenge'],
            'UsersManager' => ['initUserPreferenceWithDefault', 'setUserPreference'],
        ],
        // What Matomo records from now on, and how it counts.
        'Collection' => [
            'CustomDimensions' => ['configureExistingCustomDimension', 'configureNewCustomDimension'],
            'Goals' => ['addGoal', 'deleteGoal', 'updateGoal'],
            'PrivacyManager' => ['activateDoNotTrack', 'deactivateDoNotTrack', 'setAnonymizeIpSettings'],
            'SitesManager' => [
                'addSite', 'addSiteAliasUrls', 'setGlobalExcludedIps', 'setGlobalExcludedQueryParameters',
                'setGlobalExcludedReferrers', 'setGlobalExcludedUserAgents', 'setGlobalQueryParamExclusion',
                'setGlobalSearchParameters',
                'setKeepURLFragmentsGlobal', 'setSiteAliasUrls', 'updateSite', 'updateSiteCreatedTime',
            ],
        ],
        'Configuration' => [
            'CoreAdminHome' => ['setArchiveSettings', 'setBrandingSettings', 'setTrustedHosts'],
            'CorePluginsAdmin' => ['setSystemSettings', 'setUserSettings'],
            'Login' => ['unblockBruteForceIPs'],
            'Marketplace' => ['deleteLicenseKey', 'saveLicenseKey'],
            'SitesManager' => ['renameGroup', 'setDefaultCurrency', 'setDefaultTimezone'],
            'UserCountry' => ['setLocationProvider'],
        ],
        // Data that leaves for the makers of Matomo.
        'ThirdParties' => [
            'Feedback' => ['sendFeedbackForFeature', 'sendFeedbackForSurvey'],
            'Marketplace' => ['createAccount', 'requestTrial', 'startFreeTrial'],
            'UsersManager' => ['newsletterSignup'],
        ],
        'DeletedData' => [
            'Annotations' => ['deleteAll'],
            'CoreAdminHome' => ['deleteAllTrackingFailures', 'deleteTrackingFailure'],
            'PrivacyManager' => [
                'anonymizeSomeRawData', 'deleteDataSubjects', 'executeDataPurge', 'setDeleteLogsSettings',
                'setDeleteReportsSettings', 'setScheduleReportDeletionSettings',
            ],
            'SitesManager' => ['deleteSite'],
            'UsersManager' => ['deleteUser'],
        ],
        // Methods that read, or do what Matomo does by itself, although their names do not say so.
        'Nothing' => [
            'CoreAdminHome' => ['archiveReports', 'invalidateArchivedReports', 'runCronArchiving', 'runScheduledTasks'],
            'CustomJsTracker' => ['doesIncludePluginTrackersAutomatically'],
            'JsTrackerInstallCheck' => ['initiateJsTrackerInstallTest', 'wasJsTrackerInstallTestSuccessful'],
            'LanguagesManager' => ['uses12HourClockForUser'],
            'McpServer' => ['mcp'],
            'MobileMessaging' => ['areSMSAPICredentialProvided'],
            'MultiSites' => ['mockDashboardData'],
            'PrivacyManager' => ['exportDataSubjects', 'findDataSubjects'],
            'ScheduledReports' => ['generateReport'],
            'SitesManager' => ['detectConsentManager'],
            'TagManager' => ['exportContainerVersion'],
            'UsersManager' => ['userEmailExists', 'userExists'],
        ],
    ];

    /** @return array<string, list<string>> the methods by plugin */
    public function methods(): array
    {
        return self::METHODS[$this->name];
    }

    /**
     * Returns the effects of a method. Each writing method has one; null stands for a reading method, or one of a plugin
     * that is not known.
     */
    public static function of(string $plugin, string $method): ?self
    {
        if ($plugin === 'OAuth2') {
            return MethodPolicy::isReading($method) ? null : self::ThisPlugin;
        }
        foreach (self::cases() as $effect) {
            foreach ($effect->methods()[$plugin] ?? [] as $name) {
                if (strcasecmp($name, $method) === 0) {
                    return $effect;
                }
            }
        }

        return null;
    }
}
