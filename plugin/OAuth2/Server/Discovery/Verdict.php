<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

/** What a client makes of the response at a URL. */
enum Verdict: string
{
    case Fine = 'fine';

    /** The right document with a media type other than JSON, which some clients refuse. */
    case Type = 'type';

    /** No document: clients try the next URL. */
    case Missing = 'missing';

    /** Something that is no document, with status 200: many clients give up. */
    case Page = 'page';

    /** The document of another issuer or resource, which clients refuse. */
    case Foreign = 'foreign';

    /** A redirect, which clients do not follow or must not trust. */
    case Redirect = 'redirect';

    /** The web server or PHP failed: clients give up. */
    case Failure = 'failure';

    /** The web server asks for a user name and a password, which clients cannot give. */
    case Password = 'password';

    /** This server cannot reach the URL, so the test says nothing about clients. */
    case Unreachable = 'unreachable';

    /** This server does not know the host name, which others may know. */
    case UnknownName = 'unknown_name';

    /** This server does not trust the certificate, so clients may not either. */
    case Certificate = 'certificate';

    /** True if clients that read this response still try other URLs. */
    public function isHarmless(): bool
    {
        return \in_array($this, [self::Fine, self::Type, self::Missing, self::Password], true);
    }

    /** True if the response is another one than that of the server, so that the URL does not lead there. */
    public function isLack(): bool
    {
        return \in_array($this, [self::Missing, self::Page, self::Foreign, self::Redirect, self::Password], true);
    }

    /** True if there was no response, so that clients elsewhere may fare better. */
    public function isUnknown(): bool
    {
        return \in_array($this, [self::Unreachable, self::UnknownName, self::Certificate], true);
    }
}
