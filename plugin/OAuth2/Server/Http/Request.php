<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

/** An HTTP request as a value: query and body raw, headers as they came. */
final readonly class Request
{
    /** Where servers put the Authorization header. Apache renames a variable at each of its internal redirects. */
    public const AUTHORIZATION_VARIABLES = [
        'HTTP_AUTHORIZATION',
        'REDIRECT_HTTP_AUTHORIZATION',
        'REDIRECT_REDIRECT_HTTP_AUTHORIZATION',
    ];

    /**
     * @param string $rawQuery without "?"
     * @param array<string, list<string>> $headers by lower-case name
     * @param string $remoteAddress the sender's address, as far as the operator trusts it
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
     * The request that PHP is answering, its Authorization header wherever the server hides it ({@see authorization()}).
     * A body is read only up to one octet beyond {@see Parameters::MAX_LENGTH}.
     *
     * @param ?string $remoteAddress the sender's address when the operator's proxy settings know better
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
        $method = self::server('REQUEST_METHOD');
        $body = $method === 'POST'
            ? (string) file_get_contents('php://input', false, null, 0, Parameters::MAX_LENGTH + 1)
            : '';

        return new self(
            $method === '' ? 'GET' : $method,
            self::server('QUERY_STRING'),
            $headers,
            $body,
            $remoteAddress ?? self::server('REMOTE_ADDR'),
        );
    }

    /** The header's value; null when it is absent or came more than once ({@see headerRepeated()} tells which). */
    public function header(string $name): ?string
    {
        $values = $this->headers[strtolower($name)] ?? [];

        return \count($values) === 1 ? trim($values[0], " \t") : null;
    }

    /** Whether the header came more than once. */
    public function headerRepeated(string $name): bool
    {
        return \count($this->headers[strtolower($name)] ?? []) > 1;
    }

    /** @throws MalformedParameters */
    public function query(): Parameters
    {
        return Parameters::parse($this->rawQuery);
    }

    /** @throws MalformedParameters */
    public function form(): Parameters
    {
        return Parameters::parse($this->body);
    }

    /** Whether the body is declared as application/x-www-form-urlencoded, with or without a charset. */
    public function isForm(): bool
    {
        $type = strtolower(trim(explode(';', $this->header('content-type') ?? '', 2)[0]));

        return $type === 'application/x-www-form-urlencoded';
    }

    /**
     * The credentials in the Authorization header (RFC 9110 11.4), without the blanks around them; '' when the header has
     * the scheme alone; null when it has another scheme, is absent or came more than once.
     *
     * @param string $scheme in lower case
     */
    public function credentials(string $scheme): ?string
    {
        return self::credentialsIn($this->header('authorization'), $scheme);
    }

    /**
     * The same of the request that PHP is answering, without reading the rest of it.
     *
     * @param string $scheme in lower case
     */
    public static function presentedCredentials(string $scheme): ?string
    {
        return self::credentialsIn(self::authorization(), $scheme);
    }

    /**
     * The Authorization header of the request that PHP is answering: the first of {@see AUTHORIZATION_VARIABLES} and
     * apache_request_headers() that has one, without the blanks around it.
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
