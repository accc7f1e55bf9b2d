<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Emails;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationView;
use Piwik\Plugins\OAuth2\Server\Authorizations\NamedBy;
use Piwik\Plugins\OAuth2\Server\Authorize\DisplayText;

/** The mail to a user who has allowed an application a new connection. */
class NewConnectionEmail extends UserEmail
{
    /** The maximum number of characters of a name that anybody can choose. */
    private const NAME = 100;

    /** @param string $address the IP address from which the user allowed it */
    public function __construct(AuthorizationView $authorization, string $email, string $address, string $base)
    {
        parent::__construct();
        Texts::load();
        $this->write(
            $authorization->login,
            $email,
            $base,
            Piwik::translate('OAuth2_MailSubject'),
            self::lines($authorization, $address),
            Piwik::translate('OAuth2_MailNotYou'),
            Piwik::translate('OAuth2_MailSwitchOff'),
        );
    }

    /** @return list<string> */
    private static function lines(AuthorizationView $authorization, string $address): array
    {
        $scope = $authorization->scope;
        $host = $authorization->clientHost ?? $authorization->redirectHost;

        return array_values(array_filter([
            Piwik::translate('OAuth2_MailAllowed', DisplayText::unlinked(DisplayText::of($authorization->clientName, self::NAME))),
            $authorization->namedBy === NamedBy::App ? Piwik::translate('OAuth2_MailNamedByApp') : '',
            $host === null ? '' : Piwik::translate(
                $authorization->clientHost === null ? 'OAuth2_MailRedirects' : 'OAuth2_MailDescribed',
                DisplayText::unlinked($host),
            ),
            $scope === null ? '' : Piwik::translate('OAuth2_MailMay', [
                Piwik::translate(TextKeys::scope($scope)),
                Piwik::translate(TextKeys::scopeMeaning($scope)),
            ]),
            self::when($authorization->createdAt, $address),
        ], static fn (string $line): bool => $line !== ''));
    }
}
