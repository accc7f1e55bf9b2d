<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

/** The port for requests of this server to its own public address. */
interface OwnAddress
{
    /**
     * Requests a URL by GET, as a client would, without following redirects.
     *
     * @param string $url a URL of the issuer's origin; any other is refused
     * @return OwnAnswer|Verdict the verdict if there is no answer: {@see Verdict::isUnknown()} is true for it
     */
    public function get(string $url): OwnAnswer|Verdict;
}
