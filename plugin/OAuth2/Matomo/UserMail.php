<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\IP;
use Piwik\Log\LoggerInterface;
use Piwik\Mail;
use Piwik\Plugins\LanguagesManager\Model as Languages;
use Piwik\Plugins\OAuth2\Emails\MailsOffEmail;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Translation\Translator;

/** Sends mails about access to a user's account, in the user's language. */
final class UserMail
{
    /** The least number of seconds between two mails that the mails are off, so that a loop of switching does not flood the user. */
    private const OFF_AGAIN = 3600;

    /** True if a user may be told now that the mails are off, who was last told so then. */
    public static function mayTellAgain(int $then, int $now): bool
    {
        return $now < $then || $now >= $then + self::OFF_AGAIN;
    }

    /**
     * Tells the user that they have switched the mails off: somebody with a stolen session would do that first.
     *
     * @return bool true if it was handed to Matomo's mailer
     */
    public static function sendSwitchedOff(string $login): bool
    {
        return self::deliver(
            $login,
            static fn (string $email, ServerFactory $factory): Mail
                => new MailsOffEmail($login, $email, IP::getIpFromHeader(), $factory->settings()->endpoints->base),
            true,
        );
    }

    /**
     * Sends a mail to a user, unless the administrator has switched the mails off. A failure is logged.
     *
     * @param \Closure(string, ServerFactory): ?Mail $mail makes the mail, in the user's language; null: there is none to send
     * @param bool $always true: whatever the administrator's switch says
     * @return bool true if it was handed to Matomo's mailer
     */
    public static function deliver(string $login, \Closure $mail, bool $always = false): bool
    {
        try {
            $factory = ServerFactory::instance()->forPages();
            $email = $factory->users()->find($login)->email ?? '';
            if ($email === '' || (!$always && !$factory->settings()->isOn(Setting::ConnectionMail))) {
                return false;
            }
            $translator = StaticContainer::get(Translator::class);
            $language = (new Languages())->getLanguageForUser($login);
            $before = $translator->getCurrentLanguage();
            try {
                $translator->setCurrentLanguage(\is_string($language) && $language !== '' ? $language : $before);

                return (bool) $mail($email, $factory)?->send();
            } finally {
                $translator->setCurrentLanguage($before);
            }
        } catch (\Throwable $failure) {
            self::log($login, $failure);

            return false;
        }
    }

    /** Writes to Matomo's log why a mail was not sent. */
    public static function log(string $login, \Throwable $failure): void
    {
        StaticContainer::get(LoggerInterface::class)->warning('OAuth2 could not tell {login} by mail about access to the account: {why}', [
            'login' => $login,
            'why' => $failure->getMessage(),
        ]);
    }
}
