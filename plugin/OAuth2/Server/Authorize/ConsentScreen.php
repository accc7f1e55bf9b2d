<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/** The data of the consent page, template consent.twig. Names and hosts come from the client: the template escapes them. */
final readonly class ConsentScreen
{
    /** The kinds of redirect targets: a web server, a program on the user's computer, an installed app. */
    public const TARGET_WEB = 'web';
    public const TARGET_LOOPBACK = 'loopback';
    public const TARGET_APP = 'app';

    /**
     * @param string $redirectHost the host, with the port if there is one; for an installed app the URI scheme
     * @param self::TARGET_* $target
     * @param non-empty-list<ScopeChoice> $choices lowest scope first; exactly one is selected
     * @param string $userEmail empty when unknown, or when it is the login
     * @param string $nonce the value of the form field "nonce"
     * @param string $request the value of the form field "request"
     * @param ?string $clientHost the host of the document that describes the client; null if an administrator registered it
     * @param ?string $knownAssistant the name of the known assistant that the client is
     * @param ?string $looksLike the name of the known assistant that the client looks like without being it
     * @param bool $isSelfRegistered true if the client registered itself, so that nobody has checked its name
     * @param string $styleNonce the nonce of the page's style element (Content Security Policy)
     */
    public function __construct(
        public string $clientName,
        public string $clientDescription,
        public string $clientId,
        public string $redirectHost,
        public string $target,
        public array $choices,
        public string $userLogin,
        public string $userEmail,
        #[\SensitiveParameter]
        public string $nonce,
        public string $request,
        public string $styleNonce,
        public string $serviceName,
        public ?string $privacyUrl,
        public ?string $termsUrl,
        public ?string $clientHost = null,
        public ?string $knownAssistant = null,
        public ?string $looksLike = null,
        public bool $isSelfRegistered = false,
    ) {
    }

    /** @return array<string, string> the headers of {@see PageHeaders} */
    public function headers(): array
    {
        return PageHeaders::for($this->styleNonce);
    }
}
