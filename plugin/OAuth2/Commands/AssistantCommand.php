<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Matomo\OutgoingRequests;
use Piwik\Plugins\OAuth2\Matomo\Presentation;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantRegistry;
use Piwik\Plugins\OAuth2\Server\Assistant\VendorDocuments;

/** A command about assistants that connect by themselves. */
abstract class AssistantCommand extends OAuth2Command
{
    protected function registry(): AssistantRegistry
    {
        $this->server();

        return ServerFactory::instance()->forPages()->server()->assistantRegistry();
    }

    protected function vendors(): VendorDocuments
    {
        $this->server();

        return ServerFactory::instance()->forPages()->server()->vendorDocuments();
    }

    /** @return array<string, mixed> see {@see Presentation::assistants()} */
    protected function state(): array
    {
        return Presentation::assistants($this->registry(), ServerFactory::instance()->settings(), OutgoingRequests::problem());
    }
}
