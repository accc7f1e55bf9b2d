<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

/** The result of the last self-test of a fingerprint. */
enum Status: string
{
    /** The self-test has begun. If it began long ago, its process has died. */
    case Begun = 'begun';
    case Passed = 'passed';
    case Failed = 'failed';
}
