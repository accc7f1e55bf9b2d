<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

/** An HTTP answer as a value. */
final readonly class Response
{
    public const NO_STORE = ['Cache-Control' => 'no-store', 'Pragma' => 'no-cache'];

    /** @param array<string, string> $headers one value a name */
    public function __construct(
        public int $status,
        public array $headers = [],
        #[\SensitiveParameter]
        public string $body = '',
    ) {
    }

    /**
     * @param array<string, mixed> $members at least one member; slashes and Unicode stay unescaped
     * @param array<string, string> $headers
     */
    public static function json(int $status, #[\SensitiveParameter] array $members, array $headers = []): self
    {
        return new self(
            $status,
            ['Content-Type' => 'application/json', 'X-Content-Type-Options' => 'nosniff'] + $headers,
            json_encode($members, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE),
        );
    }

    /**
     * 303, so that the browser goes on with GET and never repeats a posted body (RFC 9700 4.12).
     *
     * @param array<string, string> $headers
     * @throws \ValueError when the URI has a control character, a blank, a fragment, no scheme, or one that is never a redirect
     */
    public static function redirect(#[\SensitiveParameter] string $uri, array $headers = []): self
    {
        // What may be sent nowhere doesn't match even itself.
        if (!oauth2_redirect_uri_matches($uri, $uri)) {
            throw new \ValueError('A redirect needs an absolute URI in visible ASCII');
        }

        return new self(303, ['Location' => $uri, 'Referrer-Policy' => 'no-referrer'] + $headers + self::NO_STORE);
    }

    /** @param array<string, string> $headers */
    public static function empty(int $status, array $headers = []): self
    {
        return new self($status, $headers);
    }

    /** @param array<string, string> $headers replace those of the same name */
    public function withHeaders(array $headers): self
    {
        return new self($this->status, $headers + $this->headers, $this->body);
    }

    /** The same headers without the body: what HEAD gets (RFC 9110 9.3.2). */
    public function withoutBody(): self
    {
        return new self($this->status, $this->headers + ['Content-Length' => (string) \strlen($this->body)], '');
    }

    /** Sends status, headers and body through PHP's server interface. */
    public function emit(): void
    {
        foreach ($this->headers as $name => $value) {
            header($name . ': ' . $value, true);
        }
        // After the headers: PHP makes any response with WWW-Authenticate a 401, and with Location a 302.
        http_response_code($this->status);
        if (!isset($this->headers['Content-Type'])) {
            // An empty answer has no type; PHP would call it HTML.
            ini_set('default_mimetype', '');
            header_remove('Content-Type');
        }
        header_remove('X-Powered-By');
        echo $this->body;
    }
}
