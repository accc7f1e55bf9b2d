<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/**
 * Fetches documents with PHP's extension curl. It resolves the host's name once, checks every address, and pins the connection
 * to these addresses, so that another answer of the host's name server changes nothing (DNS rebinding).
 */
final readonly class CurlFetcher implements Fetcher
{
    /** The maximum size of all headers in bytes. */
    private const HEADERS = 16384;

    private const OPTIONS = [
        CURLOPT_PROTOCOLS => CURLPROTO_HTTPS,
        CURLOPT_PATH_AS_IS => true,
        CURLOPT_FOLLOWLOCATION => false,
        // An empty name also switches off the proxy of the environment.
        CURLOPT_PROXY => '',
        CURLOPT_NETRC => CURL_NETRC_IGNORED,
        CURLOPT_SSL_VERIFYPEER => true,
        CURLOPT_SSL_VERIFYHOST => 2,
        CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_1,
        CURLOPT_FRESH_CONNECT => true,
        CURLOPT_FORBID_REUSE => true,
        CURLOPT_NOSIGNAL => true,
        CURLOPT_MAXFILESIZE => self::SIZE,
        CURLOPT_USERAGENT => 'Matomo-OAuth2',
        CURLOPT_HTTPHEADER => ['Accept: application/json'],
    ];

    /**
     * @param ?string $caFile the file with the trusted certificates; null: those of PHP
     * @param bool $loopback true to allow this computer's own addresses, on any port, for tests
     * @param int $port the only port, if loopback addresses are not allowed
     */
    public function __construct(
        private Resolver $resolver = new SystemResolver(),
        private ?string $caFile = null,
        private bool $loopback = false,
        private int $port = HttpsUrl::PORT,
    ) {
    }

    public function fetch(string $url, int $milliseconds = self::TIME): FetchedDocument
    {
        $deadline = hrtime(true) + min($milliseconds, self::TIME) * 1_000_000;
        $parts = $this->allowed($url) ?? throw new FetchFailed(FetchProblem::Url);
        if (!self::hasCurl()) {
            throw new FetchFailed(FetchProblem::NoCurl);
        }
        $addresses = $this->resolver->addresses($parts->host, $deadline);
        $left = intdiv($deadline - hrtime(true), 1_000_000);
        if ($left < 1) {
            throw new FetchFailed(FetchProblem::Timeout);
        }

        return $this->request($parts, $this->checked($addresses), $left);
    }

    public function refusal(string $url): ?FetchProblem
    {
        return match (true) {
            $this->allowed($url) === null => FetchProblem::Url,
            !self::hasCurl() => FetchProblem::NoCurl,
            default => null,
        };
    }

    private function allowed(string $url): ?HttpsUrl
    {
        $parts = HttpsUrl::of($url);

        return $parts !== null && ($parts->port === $this->port || $this->loopback) ? $parts : null;
    }

    private static function hasCurl(): bool
    {
        return \function_exists('curl_init');
    }

    /**
     * Checks the addresses of a host. One special-use address is enough to refuse it: which address is used would be a matter of
     * chance.
     *
     * @param list<string> $addresses
     * @return non-empty-list<string>
     */
    private function checked(array $addresses): array
    {
        if ($addresses === []) {
            throw new FetchFailed(FetchProblem::Name);
        }
        foreach ($addresses as $address) {
            if (!Address::isPublic($address) && !($this->loopback && Address::isLoopback($address))) {
                throw new FetchFailed(FetchProblem::Address);
            }
        }

        return $addresses;
    }

    /** @param non-empty-list<string> $addresses */
    private function request(HttpsUrl $url, array $addresses, int $milliseconds): FetchedDocument
    {
        $received = new ReceivedResponse(self::HEADERS, self::SIZE);
        // A new handle has no cached names, connections or cookies.
        $curl = curl_init();
        $done = curl_setopt_array($curl, self::OPTIONS + [
            // Made of the parsed parts, so that curl cannot find another host in it.
            CURLOPT_URL => "https://$url->host:$url->port$url->path" . ($url->query === null ? '' : "?$url->query"),
            CURLOPT_RESOLVE => [Address::pin($url->host, $url->port, $addresses)],
            CURLOPT_TIMEOUT_MS => $milliseconds,
            CURLOPT_CONNECTTIMEOUT_MS => $milliseconds,
            CURLOPT_HEADERFUNCTION => static fn (\CurlHandle $handle, string $line): int => $received->addHeader($line),
            CURLOPT_WRITEFUNCTION => static fn (\CurlHandle $handle, string $data): int => $received->addBody($data),
        ] + ($this->caFile === null ? [] : [CURLOPT_CAINFO => $this->caFile]));
        if (!$done) {
            throw new FetchFailed(FetchProblem::NoCurl);
        }
        $complete = curl_exec($curl) === true;
        $address = curl_getinfo($curl, CURLINFO_PRIMARY_IP);
        $isPinned = array_filter($addresses, static fn (string $pinned): bool => Address::equals($pinned, (string) $address)) !== [];
        $problem = match (true) {
            $received->isTooLarge() || curl_errno($curl) === CURLE_FILESIZE_EXCEEDED => FetchProblem::Size,
            curl_errno($curl) === CURLE_OPERATION_TIMEDOUT => FetchProblem::Timeout,
            !$complete || !$isPinned => FetchProblem::Connection,
            default => $received->problem(),
        };
        if ($problem !== null) {
            throw new FetchFailed($problem);
        }

        return $received->document();
    }
}
