<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Emails;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\Texts;

/** The last mail to a user who has switched off the mails about connections. */
class MailsOffEmail extends UserEmail
{
    /** @param string $address the IP address from which the user switched them off */
    public function __construct(string $login, string $email, string $address, string $base)
    {
        parent::__construct();
        Texts::load();
        $this->write(
            $login,
            $email,
            $base,
            Piwik::translate('OAuth2_MailOffSubject'),
            [Piwik::translate('OAuth2_MailOff'), self::when(time(), $address)],
            Piwik::translate('OAuth2_MailOffNotYou'),
            '',
        );
    }
}
