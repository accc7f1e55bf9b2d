<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\McpServer;

use Piwik\API\Request;
use Piwik\Piwik;

/** The method at the MCP server's address, without the protocol: a tool is an API method that it calls. */
class API extends \Piwik\Plugin\API
{
    /** @return array<string, mixed> */
    public function mcp(string $tool = '', string $userLogin = ''): array
    {
        Piwik::checkUserIsNotAnonymous();

        return [
            'login' => Piwik::getCurrentUserLogin(),
            'result' => $tool === '' ? null : Request::processRequest($tool, ['userLogin' => $userLogin], []),
        ];
    }

    /** Calls a method that the caller names, as some API methods of Matomo do. */
    public function getResultOf(string $name): mixed
    {
        Piwik::checkUserIsNotAnonymous();

        return Request::processRequest($name, [], []);
    }
}
