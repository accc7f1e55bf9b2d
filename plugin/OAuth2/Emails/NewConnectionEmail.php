<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Emails;

use Piwik\Date;
use Piwik\Mail;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationView;
use Piwik\Plugins\OAuth2\Server\Authorizations\NamedBy;
use Piwik\Plugins\OAuth2\Server\Authorize\DisplayText;
use Piwik\View;

/** The mail to a user who has allowed an application something new, in Matomo's layout for mails. */
class NewConnectionEmail extends Mail
{
    /** The maximum number of characters of a name that anybody can choose. */
    private const NAME = 100;

    /** @param string $address the IP address from which the user allowed it */
    public function __construct(AuthorizationView $authorization, string $email, string $address, string $base)
    {
        parent::__construct();
        Texts::load();
        $this->setDefaultFromPiwik();
        $this->addTo($email);
        $this->addReplyTo($this->getFrom(), $this->getFromName());
        // Without the name, which is a stranger's text: a subject is what people see first.
        $this->setSubject(Piwik::translate('OAuth2_MailSubject'));
        $lines = self::lines($authorization, $address);
        $url = $base . '/index.php?module=OAuth2&action=authorizedApps';
        $view = new View('@OAuth2/_newConnectionEmail.twig');
        $view->assign(['login' => $authorization->login, 'lines' => $lines, 'appsUrl' => $url]);
        $this->setWrappedHtmlBody($view);
        $this->setBodyText(implode("\n\n", [
            ...$lines,
            Piwik::translate('OAuth2_MailNotYou') . "\n" . $url,
            Piwik::translate('OAuth2_MailSwitchOff'),
        ]));
    }

    /** @return list<string> */
    private static function lines(AuthorizationView $authorization, string $address): array
    {
        $scope = $authorization->scope;
        $when = Date::factory($authorization->createdAt)->getLocalized((string) Date::DATETIME_FORMAT_SHORT) . ' (UTC)';
        $host = $authorization->clientHost ?? $authorization->redirectHost;

        return array_values(array_filter([
            Piwik::translate('OAuth2_MailAllowed', self::unlinked(DisplayText::of($authorization->clientName, self::NAME))),
            $authorization->namedBy === NamedBy::App ? Piwik::translate('OAuth2_MailNamedByApp') : '',
            $host === null ? '' : Piwik::translate(
                $authorization->clientHost === null ? 'OAuth2_MailRedirects' : 'OAuth2_MailDescribed',
                self::unlinked($host),
            ),
            $scope === null ? '' : Piwik::translate('OAuth2_MailMay', [
                Piwik::translate(TextKeys::scope($scope)),
                Piwik::translate(TextKeys::scopeMeaning($scope)),
            ]),
            Piwik::translate('OAuth2_MailWhen', [$when, $address]),
        ], static fn (string $line): bool => $line !== ''));
    }

    /** The text with an invisible character where a program for mails would see a web or mail address and link it. */
    private static function unlinked(string $text): string
    {
        return (string) preg_replace('~[.:/@]~', "\$0\u{200C}", $text);
    }
}
