<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Scope;

/** The text that script/server prints: addresses, secrets, and commands to copy for each grant. */
final readonly class Guide
{
    /** @param array{users: array<string, string>, clients: array<string, ?string>} $credentials */
    private function __construct(
        private string $issuer,
        private string $folder,
        #[\SensitiveParameter] private array $credentials,
    ) {
    }

    public static function load(string $folder): self
    {
        /** @var array{users: array<string, string>, clients: array<string, ?string>} $credentials */
        $credentials = json_decode((string) file_get_contents($folder . '/credentials.json'), true, 8, JSON_THROW_ON_ERROR);

        return new self(Config::load($folder)->issuer(), $folder, $credentials);
    }

    public function text(): string
    {
        $users = '';
        foreach ($this->credentials['users'] as $login => $password) {
            $users .= sprintf("  %-24s%s\n", $login, $password);
        }

        return <<<TEXT

            The embedded host is ready. Press Ctrl-C to stop it.

            Start page              {$this->issuer}/
            Authorization endpoint  {$this->url(Endpoint::Authorize)}
            Token endpoint          {$this->url(Endpoint::Token)}
            Metadata                {$this->issuer}/.well-known/oauth-authorization-server

            Client ID               analytics_app
            Client secret           {$this->secret()}
            Public client ID        spa

            MCP server              {$this->issuer}/index.php?module=API&method=McpServer.mcp&format=mcp
            Its client ID           mcp

            Users and passwords
            {$users}
            1. Client credentials

            {$this->clientCredentials()}
            2. Authorization code with PKCE

            {$this->authorizationCode()}
            3. Refresh token (run 2 first)

            {$this->refreshToken()}
            All of this in one command: {$this->demoClient()}


            TEXT;
    }

    /** Complete shell commands that end with a protected call. */
    public function clientCredentials(): string
    {
        return <<<SHELL
            TOKEN=$(curl -s -u 'analytics_app:{$this->secret()}' \
              -d grant_type=client_credentials -d scope={$this->scope()} \
              '{$this->url(Endpoint::Token)}' | sed -n 's/.*"access_token":"\([^"]*\)".*/\\1/p')
            curl -s -H "Authorization: Bearer \$TOKEN" {$this->issuer}/api/whoami; echo

            SHELL;
    }

    /** Shell commands that ask for the code, which the browser shows after the consent. */
    public function authorizationCode(): string
    {
        return <<<SHELL
            VERIFIER=$(openssl rand -hex 32)
            CHALLENGE=$(printf %s "\$VERIFIER" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d =)
            echo "Open: {$this->url(Endpoint::Authorize)}&response_type=code&client_id=analytics_app&scope={$this->scope()}&redirect_uri={$this->issuer}/callback&state=xyz&code_challenge_method=S256&code_challenge=\$CHALLENGE"
            printf 'Code shown by the browser: '; read -r CODE
            ANSWER=$(curl -s -u 'analytics_app:{$this->secret()}' \
              -d grant_type=authorization_code -d "code=\$CODE" -d "code_verifier=\$VERIFIER" \
              -d redirect_uri={$this->issuer}/callback '{$this->url(Endpoint::Token)}'); echo "\$ANSWER"
            TOKEN=$(printf %s "\$ANSWER" | sed -n 's/.*"access_token":"\([^"]*\)".*/\\1/p')
            curl -s -H "Authorization: Bearer \$TOKEN" {$this->issuer}/api/reports; echo

            SHELL;
    }

    public function refreshToken(): string
    {
        return <<<SHELL
            REFRESH=$(printf %s "\$ANSWER" | sed -n 's/.*"refresh_token":"\([^"]*\)".*/\\1/p')
            curl -s -u 'analytics_app:{$this->secret()}' \
              -d grant_type=refresh_token -d "refresh_token=\$REFRESH" '{$this->url(Endpoint::Token)}'; echo

            SHELL;
    }

    private function scope(): string
    {
        return Scope::Read->value;
    }

    /** The command with only those options that differ from its defaults. */
    private function demoClient(): string
    {
        $port = EndpointUrls::port($this->issuer) ?? 80;
        $server = $port === 8080 ? '' : ' --server ' . $this->issuer;
        $usual = realpath(__DIR__ . '/../../var/server/' . $port) === realpath($this->folder);

        return 'script/demo-client' . $server . ($usual ? '' : ' --state ' . escapeshellarg($this->folder)) . ' --auto viewer';
    }

    private function url(Endpoint $endpoint): string
    {
        return (new EndpointUrls($this->issuer))->index($endpoint);
    }

    private function secret(): string
    {
        return $this->credentials['clients']['analytics_app'] ?? '';
    }
}
