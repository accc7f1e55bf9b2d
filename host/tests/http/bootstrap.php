<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

require __DIR__ . '/../../../var/tools-php/autoload.php';
require __DIR__ . '/../../autoload.php';
require __DIR__ . '/HostTestCase.php';
