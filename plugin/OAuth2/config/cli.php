<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

return Piwik\Plugins\OAuth2\Diagnostic\SystemCheck::definitions();
