<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Matomo\Presentation;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;

final class ShowIssuer extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe('show-issuer', 'Shows the issuer and the URLs that applications are configured with');
    }

    protected function perform(): int
    {
        $endpoints = Presentation::endpoints(ServerFactory::instance()->settings());
        if ($this->isJson()) {
            $this->writeJson($endpoints);

            return self::SUCCESS;
        }
        $this->writeFields($endpoints);
        $this->write();
        $this->write('The URLs that begin with clean_ need the web server\'s configuration. See the folder plugins/OAuth2/server-config.');

        return self::SUCCESS;
    }
}
