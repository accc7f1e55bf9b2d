<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

/** Why an API method needs its scope, in the order of the list: what deserves a look comes first. */
enum Reason: string
{
    /** No rule names the method, and its name is not that of a reading method. */
    case NoRule = 'no rule';

    /** The name suggests that the method is about accounts or credentials. */
    case Name = 'name';

    /** The method asks for a password. */
    case Password = 'password';

    /** The name is that of a reading method. */
    case Reading = 'reading name';

    /** The method is in the list of OAuth2. */
    case Listed = 'listed';

    /** The translation key of the reason. */
    public function textKey(): string
    {
        return 'OAuth2_MethodReason' . $this->name;
    }
}
