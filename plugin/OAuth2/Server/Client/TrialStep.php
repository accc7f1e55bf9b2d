<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** A step of a trial, in the order in which a client takes them. */
enum TrialStep: string
{
    /** The authorization request, up to the consent page. */
    case Authorize = 'authorization';

    /** The user's consent, with the code that follows. */
    case Consent = 'consent';

    case Token = 'token_request';

    /** The end of everything that the trial has made. */
    case Revoke = 'end';
}
