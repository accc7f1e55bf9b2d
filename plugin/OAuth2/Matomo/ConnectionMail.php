<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\IP;
use Piwik\Mail;
use Piwik\Plugins\OAuth2\Emails\NewConnectionEmail;
use Piwik\Plugins\OAuth2\SelfTest\SelfTest;
use Piwik\Plugins\OAuth2\UserSettings;

/**
 * Tells a user by mail that an application has got a new connection. Only the user's own consent causes it, so a stranger cannot have
 * mails sent. The mail leaves after the response: a slow or failing mail server neither delays nor breaks the consent.
 * {@see RepeatedConsent} says which consent is no new connection; a refresh is no consent.
 */
final class ConnectionMail
{
    /**
     * Sends the mail when the process ends, unless the user has only repeated an earlier consent.
     *
     * @param array<string, mixed> $context of an event authorization.granted that a user caused
     */
    public static function schedule(array $context): void
    {
        $id = $context['authorization_id'] ?? null;
        $login = $context['login'] ?? null;
        if (!\is_string($id) || !\is_string($login)) {
            return;
        }
        $address = IP::getIpFromHeader();
        try {
            if (RepeatedConsent::note(ServerFactory::instance()->forPages()->server()->authorizations(), $id, $address)) {
                return;
            }
        } catch (\Throwable $failure) {
            // Rather a mail too many.
            UserMail::log($login, $failure);
        }
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
        return UserMail::deliver($login, static function (string $email, ServerFactory $factory) use ($authorizationId, $login, $address): ?Mail {
            $authorization = UserSettings::wantsMail() ? $factory->server()->authorizations()->find($authorizationId) : null;
            // An administrator's trial of a client ends what it makes.
            if ($authorization === null || $authorization->login !== $login || $authorization->endedAt !== null) {
                return null;
            }

            return new NewConnectionEmail($authorization, $email, $address, $factory->settings()->endpoints->base);
        });
    }
}
