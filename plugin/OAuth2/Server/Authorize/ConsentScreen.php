<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/** What the template consent.twig shows. Names and hosts are the client's own words: the template escapes them. */
final readonly class ConsentScreen
{
    /** How the application is reached after the decision: on a web server, on this computer, or as an installed app. */
    public const TARGET_WEB = 'web';
    public const TARGET_LOOPBACK = 'loopback';
    public const TARGET_APP = 'app';

    /**
     * @param string $redirectHost host (with a port, if there is one) or, for an installed app, the URI scheme
     * @param self::TARGET_* $target
     * @param non-empty-list<ScopeChoice> $choices least scope first; exactly one is selected
     * @param string $nonce to post back in the field "nonce"
     * @param string $request to post back in the field "request", unchanged
     * @param string $styleNonce the nonce of the page's style element
     */
    public function __construct(
        public string $clientName,
        public string $clientDescription,
        public string $clientId,
        public string $redirectHost,
        public string $target,
        public array $choices,
        public string $userLogin,
        #[\SensitiveParameter]
        public string $nonce,
        public string $request,
        public string $styleNonce,
        public string $serviceName,
        public ?string $privacyUrl,
        public ?string $termsUrl,
    ) {
    }

    /** @return array<string, string> */
    public function headers(): array
    {
        return PageHeaders::for($this->styleNonce);
    }
}
