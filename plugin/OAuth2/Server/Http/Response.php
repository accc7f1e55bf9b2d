<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

/** An HTTP response as an immutable value. */
final readonly class Response
{
    /** The headers of responses that no cache may store. */
    public const NO_STORE = ['Cache-Control' => 'no-store', 'Pragma' => 'no-cache'];

    /** @param array<string, string> $headers one value for each name */
    public function __construct(
        public int $status,
        public array $headers = [],
        #[\SensitiveParameter]
        public string $body = '',
    ) {
    }

    /**
     * A JSON response.
     *
     * @param array<string, mixed> $members none for an empty object; slashes and Unicode characters are not escaped
     * @param array<string, string> $headers further headers
     * @throws \JsonException when a value cannot be encoded, such as a string that is not UTF-8
     */
    public static function json(int $status, #[\SensitiveParameter] array $members, array $headers = []): self
    {
        return new self(
            $status,
            ['Content-Type' => 'application/json', 'X-Content-Type-Options' => 'nosniff'] + $headers,
            $members === [] ? '{}' : json_encode($members, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE),
        );
    }

    /**
     * A redirect with status 303, after which the browser sends GET and never repeats the body of a POST (RFC 9700 4.12).
     *
     * @param array<string, string> $headers further headers
     * @throws \ValueError when the URI is relative, has a fragment or a refused scheme, or is not visible ASCII
     */
    public static function redirect(#[\SensitiveParameter] string $uri, array $headers = []): self
    {
        // A URI that is unsafe as a redirect target does not even match itself.
        if (!oauth2_redirect_uri_matches($uri, $uri)) {
            throw new \ValueError('The redirect URI must be absolute, in visible ASCII, without fragment');
        }

        return new self(303, ['Location' => $uri, 'Referrer-Policy' => 'no-referrer'] + $headers + self::NO_STORE);
    }

    /**
     * A response without a body.
     *
     * @param array<string, string> $headers
     */
    public static function empty(int $status, array $headers = []): self
    {
        return new self($status, $headers);
    }

    /**
     * A copy with more headers.
     *
     * @param array<string, string> $headers they replace existing headers of the same name
     */
    public function withHeaders(array $headers): self
    {
        return new self($this->status, $headers + $this->headers, $this->body);
    }

    /** A copy without the body, with its Content-Length: the response to HEAD (RFC 9110 9.3.2). */
    public function withoutBody(): self
    {
        return new self($this->status, $this->headers + ['Content-Length' => (string) \strlen($this->body)], '');
    }

    /** Sends the status, headers and body to the browser through PHP. */
    public function emit(): void
    {
        foreach ($this->headers as $name => $value) {
            header($name . ': ' . $value, true);
        }
        // Set the status last: PHP changes it to 401 on WWW-Authenticate and to 302 on Location.
        http_response_code($this->status);
        if (!isset($this->headers['Content-Type'])) {
            // Without this, PHP declares an empty body as HTML.
            ini_set('default_mimetype', '');
            header_remove('Content-Type');
        }
        header_remove('X-Powered-By');
        echo $this->body;
    }
}
