<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\StandInLogin;

use Piwik\Container\StaticContainer;
use Piwik\Request;
use Piwik\Session\SessionInitializer;
use Piwik\Url;

class Controller extends \Piwik\Plugin\Controller
{
    /** Sends the browser to the identity provider, whose address the test wrote into a file. */
    public function login(): never
    {
        Url::redirectToUrl(trim((string) file_get_contents(__DIR__ . '/provider')));
        exit;
    }

    /** The assertion consumer: a form that the provider's page posts. */
    public function assertion(): never
    {
        $auth = StaticContainer::get('Piwik\Auth');
        $auth->assert(Request::fromPost()->getStringParameter('login'));
        (new SessionInitializer())->initSession($auth);
        Url::redirectToUrl(Url::getCurrentUrlWithoutQueryString());
        exit;
    }
}
