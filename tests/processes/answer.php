<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

/* What php-fpm runs. The class is preloaded: nothing here includes it. */

use OAuth2\Tests\Processes\Service;

$before = Service::info()['parsed key cache hits'];
$service = new Service();
$token = oauth2_jwt_sign(['exp' => 2000], $service->key());
echo json_encode([
    'pid' => getmypid(),
    'preloaded' => opcache_get_status(false)['preload_statistics']['classes'] ?? [],
    'before' => $before,
    'after' => Service::info()['parsed key cache hits'],
    'token' => $token,
    'reason' => $service->reason($token),
    'draws' => $service->draws(),
], JSON_THROW_ON_ERROR);
/* So that one child does not answer all. */
usleep(50_000);
