<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Fetch;

use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Fetch\CurlFetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchedDocument;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchFailed;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;
use Piwik\Plugins\OAuth2\Server\Fetch\NoFetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\SystemResolver;
use Piwik\Plugins\OAuth2\tests\Support\DocumentServer;
use Piwik\Plugins\OAuth2\tests\Support\ListedAddresses;

/** A server listens at two loopback addresses and reports who connects, so that the tests see what was not connected to. */
#[CoversNothing]
final class CurlFetcherTest extends TestCase
{
    private static DocumentServer $server;

    public static function setUpBeforeClass(): void
    {
        self::$server = DocumentServer::start(['127.0.0.1', '127.0.0.2']);
    }

    public static function tearDownAfterClass(): void
    {
        self::$server->stop();
    }

    protected function setUp(): void
    {
        self::$server->log();
    }

    public function testADocument(): void
    {
        self::assertSame('{"path":"/a%2Fb/c.d?x=1"}', $this->document('/a%2Fb/c.d?x=1')->body);
        $request = self::$server->log()[1] ?? '';
        self::assertStringStartsWith('request GET /a%2Fb/c.d?x=1 HTTP/1.1 | Host: documents.test:', $request);
        self::assertStringContainsString('Accept: application/json', $request);
        foreach (['Accept-Encoding', 'Cookie', 'Authorization', 'Proxy'] as $name) {
            self::assertStringNotContainsString($name, $request);
        }
    }

    public function testOtherJsonTypesAndInterimResponses(): void
    {
        self::assertSame('{"plus":1}', $this->document('/plus-json')->body);
        self::assertSame('{"interim":1}', $this->document('/interim')->body);
        self::assertSame(16384, \strlen($this->document('/limit')->body));
    }

    /** @return iterable<string, array{string, FetchProblem}> */
    public static function badResponses(): iterable
    {
        yield 'a redirect' => ['/redirect', FetchProblem::Status];
        yield '404' => ['/not-found', FetchProblem::Status];
        foreach ([203, 204, 206, 300, 400, 410, 429, 499, 600, 999] as $status) {
            yield "$status" => ["/status/$status", FetchProblem::Status];
        }
        foreach ([500, 502, 503, 599] as $status) {
            yield "$status" => ["/status/$status", FetchProblem::Unavailable];
        }
        yield 'text/html' => ['/html', FetchProblem::Type];
        yield 'no type' => ['/no-type', FetchProblem::Type];
        yield 'two types' => ['/two-types', FetchProblem::Type];
        yield 'a gzip bomb' => ['/gzip', FetchProblem::Type];
        yield 'one byte too many' => ['/over-limit', FetchProblem::Size];
        yield 'a length of 50 MB' => ['/declared', FetchProblem::Size];
        yield 'an endless body' => ['/endless', FetchProblem::Size];
        yield 'endless headers' => ['/headers', FetchProblem::Size];
    }

    #[DataProvider('badResponses')]
    public function testABadResponse(string $path, FetchProblem $problem): void
    {
        self::assertSame($problem, $this->problem(self::$server->url($path)));
        // One connection: nothing was followed or repeated.
        self::assertSame(['127.0.0.1'], self::$server->connections());
    }

    public function testACompressedTransferIsNotExpanded(): void
    {
        self::assertContains($this->problem(self::$server->url('/transfer-gzip')), [
            FetchProblem::Size, FetchProblem::Connection, FetchProblem::Type,
        ]);
    }

    public function testTheEndlessBodyIsNotRead(): void
    {
        $this->problem(self::$server->url('/endless'));
        usleep(100000);
        $sent = array_values(array_filter(self::$server->log(), static fn (string $line): bool => str_starts_with($line, 'sent ')));
        self::assertNotSame([], $sent);
        // The system's buffers take some of it.
        self::assertLessThan(20_000_000, (int) substr($sent[0], 5));
    }

    public function testSlowResponses(): void
    {
        foreach (['/slow', '/silent'] as $path) {
            $before = hrtime(true);
            self::assertSame(FetchProblem::Timeout, $this->problem(self::$server->url($path), 400));
            self::assertLessThan(1500, intdiv(hrtime(true) - $before, 1_000_000));
        }
    }

    public function testASlowNameServerCounts(): void
    {
        $resolver = new ListedAddresses([['127.0.0.1']], 200_000);
        self::assertSame(FetchProblem::Timeout, $this->problem(self::$server->url('/document'), 100, $resolver));
        self::assertSame([], self::$server->connections());
    }

    public function testNoQuestionToNameServersAfterTheDeadline(): void
    {
        $asked = [];
        $resolver = new SystemResolver(
            static function (string $host) use (&$asked): array {
                $asked[] = "A $host";
                usleep(50_000);

                return ['127.0.0.1'];
            },
            static function (string $host) use (&$asked): array {
                $asked[] = "AAAA $host";

                return [['ipv6' => '::1'], ['ipv6' => 5], []];
            },
        );
        $fetcher = new CurlFetcher($resolver, self::$server->caFile, true);
        self::assertSame(FetchProblem::Timeout, self::problemOf($fetcher, self::$server->url('/document'), 20));
        self::assertSame(['A documents.test.'], $asked);
        self::assertSame([], self::$server->connections());
        self::assertSame(['127.0.0.1', '::1'], $resolver->addresses('documents.test', hrtime(true) + 10_000_000_000));
    }

    public function testASlowAnswerWithoutAddressIsATimeout(): void
    {
        $resolver = new ListedAddresses([[]], 50_000);
        self::assertSame(FetchProblem::Timeout, $this->problem(self::$server->url('/document'), 20, $resolver));
    }

    /** @return iterable<string, array{string}> */
    public static function refusedUrls(): iterable
    {
        foreach ([
            'http://documents.test:PORT/document', 'HTTP://documents.test/', 'https://127.0.0.1:PORT/document',
            'https://[::1]:PORT/document', 'https://[::ffff:127.0.0.1]:PORT/', 'https://2130706433:PORT/', 'https://127.1:PORT/',
            'https://0x7f.1:PORT/', 'https://user:pass@documents.test:PORT/', 'https://documents.test:PORT/#a',
            'https://documents.test:PORT/a/../b', 'https://documents.test:PORT/%2e%2E/b', 'https://documents.test:0/',
            'https://documents.test:99999/', 'https://documents.test.:PORT/', 'https://documents.test\\@127.0.0.1:PORT/',
            "https://documents.test:PORT/\r\nX: y", "https://documents.test\0.evil:PORT/", 'file:///etc/passwd', 'gopher://documents.test/',
            '//documents.test/', 'documents.test', '', 'https://', 'https:///x',
            // Curl takes a pinned name that begins with such a character as an instruction, and resolves the name by itself.
            'https://-x.localhost:PORT/document', 'https://-localhost:PORT/document', 'https://+x.localhost:PORT/document',
            'https://*:PORT/document', 'https://*.localhost:PORT/document', 'https://-:PORT/document',
            // No host name may have such labels (RFC 952, RFC 1123 2.1).
            'https://x-.localhost:PORT/', 'https://a.-x.localhost:PORT/', 'https://a.x-.localhost:PORT/', 'https://localhost-:PORT/',
            'https://a_b.localhost:PORT/', 'https://a,b.localhost:PORT/', 'https://a!b.localhost:PORT/', 'https://a~.localhost:PORT/',
            'https://a..localhost:PORT/', 'https://.localhost:PORT/', 'https://%2dx.localhost:PORT/', "https://localhost\n:PORT/",
            'https://ä.localhost:PORT/', 'https://' . str_repeat('a', 64) . '.localhost:PORT/',
            'https://' . str_repeat('a.', 123) . 'localhost:PORT/',
        ] as $url) {
            yield $url => [$url];
        }
    }

    #[DataProvider('refusedUrls')]
    public function testARefusedUrl(string $url): void
    {
        $resolver = new ListedAddresses([['127.0.0.1']]);
        $problem = $this->problem(str_replace('PORT', (string) self::$server->port, $url), 5000, $resolver);
        self::assertSame(FetchProblem::Url, $problem);
        $fetcher = new CurlFetcher($resolver, self::$server->caFile, true);
        self::assertSame(FetchProblem::Url, $fetcher->refusal(str_replace('PORT', (string) self::$server->port, $url)));
        self::assertSame([], $resolver->asked);
        self::assertSame([], self::$server->connections());
    }

    public function testHostsWithHyphensAndDigits(): void
    {
        foreach (['a-b', 'a--b', 'xn--bcher-kva', '1and1', 'a-1', '0', str_repeat('a', 63)] as $label) {
            $resolver = new ListedAddresses([[]]);
            self::assertSame(FetchProblem::Name, $this->problem("https://$label.localhost/document", 5000, $resolver), $label);
            self::assertSame(["$label.localhost"], $resolver->asked);
        }
    }

    public function testOtherPorts(): void
    {
        $resolver = new ListedAddresses([['127.0.0.1']]);
        $fetcher = new CurlFetcher($resolver, self::$server->caFile);
        foreach ([22, 25, 80, 8443, self::$server->port] as $port) {
            self::assertSame(FetchProblem::Url, self::problemOf($fetcher, "https://documents.test:$port/document"));
            self::assertSame(FetchProblem::Url, $fetcher->refusal("https://documents.test:$port/document"));
        }
        self::assertNull($fetcher->refusal('https://documents.test/document'));
        self::assertNull($fetcher->refusal('https://documents.test:443/document'));
        self::assertSame([], $resolver->asked);
        self::assertSame([], self::$server->connections());
    }

    /** @return iterable<string, array{list<string>}> */
    public static function specialAnswers(): iterable
    {
        yield 'loopback' => [['127.0.0.1']];
        yield 'another loopback address' => [['127.0.0.2']];
        yield 'mapped' => [['::ffff:127.0.0.1']];
        yield 'NAT64' => [['64:ff9b::127.0.0.1']];
        yield 'private' => [['10.0.0.1']];
        yield 'metadata of a cloud' => [['169.254.169.254']];
        yield 'a public address first' => [['1.1.1.1', '127.0.0.1']];
        yield 'a public address last' => [['127.0.0.1', '1.1.1.1']];
        yield 'IPv6' => [['2606:4700::1111', '::1']];
        yield 'no address' => [['documents.test']];
    }

    /** @param list<string> $answer */
    #[DataProvider('specialAnswers')]
    public function testASpecialAddress(array $answer): void
    {
        // The port of the server is the only one, as 443 is otherwise: so it is the address alone that is refused.
        $fetcher = new CurlFetcher(new ListedAddresses([$answer]), self::$server->caFile, false, self::$server->port);
        self::assertSame(FetchProblem::Address, self::problemOf($fetcher, self::$server->url('/document')));
        self::assertSame([], self::$server->connections());
    }

    public function testNoAddress(): void
    {
        self::assertSame(FetchProblem::Name, $this->problem(self::$server->url('/document'), 5000, new ListedAddresses([[]])));
    }

    public function testTheTestSettingAllowsLoopbackOnly(): void
    {
        foreach (['10.0.0.1', '169.254.169.254', '0.0.0.0', '::', '::ffff:10.0.0.1'] as $address) {
            $resolver = new ListedAddresses([[$address]]);
            self::assertSame(FetchProblem::Address, $this->problem(self::$server->url('/document'), 5000, $resolver), $address);
        }
        self::assertSame([], self::$server->connections());
    }

    public function testTheConnectionIsPinned(): void
    {
        $resolver = new ListedAddresses([['127.0.0.2'], ['127.0.0.1']]);
        self::assertSame('{"path":"/document"}', $this->document('/document', $resolver)->body);
        self::assertSame(['documents.test'], $resolver->asked);
        self::assertSame(['127.0.0.2'], self::$server->connections());
        // The name that the operating system knows leads elsewhere.
        $resolver = new ListedAddresses([['127.0.0.2']]);
        (new CurlFetcher($resolver, self::$server->caFile, true))->fetch(self::$server->url('/document', 'LOCALHOST'));
        self::assertSame(['localhost'], $resolver->asked);
        self::assertSame(['127.0.0.2'], self::$server->connections());
    }

    public function testTheCertificateHasToBeTrustedAndForTheHost(): void
    {
        $resolver = new ListedAddresses([['127.0.0.1']]);
        self::assertSame(FetchProblem::Connection, self::problemOf(new CurlFetcher($resolver, null, true), self::$server->url('/document')));
        self::assertSame(FetchProblem::Connection, $this->problem(self::$server->url('/document', 'other.test')));
        $requests = array_filter(self::$server->log(), static fn (string $line): bool => str_starts_with($line, 'request G'));
        self::assertSame([], $requests);
    }

    public function testTheProxyOfTheEnvironmentIsNotUsed(): void
    {
        foreach (['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as $name) {
            putenv("$name=http://127.0.0.2:" . self::$server->port);
        }
        try {
            self::assertSame('{"path":"/document"}', $this->document('/document')->body);
        } finally {
            foreach (['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as $name) {
                putenv($name);
            }
        }
        self::assertSame(['127.0.0.1'], self::$server->connections());
    }

    public function testNoCookieIsKept(): void
    {
        $this->document('/cookie');
        $this->document('/cookie');
        self::assertStringNotContainsStringIgnoringCase('cookie:', implode("\n", self::$server->log()));
    }

    public function testTheAge(): void
    {
        $ages = [
            '' => null,
            'Cache-Control: max-age=600' => 600,
            'Cache-Control: public, MAX-AGE=600' => 600,
            'Cache-Control: s-maxage=60, max-age=600' => 60,
            "Cache-Control: max-age=600\r\nAge: 100" => 500,
            "Cache-Control: max-age=600\r\nAge: 1000" => 0,
            'Cache-Control: no-store' => 0,
            'Cache-Control: private, no-cache' => 0,
            'Cache-Control: x-max-age=5' => null,
            'Cache-Control: max-age=-1' => null,
            'Expires: 0' => 0,
            "Date: Sat, 28 Nov 2026 10:00:00 GMT\r\nExpires: Sat, 28 Nov 2026 10:10:00 GMT" => 600,
            "Date: Sat, 28 Nov 2026 10:00:00 GMT\r\nExpires: Sat, 28 Nov 2026 09:00:00 GMT" => 0,
            "Cache-Control: max-age=1\r\nDate: Sat, 28 Nov 2026 10:00:00 GMT\r\nExpires: Sat, 28 Nov 2026 10:10:00 GMT" => 1,
        ];
        foreach ($ages as $headers => $age) {
            $headers = $headers === '' ? 'X: y' : $headers;
            self::assertSame($age, $this->document('/age?' . bin2hex($headers))->maxAge, $headers);
        }
    }

    public function testAServerThatCannotFetch(): void
    {
        foreach ([FetchProblem::Proxy, FetchProblem::NoCurl] as $reason) {
            self::assertSame($reason, (new NoFetcher($reason))->refusal(self::$server->url('/document')));
            try {
                (new NoFetcher($reason))->fetch(self::$server->url('/document'));
                self::fail('It fetches');
            } catch (FetchFailed $failure) {
                self::assertSame($reason, $failure->problem);
            }
        }
    }

    private function document(string $path, ?ListedAddresses $resolver = null): FetchedDocument
    {
        $resolver ??= new ListedAddresses([['127.0.0.1']]);

        return (new CurlFetcher($resolver, self::$server->caFile, true))->fetch(self::$server->url($path));
    }

    private function problem(string $url, int $milliseconds = 5000, ?ListedAddresses $resolver = null): FetchProblem
    {
        $resolver ??= new ListedAddresses([['127.0.0.1']]);

        return self::problemOf(new CurlFetcher($resolver, self::$server->caFile, true), $url, $milliseconds);
    }

    private static function problemOf(CurlFetcher $fetcher, string $url, int $milliseconds = 5000): FetchProblem
    {
        try {
            $fetcher->fetch($url, $milliseconds);
        } catch (FetchFailed $failure) {
            return $failure->problem;
        }
        self::fail('It was fetched');
    }
}
