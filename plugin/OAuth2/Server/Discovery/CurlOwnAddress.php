<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Fetch\Address;
use Piwik\Plugins\OAuth2\Server\Fetch\ReceivedResponse;
use Piwik\Plugins\OAuth2\Server\Fetch\Resolver;
use Piwik\Plugins\OAuth2\Server\Fetch\SystemResolver;

/**
 * Requests to the origin of the issuer with PHP's extension curl. An administrator has configured that origin, so private
 * addresses are allowed: many servers see themselves at one. Link-local addresses, where clouds keep credentials, are not.
 */
final class CurlOwnAddress implements OwnAddress
{
    /** The maximum duration of one request, and of all of them, in milliseconds. */
    private const TIME = 3000;
    private const TOTAL = 15000;

    private const HEADERS = 16384;
    private const SIZE = 65536;

    private const OPTIONS = [
        CURLOPT_PROTOCOLS => CURLPROTO_HTTPS | CURLPROTO_HTTP,
        CURLOPT_PATH_AS_IS => true,
        CURLOPT_FOLLOWLOCATION => false,
        CURLOPT_PROXY => '',
        CURLOPT_NETRC => false,
        CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_1,
        CURLOPT_NOSIGNAL => true,
        CURLOPT_USERAGENT => 'Matomo-OAuth2',
        CURLOPT_HTTPHEADER => ['Accept: application/json', 'MCP-Protocol-Version: 2025-11-25'],
    ];

    /** A host name. curl takes a pinned name that begins with a hyphen as an instruction. */
    private const NAME = '/^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?\.?$/Di';

    private readonly string $origin;

    private readonly Resolver $resolver;

    private int $left = self::TOTAL;

    /** @var ?list<string> null: not resolved yet */
    private ?array $addresses = null;

    /** The verdict about all further requests, if no connection is possible: they would only take more time. */
    private ?Verdict $silence = null;

    /** The number of requests that may stay without an answer, after a connection, before the first answer. */
    private const SILENT = 2;

    private int $silent = 0;

    private bool $hasAnswered = false;

    /**
     * The errors of curl with which it refuses the server's certificate: it is not trusted, has expired, was revoked, or has another
     * name or issuer. Others of TLS concern this server's own files or the protocol, and say nothing about clients.
     */
    private const CERTIFICATE_ERRORS = [51, 60, 83, 91];

    /**
     * @param ?string $caFile the file with the trusted certificates; null: those of PHP
     * @param ?Resolver $resolver null: as the operating system resolves names, with those that only this machine knows
     */
    public function __construct(string $issuer, private readonly ?string $caFile = null, ?Resolver $resolver = null)
    {
        $this->origin = EndpointUrls::origin($issuer);
        $this->resolver = $resolver ?? new SystemResolver(static fn (string $host): array|false => @gethostbynamel(rtrim($host, '.')));
    }

    public function get(string $url): OwnAnswer|Verdict
    {
        if ($this->silence !== null) {
            return $this->silence;
        }
        if ($url === '' || EndpointUrls::origin($url) !== $this->origin || $this->left <= 0 || !\function_exists('curl_init')) {
            return Verdict::Unreachable;
        }
        $start = hrtime(true);
        try {
            $answer = $this->request($url);
        } finally {
            $this->left -= intdiv(hrtime(true) - $start, 1_000_000);
        }
        $this->hasAnswered = $this->hasAnswered || $answer instanceof OwnAnswer;

        return $answer;
    }

    /** @param non-empty-string $url */
    private function request(string $url): OwnAnswer|Verdict
    {
        $host = trim(EndpointUrls::host($this->origin), '[]');
        $port = EndpointUrls::port($this->origin) ?? (EndpointUrls::isEncrypted($this->origin) ? 443 : 80);
        $addresses = $this->addresses ??= $this->resolved($host, $port);
        if ($addresses === []) {
            return $this->silence = Verdict::UnknownName;
        }
        if (array_filter($addresses, Address::isLinkLocal(...)) !== []) {
            return $this->silence = Verdict::Unreachable;
        }
        $milliseconds = min(self::TIME, $this->left);
        $received = new ReceivedResponse(self::HEADERS, self::SIZE);
        $curl = curl_init();
        $isSet = curl_setopt_array($curl, self::OPTIONS + [
            CURLOPT_URL => $url,
            // The colons of an IPv6 address in place of the name would be an error, and there is nothing to resolve.
            CURLOPT_RESOLVE => $addresses === [$host] ? [] : [Address::pin($host, $port, $addresses)],
            CURLOPT_TIMEOUT_MS => $milliseconds,
            CURLOPT_CONNECTTIMEOUT_MS => $milliseconds,
            CURLOPT_HEADERFUNCTION => static fn (\CurlHandle $handle, string $line): int => $received->addHeader($line),
            CURLOPT_WRITEFUNCTION => static fn (\CurlHandle $handle, string $data): int => $received->addBody($data),
        ] + (\in_array($this->caFile, [null, ''], true) ? [] : [CURLOPT_CAINFO => $this->caFile]));
        $isComplete = $isSet && curl_exec($curl) === true;

        // A page that is too long is an answer, too.
        if ($isComplete || $received->isTooLarge()) {
            return new OwnAnswer($received->status(), $received->headers(), $received->body(), (string) curl_getinfo($curl, CURLINFO_PRIMARY_IP));
        }
        $verdict = \in_array(curl_errno($curl), self::CERTIFICATE_ERRORS, true) ? Verdict::Certificate : Verdict::Unreachable;
        // After a connection the failure is that of this URL, unless the server has been silent all the time.
        $isConnected = curl_getinfo($curl, EndpointUrls::isEncrypted($this->origin) ? CURLINFO_APPCONNECT_TIME : CURLINFO_CONNECT_TIME) > 0;
        if (!$isConnected || (++$this->silent >= self::SILENT && !$this->hasAnswered)) {
            $this->silence = $verdict;
        }

        return $verdict;
    }

    /** @return list<string> */
    private function resolved(string $host, int $port): array
    {
        if (filter_var($host, FILTER_VALIDATE_IP) !== false) {
            return [$host];
        }
        if (preg_match(self::NAME, $host) !== 1) {
            return [];
        }
        $addresses = $this->resolver->addresses($host, hrtime(true) + self::TIME * 1_000_000);

        return $addresses === [] ? self::connected($host, $port) : $addresses;
    }

    /**
     * The address of a name to which PHP can connect. PHP's functions for names find an IPv6 address in the DNS only, and not in this
     * machine's own list.
     *
     * @return list<string>
     */
    private static function connected(string $host, int $port): array
    {
        $stream = @stream_socket_client("tcp://$host:$port", $code, $message, self::TIME / 1000);
        $name = $stream === false ? false : stream_socket_get_name($stream, true);

        return $name === false ? [] : [trim(substr($name, 0, (int) strrpos($name, ':')), '[]')];
    }
}
