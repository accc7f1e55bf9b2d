<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\IP;
use Piwik\Log\LoggerInterface;
use Piwik\Plugins\LanguagesManager\Model as Languages;
use Piwik\Plugins\OAuth2\Emails\NewConnectionEmail;
use Piwik\Plugins\OAuth2\SelfTest\SelfTest;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\UserSettings;
use Piwik\Translation\Translator;

/**
 * Tells a user by mail that an application has got new access. Only the user's own consent causes it, so a stranger cannot
 * have mails sent. The mail leaves after the response: a slow or failing mail server neither delays nor breaks the consent.
 */
final class ConnectionMail
{
    /**
     * Sends the mail when the process ends.
     *
     * @param array<string, mixed> $context of an event authorization.granted that is new
     */
    public static function schedule(array $context): void
    {
        $id = $context['authorization_id'] ?? null;
        $login = $context['login'] ?? null;
        if (!\is_string($id) || !\is_string($login)) {
            return;
        }
        $address = IP::getIpFromHeader();
        register_shutdown_function(static function () use ($id, $login, $address): void {
            SelfTest::endResponse();
            self::send($id, $login, $address);
        });
    }

    /**
     * Sends the mail now, unless the administrator or the user has switched it off.
     *
     * @param string $address the IP address from which the user allowed it
     * @return bool true if it was handed to Matomo's mailer
     */
    public static function send(string $authorizationId, string $login, string $address): bool
    {
        try {
            $factory = ServerFactory::instance()->forPages();
            $email = $factory->users()->find($login)->email ?? '';
            if ($email === '' || !$factory->settings()->isOn(Setting::ConnectionMail) || !UserSettings::wantsMail()) {
                return false;
            }
            $authorization = $factory->server()->authorizations()->find($authorizationId);
            // An administrator's trial of a client ends what it makes.
            if ($authorization === null || $authorization->login !== $login || $authorization->endedAt !== null) {
                return false;
            }
            $translator = StaticContainer::get(Translator::class);
            $language = (new Languages())->getLanguageForUser($login);
            if (\is_string($language) && $language !== '') {
                $translator->setCurrentLanguage($language);
            }

            return (bool) (new NewConnectionEmail($authorization, $email, $address, $factory->settings()->endpoints->base))->send();
        } catch (\Throwable $failure) {
            StaticContainer::get(LoggerInterface::class)->warning('OAuth2 could not tell {login} by mail of a new authorization: {why}', [
                'login' => $login,
                'why' => $failure->getMessage(),
            ]);

            return false;
        }
    }
}
