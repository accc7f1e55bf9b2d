<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

/** The checks of the self-test. All of them are about security: if one fails, no bearer token is accepted. */
enum Check: string
{
    case Recognition = 'recognition';
    case Roles = 'roles';
    case SuperUser = 'super-user';
    case Writing = 'writing';
    case BadTokens = 'bad-tokens';
    case OtherCredentials = 'other-credentials';
    case Passwords = 'passwords';
    case BulkRequests = 'bulk-requests';
    case TokenAuth = 'token-auth';
    case SessionRequests = 'session-requests';
    case Pages = 'pages';
    case Sessions = 'sessions';
    case Traces = 'traces';

    /** The translation key of the sentence that the check proves. */
    public function textKey(): string
    {
        return 'OAuth2_SelfTestCheck' . $this->name;
    }
}
