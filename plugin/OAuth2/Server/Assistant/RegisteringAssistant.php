<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUriKind;

/** An assistant of the plugin's list that has no document and registers itself. Its name proves nothing; where the code goes does. */
final readonly class RegisteringAssistant
{
    /**
     * @param list<string> $hosts the web hosts of its redirect URIs
     * @param list<string> $schemes the private-use schemes of its redirect URIs
     * @param bool $loopback true if it redirects to a program on the user's computer
     */
    public function __construct(
        public string $name,
        public string $vendor,
        private array $hosts,
        private array $schemes,
        private bool $loopback,
    ) {
    }

    /** True if this may be where the assistant gets its codes. */
    public function receives(RedirectUri $uri): bool
    {
        return match ($uri->kind) {
            RedirectUriKind::Https => $uri->port === null && \in_array($uri->host, $this->hosts, true),
            RedirectUriKind::PrivateUse => \in_array($uri->scheme, $this->schemes, true),
            RedirectUriKind::Loopback => $this->loopback,
            default => false,
        };
    }
}
