<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Emails;

use Piwik\Date;
use Piwik\Mail;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\View;

/** A mail to a user about access to their account, in Matomo's layout for mails, with the link to what apps may do. */
abstract class UserEmail extends Mail
{
    /**
     * @param string $subject without texts of strangers, because a subject is what people see first
     * @param list<string> $lines plain texts
     * @param string $notYou what to do if it was somebody else, before the link
     * @param string $end a last line; empty for none
     */
    protected function write(string $login, string $email, string $base, string $subject, array $lines, string $notYou, string $end): void
    {
        $this->setDefaultFromPiwik();
        $this->addTo($email);
        $this->addReplyTo($this->getFrom(), $this->getFromName());
        $this->setSubject($subject);
        $url = $base . '/index.php?module=OAuth2&action=authorizedApps';
        $view = new View('@OAuth2/_userEmail.twig');
        $view->assign(['login' => $login, 'lines' => $lines, 'notYou' => $notYou, 'appsUrl' => $url, 'end' => $end]);
        $this->setWrappedHtmlBody($view);
        $this->setBodyText(implode("\n\n", [...$lines, "$notYou\n$url", ...($end === '' ? [] : [$end])]));
    }

    /** Says when and from where something happened. */
    protected static function when(int $time, string $address): string
    {
        Texts::load();

        return Piwik::translate('OAuth2_MailWhen', [
            Date::factory($time)->getLocalized((string) Date::DATETIME_FORMAT_SHORT) . ' (UTC)',
            $address,
        ]);
    }
}
