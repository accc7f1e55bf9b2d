<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests\Processes;

/** One request to php-fpm, as a web server makes it (FastCGI 1.0). */
final class FastCgi
{
    /** @var resource */
    private $stream;

    private string $output = '';

    public function __construct(string $socket, string $script)
    {
        $stream = stream_socket_client("unix://$socket", timeout: 10);
        if ($stream === false) {
            throw new \RuntimeException("nobody listens at $socket");
        }
        $this->stream = $stream;
        $parameters = '';
        foreach (['SCRIPT_FILENAME' => $script, 'REQUEST_METHOD' => 'GET', 'GATEWAY_INTERFACE' => 'CGI/1.1'] as $name => $value) {
            $parameters .= chr(strlen($name)) . pack('N', strlen($value) | 0x80000000) . $name . $value;
        }
        fwrite($stream, self::record(1, "\0\1\0\0\0\0\0\0") . self::record(4, $parameters) . self::record(4, '') . self::record(5, ''));
    }

    private static function record(int $type, string $content): string
    {
        return pack('CCnnCC', 1, $type, 1, strlen($content), 0, 0) . $content;
    }

    /** The body of the answer. */
    public function body(): string
    {
        while (($header = (string) stream_get_contents($this->stream, 8)) !== '') {
            ['type' => $type, 'length' => $length, 'padding' => $padding] = unpack('Cversion/Ctype/nid/nlength/Cpadding/Creserved', $header);
            $content = $length > 0 ? (string) stream_get_contents($this->stream, $length) : '';
            $padding > 0 && stream_get_contents($this->stream, $padding);
            if ($type === 3) {
                break;
            }
            $this->output .= $content;
        }

        return explode("\r\n\r\n", $this->output, 2)[1] ?? $this->output;
    }
}
