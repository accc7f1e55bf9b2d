<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

/** A small HTTP client with cookies for the demo client and the tests. It follows no redirects. */
final class HttpClient
{
    /** @var array<string, string> */
    private array $cookies = [];

    /** @param array<string, string> $headers by name */
    public function get(string $url, array $headers = []): HttpAnswer
    {
        return $this->send('GET', $url, $headers, '');
    }

    /**
     * @param array<string, string> $fields sent as application/x-www-form-urlencoded
     * @param array<string, string> $headers by name
     */
    public function post(string $url, #[\SensitiveParameter] array $fields, array $headers = []): HttpAnswer
    {
        return $this->send(
            'POST',
            $url,
            $headers + ['Content-Type' => 'application/x-www-form-urlencoded'],
            http_build_query($fields),
        );
    }

    /** @param array<string, string> $headers by name */
    public function send(string $method, string $url, array $headers, #[\SensitiveParameter] string $body): HttpAnswer
    {
        $lines = ['Connection: close'];
        foreach ($headers as $name => $value) {
            $lines[] = $name . ': ' . $value;
        }
        if ($this->cookies !== [] && !isset($headers['Cookie'])) {
            $lines[] = 'Cookie: ' . $this->cookieHeader();
        }
        $context = stream_context_create(['http' => [
            'method' => $method,
            'header' => $lines,
            'content' => $body,
            'follow_location' => 0,
            'ignore_errors' => true,
            'protocol_version' => 1.1,
            'timeout' => 30,
        ]]);
        $stream = @fopen($url, 'r', false, $context);
        if ($stream === false) {
            throw new \RuntimeException('No answer from ' . explode('?', $url, 2)[0]);
        }
        $text = (string) stream_get_contents($stream);
        $meta = stream_get_meta_data($stream)['wrapper_data'] ?? [];
        fclose($stream);

        return $this->answer(\is_array($meta) ? array_filter($meta, is_string(...)) : [], $text);
    }

    /** The value of the Cookie header. */
    public function cookieHeader(): string
    {
        $pairs = [];
        foreach ($this->cookies as $name => $value) {
            $pairs[] = $name . '=' . $value;
        }

        return implode('; ', $pairs);
    }

    /** Logs in a user of the host with the login form of a page. */
    public function logIn(string $origin, HttpAnswer $form, string $login, #[\SensitiveParameter] string $password): HttpAnswer
    {
        return $this->post($origin . '/login', [
            'login' => $login,
            'password' => $password,
            'next' => $form->field('next') ?? '/',
            'csrf' => $form->field('csrf') ?? '',
        ]);
    }

    /** @param array<string> $lines */
    private function answer(array $lines, #[\SensitiveParameter] string $body): HttpAnswer
    {
        $status = 0;
        $headers = [];
        foreach ($lines as $line) {
            if (preg_match('~^HTTP/\S+ (\d{3})~', $line, $match) === 1) {
                $status = (int) $match[1];
                $headers = [];
                continue;
            }
            [$name, $value] = [...explode(':', $line, 2), ''];
            $headers[strtolower($name)][] = trim($value);
        }
        foreach ($headers['set-cookie'] ?? [] as $cookie) {
            [$name, $value] = [...explode('=', explode(';', $cookie, 2)[0], 2), ''];
            $this->cookies[$name] = $value;
        }

        return new HttpAnswer($status, $headers, $body);
    }
}
