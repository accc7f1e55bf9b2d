<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

/** An https server on loopback addresses with the documents of a test; it reports every connection. */
final class DocumentServer
{
    public readonly int $port;

    public readonly string $caFile;

    /** @param resource $process */
    private function __construct(private $process, public readonly string $folder)
    {
        $this->port = (int) file_get_contents("$folder/port");
        $this->caFile = "$folder/cert.pem";
    }

    /** @param list<string> $addresses */
    public static function start(array $addresses = ['127.0.0.1'], string $names = 'DNS:documents.test,DNS:localhost'): self
    {
        $folder = sys_get_temp_dir() . '/oauth2-documents-' . bin2hex(random_bytes(8));
        mkdir($folder, 0700);
        self::writeCertificate("$folder/cert.pem", $names);
        $process = proc_open(
            [PHP_BINARY, __DIR__ . '/document-server.php', $folder, ...$addresses],
            [['file', '/dev/null', 'r'], ['file', "$folder/out", 'w'], ['file', "$folder/err", 'w']],
            $pipes,
        );
        if ($process === false) {
            throw new \RuntimeException('The server does not start');
        }
        for ($i = 0; $i < 500 && !is_file("$folder/port"); ++$i) {
            usleep(10000);
        }
        if (!is_file("$folder/port")) {
            throw new \RuntimeException('The server does not listen: ' . file_get_contents("$folder/err"));
        }

        return new self($process, $folder);
    }

    public function stop(): void
    {
        proc_terminate($this->process, SIGKILL);
        proc_close($this->process);
        $files = glob("$this->folder/*");
        array_map(unlink(...), $files === false ? [] : $files);
        rmdir($this->folder);
    }

    /** The URL of a document. */
    public function url(string $path, string $host = 'documents.test'): string
    {
        return "https://$host:$this->port$path";
    }

    /**
     * Puts a document at `/$name.json`.
     *
     * @param string $headers lines of the response's header, each with a line end
     * @param int $delay the number of milliseconds before the response
     * @return string its URL
     */
    public function put(string $name, string $body, string $headers = '', int $delay = 0): string
    {
        file_put_contents("$this->folder/$name.json.delay", (string) $delay);
        file_put_contents("$this->folder/$name.json.headers", $headers);
        file_put_contents("$this->folder/$name.json", $body);

        return $this->url("/$name.json");
    }

    /** @return list<string> the lines since the last call */
    public function log(): array
    {
        $file = "$this->folder/log";
        $lines = is_file($file) ? file($file, FILE_IGNORE_NEW_LINES) : [];
        if (is_file($file)) {
            unlink($file);
        }

        return $lines === false ? [] : $lines;
    }

    /** @return list<string> the addresses at which somebody connected since the last call of this method or log() */
    public function connections(): array
    {
        $lines = array_filter($this->log(), static fn (string $line): bool => str_starts_with($line, 'connection '));

        return array_values(array_map(static fn (string $line): string => substr($line, 11), $lines));
    }

    private static function writeCertificate(string $file, string $names): void
    {
        $configuration = "$file.cnf";
        file_put_contents($configuration, "[req]\ndefault_bits=2048\ndistinguished_name=n\n[n]\n[v]\nsubjectAltName=$names\nbasicConstraints=CA:TRUE\n");
        $options = ['config' => $configuration, 'x509_extensions' => 'v', 'digest_alg' => 'sha256'];
        $key = openssl_pkey_new($options);
        $made = $key !== false && openssl_pkey_export($key, $keyText, null, $options);
        $keyText = \is_string($keyText ?? null) ? $keyText : '';
        $request = openssl_csr_new(['commonName' => 'documents.test'], $key, $options);
        $certificate = $made && $request instanceof \OpenSSLCertificateSigningRequest
            ? openssl_csr_sign($request, null, $keyText, 2, $options)
            : false;
        if ($certificate === false) {
            throw new \RuntimeException((string) openssl_error_string());
        }
        openssl_x509_export($certificate, $certificateText);
        file_put_contents($file, (\is_string($certificateText) ? $certificateText : '') . $keyText);
    }
}
