<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\McpServer\Renderer;

use Piwik\Plugins\API\Renderer\Json;

/** The format of the MCP server's address. */
class Mcp extends Json
{
    /** @param array<mixed> $array */
    public function renderArray($array): string
    {
        return json_encode($array, JSON_THROW_ON_ERROR);
    }
}
