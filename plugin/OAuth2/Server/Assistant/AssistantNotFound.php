<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** An administrator named an assistant, document or host that does not exist, or something that cannot be done with it. */
final class AssistantNotFound extends \RuntimeException
{
}
