<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

/** An HTTP request as an immutable value, with the raw query, raw body and unchanged headers. */
final readonly class Request
{
    /** The server variables that may hold the Authorization header. Each internal redirect of Apache adds a REDIRECT_. */
    public const AUTHORIZATION_VARIABLES = [
        'HTTP_AUTHORIZATION',
        'REDIRECT_HTTP_AUTHORIZATION',
        'REDIRECT_REDIRECT_HTTP_AUTHORIZATION',
    ];

    /**
     * @param string $rawQuery the query without "?", still encoded
     * @param array<string, list<string>> $headers the values by lower-case name
     * @param string $remoteAddress the IP address of the sender, after trusted proxies
     */
    public function __construct(
        public string $method,
        public string $rawQuery = '',
        #[\SensitiveParameter]
        public array $headers = [],
        #[\SensitiveParameter]
        public string $body = '',
        public string $remoteAddress = '',
    ) {
    }

    /**
     * Reads the current request, with its Authorization header from any of the places of {@see authorization()}. It reads
     * the body of POST only, and at most one byte more than {@see Parameters::MAX_LENGTH}.
     *
     * @param ?string $remoteAddress the sender's IP address by the configuration of proxies; null: that of the connection
     */
    public static function fromGlobals(?string $remoteAddress = null): self
    {
        $headers = [];
        foreach ($_SERVER as $name => $value) {
            if (\is_string($value) && str_starts_with((string) $name, 'HTTP_')) {
                $headers[strtolower(strtr(substr((string) $name, 5), '_', '-'))] = [$value];
            }
        }
        $contentType = self::server('CONTENT_TYPE');
        if ($contentType !== '') {
            $headers['content-type'] = [$contentType];
        }
        $authorization = self::authorization();
        unset($headers['authorization']);
        if ($authorization !== null) {
            $headers['authorization'] = [$authorization];
        }

        return self::current($headers, $remoteAddress ?? self::server('REMOTE_ADDR'));
    }

    /**
     * Reads of the current request what the check of a bearer token needs: query, body, and the headers Authorization and
     * Content-Type. Each call of a protected resource reads it, and the other headers would cost more than a look-up.
     */
    public static function withBearer(): self
    {
        $headers = [];
        $contentType = self::server('CONTENT_TYPE');
        if ($contentType !== '') {
            $headers['content-type'] = [$contentType];
        }
        $authorization = self::authorization();
        if ($authorization !== null) {
            $headers['authorization'] = [$authorization];
        }

        return self::current($headers, '');
    }

    /** The value of a header; null when it is absent or repeated (see {@see headerRepeated()}). */
    public function header(string $name): ?string
    {
        $values = $this->headers[strtolower($name)] ?? [];

        return \count($values) === 1 ? trim($values[0], " \t") : null;
    }

    /** True when the header occurs more than once. */
    public function headerRepeated(string $name): bool
    {
        return \count($this->headers[strtolower($name)] ?? []) > 1;
    }

    /**
     * Creates a POST request with a form, as a client sends it.
     *
     * @param array<string, string> $form
     */
    public static function ofForm(#[\SensitiveParameter] array $form, string $remoteAddress = ''): self
    {
        return new self(
            'POST',
            headers: ['content-type' => ['application/x-www-form-urlencoded']],
            body: http_build_query($form, '', '&', PHP_QUERY_RFC1738),
            remoteAddress: $remoteAddress,
        );
    }

    /**
     * Parses the query.
     *
     * @throws MalformedParameters as {@see Parameters::parse()}
     */
    public function query(): Parameters
    {
        return Parameters::parse($this->rawQuery);
    }

    /**
     * Parses the body as a form.
     *
     * @throws MalformedParameters as {@see Parameters::parse()}
     */
    public function form(): Parameters
    {
        return Parameters::parse($this->body);
    }

    /** True when the Content-Type is application/x-www-form-urlencoded, with or without a charset. */
    public function isForm(): bool
    {
        $type = 'application/x-www-form-urlencoded';

        return ($this->headers['content-type'] ?? []) === [$type] || $this->mediaType() === $type;
    }

    /** The media type of the body in lower case, without parameters (RFC 9110 8.3.1); '' when the request names none. */
    public function mediaType(): string
    {
        return strtolower(trim(explode(';', $this->header('content-type') ?? '', 2)[0]));
    }

    /**
     * The credentials in the Authorization header (RFC 9110 11.4), without surrounding blanks; '' when the header has only
     * the scheme; null when it has another scheme, is absent or is repeated.
     *
     * @param string $scheme in lower case, such as `bearer`
     */
    public function credentials(string $scheme): ?string
    {
        return self::credentialsIn($this->header('authorization'), $scheme);
    }

    /**
     * The credentials of the current request, as {@see credentials()} returns them, without reading the whole request.
     *
     * @param string $scheme in lower case, such as `bearer`
     */
    public static function presentedCredentials(string $scheme): ?string
    {
        return self::credentialsIn(self::authorization(), $scheme);
    }

    /**
     * The Authorization header of the current request without surrounding blanks: the first value that is not empty in
     * {@see AUTHORIZATION_VARIABLES} and then apache_request_headers().
     */
    private static function authorization(): ?string
    {
        foreach (self::AUTHORIZATION_VARIABLES as $name) {
            $value = trim(self::server($name), " \t");
            if ($value !== '') {
                return $value;
            }
        }
        if (\function_exists('apache_request_headers')) {
            foreach (apache_request_headers() as $name => $value) {
                $value = \is_string($value) ? trim($value, " \t") : '';
                if ($value !== '' && strtolower((string) $name) === 'authorization') {
                    return $value;
                }
            }
        }

        return null;
    }

    /** @param array<string, list<string>> $headers */
    private static function current(#[\SensitiveParameter] array $headers, string $remoteAddress): self
    {
        $method = self::server('REQUEST_METHOD');
        $body = $method === 'POST'
            ? (string) file_get_contents('php://input', false, null, 0, Parameters::MAX_LENGTH + 1)
            : '';

        return new self($method === '' ? 'GET' : $method, self::server('QUERY_STRING'), $headers, $body, $remoteAddress);
    }

    private static function credentialsIn(#[\SensitiveParameter] ?string $header, string $scheme): ?string
    {
        [$given, $credentials] = explode(' ', $header ?? '', 2) + [1 => ''];

        return strtolower($given) === $scheme ? ltrim($credentials, ' ') : null;
    }

    private static function server(string $name): string
    {
        $value = $_SERVER[$name] ?? '';

        return \is_string($value) ? $value : '';
    }
}
