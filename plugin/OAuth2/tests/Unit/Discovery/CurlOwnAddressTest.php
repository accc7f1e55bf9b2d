<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Discovery;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Discovery\CurlOwnAddress;
use Piwik\Plugins\OAuth2\Server\Discovery\OwnAnswer;
use Piwik\Plugins\OAuth2\Server\Discovery\Verdict;
use Piwik\Plugins\OAuth2\Server\Fetch\Resolver;

/** Requests go to the origin of the issuer only, follow nothing, and end. */
final class CurlOwnAddressTest extends TestCase
{
    /** @var ?resource */
    private $server;

    private string $folder = '';

    private int $port = 0;

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/oauth2-own-' . bin2hex(random_bytes(8));
        mkdir($this->folder);
        file_put_contents($this->folder . '/index.php', <<<'PHP'
            <?php
            match (explode('?', $_SERVER['REQUEST_URI'])[0]) {
                '/redirect' => header('Location: /document', true, 302),
                '/long' => print str_repeat('x', 200000),
                '/slow' => sleep(5),
                // The length is that of a longer answer.
                '/close' => [header('Content-Length: 100'), print 'x'],
                default => print json_encode([$_SERVER['REQUEST_METHOD'], $_SERVER['REQUEST_URI'], $_SERVER['HTTP_HOST']]),
            };
            PHP);
        $socket = stream_socket_server('tcp://127.0.0.1:0');
        self::assertIsResource($socket);
        $this->port = (int) substr((string) strrchr((string) stream_socket_get_name($socket, false), ':'), 1);
        fclose($socket);
        $server = proc_open(
            ['php', '-S', "127.0.0.1:$this->port", $this->folder . '/index.php'],
            [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['file', '/dev/null', 'w']],
            $pipes,
        );
        self::assertIsResource($server);
        $this->server = $server;
        for ($i = 0; $i < 50 && @fsockopen('127.0.0.1', $this->port) === false; $i++) {
            usleep(100000);
        }
    }

    protected function tearDown(): void
    {
        if ($this->server !== null) {
            proc_terminate($this->server);
            proc_close($this->server);
        }
        unlink($this->folder . '/index.php');
        rmdir($this->folder);
    }

    public function testItAsksTheIssuersOriginAndNoOther(): void
    {
        $own = new CurlOwnAddress("http://127.0.0.1:$this->port/matomo");
        $answer = self::answer($own->get("http://127.0.0.1:$this->port/.well-known/a/../x?y=%41"));
        self::assertSame(200, $answer->status);
        self::assertSame('127.0.0.1', $answer->address);
        self::assertSame(['GET', '/.well-known/a/../x?y=%41', "127.0.0.1:$this->port"], $answer->members());
        foreach (["http://localhost:$this->port/", 'http://127.0.0.1/', "https://127.0.0.1:$this->port/", "http://127.0.0.1:$this->port@evil.example/", 'file:///etc/passwd', ''] as $url) {
            self::assertSame(Verdict::Unreachable, (new CurlOwnAddress("http://127.0.0.1:$this->port"))->get($url), $url);
        }
    }

    public function testRedirectsAndLongPagesAreAnswers(): void
    {
        $own = new CurlOwnAddress("http://127.0.0.1:$this->port");
        $redirect = self::answer($own->get("http://127.0.0.1:$this->port/redirect"));
        self::assertSame([302, '/document'], [$redirect->status, $redirect->header('location')]);
        $long = self::answer($own->get("http://127.0.0.1:$this->port/long"));
        self::assertSame(200, $long->status);
        self::assertLessThanOrEqual(65536, \strlen($long->body));
    }

    public function testASlowServerEndsTheTest(): void
    {
        $own = new CurlOwnAddress("http://127.0.0.1:$this->port");
        $start = microtime(true);
        self::assertSame(Verdict::Unreachable, $own->get("http://127.0.0.1:$this->port/slow"));
        self::assertSame(Verdict::Unreachable, $own->get("http://127.0.0.1:$this->port/slow"));
        self::assertSame(Verdict::Unreachable, $own->get("http://127.0.0.1:$this->port/document"), 'nothing more is asked');
        self::assertLessThan(7.5, microtime(true) - $start);
    }

    public function testASlowUrlSaysNothingAboutOthers(): void
    {
        $own = new CurlOwnAddress("http://127.0.0.1:$this->port");
        self::assertSame(Verdict::Unreachable, $own->get('http://other.example/'));
        self::assertSame(Verdict::Unreachable, $own->get("http://127.0.0.1:$this->port/slow"));
        self::assertSame(200, self::answer($own->get("http://127.0.0.1:$this->port/document"))->status);
        foreach (['close', 'slow', 'close'] as $path) {
            self::assertSame(Verdict::Unreachable, $own->get("http://127.0.0.1:$this->port/$path"), $path);
        }
        self::assertSame(200, self::answer($own->get("http://127.0.0.1:$this->port/document"))->status);
    }

    public function testWithoutAConnectionNothingMoreIsAsked(): void
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0');
        self::assertIsResource($socket);
        $name = (string) stream_socket_get_name($socket, false);
        fclose($socket);
        $own = new CurlOwnAddress("http://$name");
        self::assertSame(Verdict::Unreachable, $own->get("http://$name/"));
        $socket = stream_socket_server("tcp://$name");
        self::assertIsResource($socket);
        self::assertSame(Verdict::Unreachable, $own->get("http://$name/"));
        stream_set_blocking($socket, false);
        self::assertFalse(@stream_socket_accept($socket, 0), 'nobody has connected');
    }

    public function testANameIsPinnedToItsAddressesAndLinkLocalOnesAreRefused(): void
    {
        $resolver = static fn (string ...$addresses): Resolver => new class (array_values($addresses)) implements Resolver {
            /** @param list<string> $addresses */
            public function __construct(private array $addresses)
            {
            }

            public function addresses(string $host, int $deadline): array
            {
                return $this->addresses;
            }
        };
        $url = "http://matomo.example:$this->port/x";
        $answer = (new CurlOwnAddress("http://matomo.example:$this->port", null, $resolver('127.0.0.1')))->get($url);
        self::assertSame("matomo.example:$this->port", self::answer($answer)->members()[2] ?? null);
        foreach (['169.254.169.254', 'fe80::1', '::ffff:169.254.169.254', 'fd00:ec2::254'] as $address) {
            self::assertSame(Verdict::Unreachable, (new CurlOwnAddress("http://matomo.example:$this->port", null, $resolver('127.0.0.1', $address)))->get($url), $address);
        }
        self::assertSame(Verdict::UnknownName, (new CurlOwnAddress("http://-matomo.example:$this->port", null, $resolver('127.0.0.1')))->get("http://-matomo.example:$this->port/"));
        self::assertSame(Verdict::Unreachable, (new CurlOwnAddress('http://169.254.169.254'))->get('http://169.254.169.254/latest/'));
        self::assertSame(200, self::answer((new CurlOwnAddress("http://localhost:$this->port"))->get("http://localhost:$this->port/"))->status);

        // A name that this machine does not know: the rest of the test says so, too.
        $own = new CurlOwnAddress('http://matomo.invalid', null, $resolver());
        self::assertSame([Verdict::UnknownName, Verdict::UnknownName], [$own->get('http://matomo.invalid/'), $own->get('http://matomo.invalid/x')]);
        // PHP's functions for names do not find every address to which PHP can connect.
        $own = new CurlOwnAddress("http://localhost:$this->port", null, $resolver());
        self::assertSame('127.0.0.1', self::answer($own->get("http://localhost:$this->port/"))->address);
    }

    /** A certificate that is not trusted, has another name, or is none at all; a trusted one is fine. */
    public function testCertificates(): void
    {
        $key = openssl_pkey_new(['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1']);
        $config = $this->folder . '/openssl.cnf';
        file_put_contents($config, "[req]\ndistinguished_name=dn\n[dn]\n[v3]\nsubjectAltName=DNS:localhost\n");
        $request = openssl_csr_new(['commonName' => 'localhost'], $key, ['config' => $config, 'digest_alg' => 'sha256']);
        self::assertInstanceOf(\OpenSSLCertificateSigningRequest::class, $request);
        self::assertInstanceOf(\OpenSSLAsymmetricKey::class, $key);
        $certificate = openssl_csr_sign($request, null, $key, 2, ['config' => $config, 'digest_alg' => 'sha256', 'x509_extensions' => 'v3']);
        self::assertInstanceOf(\OpenSSLCertificate::class, $certificate);
        $files = ["$this->folder/cert.pem", "$this->folder/key.pem"];
        openssl_x509_export_to_file($certificate, $files[0]);
        openssl_pkey_export_to_file($key, $files[1], null, ['config' => $config]);
        $program = <<<'PHP'
            $context = stream_context_create(['ssl' => ['local_cert' => $argv[1], 'local_pk' => $argv[2]]]);
            $server = stream_socket_server('tls://127.0.0.1:0', $code, $message, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, $context);
            echo stream_socket_get_name($server, false), "\n";
            while (true) {
                $stream = @stream_socket_accept($server, 30);
                if ($stream !== false) {
                    fread($stream, 8192);
                    fwrite($stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
                    fclose($stream);
                }
            }
            PHP;
        $server = proc_open(['php', '-r', $program, ...$files], [['file', '/dev/null', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']], $pipes);
        self::assertIsResource($server);
        try {
            $port = (int) substr((string) strrchr(trim((string) fgets($pipes[1])), ':'), 1);
            self::assertSame(Verdict::Certificate, (new CurlOwnAddress("https://localhost:$port"))->get("https://localhost:$port/"));
            self::assertSame(Verdict::Certificate, (new CurlOwnAddress("https://127.0.0.1:$port", $files[0]))->get("https://127.0.0.1:$port/"));
            self::assertSame(200, self::answer((new CurlOwnAddress("https://localhost:$port", $files[0]))->get("https://localhost:$port/"))->status);
            // These say nothing about the certificate.
            self::assertSame(Verdict::Unreachable, (new CurlOwnAddress("https://localhost:$this->port", $files[0]))->get("https://localhost:$this->port/"), 'no TLS there');
            foreach (["$this->folder/none.pem", $this->folder . '/index.php'] as $file) {
                self::assertSame(Verdict::Unreachable, (new CurlOwnAddress("https://localhost:$port", $file))->get("https://localhost:$port/"), $file);
            }
        } finally {
            proc_terminate($server);
            proc_close($server);
            array_map(unlink(...), [...$files, $config]);
        }
    }

    private static function answer(OwnAnswer|Verdict $answer): OwnAnswer
    {
        self::assertInstanceOf(OwnAnswer::class, $answer);

        return $answer;
    }

    public function testAnIssuerMayBeAnIpv6Address(): void
    {
        $socket = @stream_socket_server('tcp://[::1]:0');
        if ($socket === false) {
            $this->expectNotToPerformAssertions();

            return;
        }
        $port = (int) substr((string) strrchr((string) stream_socket_get_name($socket, false), ':'), 1);
        fclose($socket);
        $server = proc_open(
            ['php', '-S', "[::1]:$port", $this->folder . '/index.php'],
            [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['file', '/dev/null', 'w']],
            $pipes,
        );
        self::assertIsResource($server);
        for ($i = 0; $i < 50 && @fsockopen('[::1]', $port) === false; $i++) {
            usleep(100000);
        }
        try {
            $answer = self::answer((new CurlOwnAddress("http://[::1]:$port"))->get("http://[::1]:$port/x"));
            self::assertSame("[::1]:$port", $answer->members()[2] ?? null);
            self::assertSame(Verdict::Unreachable, (new CurlOwnAddress("http://[fe80::1]:$port"))->get("http://[fe80::1]:$port/x"));
        } finally {
            proc_terminate($server);
            proc_close($server);
        }
    }
}
