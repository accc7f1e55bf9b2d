<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * A server of documents for tests of outgoing requests. It listens on a port of its choice at several loopback addresses, and
 * writes a line to its log for each connection (before TLS) and for each request.
 * Usage: php document-server.php FOLDER ADDRESS... The folder has cert.pem (with its key); documents are its files *.json. The
 * server writes "port" when it listens, and "log".
 */

/** @var list<string> $arguments */
$arguments = $_SERVER['argv'] ?? [];
[$folder, $addresses] = [$arguments[1] ?? '', array_slice($arguments, 2)];
$log = static fn (string $line): int|false => file_put_contents("$folder/log", "$line\n", FILE_APPEND);
$context = stream_context_create(['ssl' => ['local_cert' => "$folder/cert.pem", 'verify_peer' => false]]);
$servers = [];
$port = 0;
foreach ($addresses as $address) {
    $server = @stream_socket_server("tcp://$address:$port", $code, $text, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, $context);
    if ($server === false) {
        fwrite(STDERR, "$address: $text\n");
        exit(1);
    }
    $port = (int) preg_replace('/^.*:/', '', (string) stream_socket_get_name($server, false));
    $servers[$address] = $server;
}
file_put_contents("$folder/port.new", (string) $port);
rename("$folder/port.new", "$folder/port");

/**
 * False when the client has ended the connection.
 *
 * @param resource $client
 */
function sends($client, string $data): bool
{
    return @fwrite($client, $data) === strlen($data);
}

for (;;) {
    $ready = $servers;
    [$none, $also] = [null, null];
    if (@stream_select($ready, $none, $also, null) < 1) {
        continue;
    }
    foreach ($ready as $server) {
        $client = @stream_socket_accept($server, 0);
        if ($client === false) {
            continue;
        }
        $log('connection ' . array_search($server, $servers, true));
        stream_set_timeout($client, 3);
        if (@stream_socket_enable_crypto($client, true, STREAM_CRYPTO_METHOD_TLS_SERVER) !== true) {
            fclose($client);
            continue;
        }
        $head = '';
        while (!str_contains($head, "\r\n\r\n") && ($part = @fread($client, 8192)) !== false && $part !== '') {
            $head .= $part;
        }
        $log('request ' . str_replace("\r\n", ' | ', rtrim($head)));
        $path = explode(' ', $head)[1] ?? '/';
        $ok = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
        $json = $ok . "Content-Type: application/json\r\n";
        $file = $folder . strtok($path, '?');
        switch ($path) {
            case '/redirect':
                sends($client, "HTTP/1.1 302 Found\r\nLocation: https://documents.test:$port/document\r\nContent-Length: 0\r\n\r\n");
                break;
            case '/not-found':
                sends($client, "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{}");
                break;
            case '/html':
                sends($client, $ok . "Content-Type: text/html\r\n\r\n<p>");
                break;
            case '/no-type':
                sends($client, $ok . "\r\n{}");
                break;
            case '/two-types':
                sends($client, $json . "Content-Type: text/html\r\n\r\n{}");
                break;
            case '/plus-json':
                sends($client, $ok . "Content-Type: Application/Client+JSON; charset=utf-8\r\n\r\n{\"plus\":1}");
                break;
            case '/gzip':
                sends($client, $json . "Content-Encoding: gzip\r\n\r\n" . gzencode(str_repeat(' ', 1000000)));
                break;
            case '/transfer-gzip':
                $bomb = (string) gzencode(str_repeat(' ', 1000000));
                sends($client, $json . "Transfer-Encoding: gzip, chunked\r\n\r\n" . dechex(strlen($bomb)) . "\r\n$bomb\r\n0\r\n\r\n");
                break;
            case '/limit':
                sends($client, $json . "\r\n" . str_pad('{}', 16384));
                break;
            case '/over-limit':
                sends($client, $json . "\r\n" . str_pad('{}', 16385));
                break;
            case '/declared':
                sends($client, $json . "Content-Length: 50000000\r\n\r\n{}");
                break;
            case '/endless':
                sends($client, $json . "Transfer-Encoding: chunked\r\n\r\n");
                $sent = 0;
                while (sends($client, "1000\r\n" . str_repeat(' ', 4096) . "\r\n") && $sent < 50000000) {
                    $sent += 4096;
                }
                $log("sent $sent");
                break;
            case '/headers':
                sends($client, $json);
                $number = 0;
                while ($number < 5000 && sends($client, "X-$number: " . str_repeat('x', 100) . "\r\n")) {
                    ++$number;
                }
                break;
            case '/slow':
                sends($client, $json . "\r\n{");
                for ($i = 0; $i < 100 && sends($client, ' '); ++$i) {
                    usleep(100000);
                }
                break;
            case '/silent':
                // Until the client gives up.
                stream_set_timeout($client, 10);
                fread($client, 1);
                break;
            case '/interim':
                sends($client, "HTTP/1.1 103 Early Hints\r\nContent-Type: text/html\r\n\r\n" . $json . "\r\n{\"interim\":1}");
                break;
            case '/cookie':
                sends($client, $json . "Set-Cookie: a=b\r\n\r\n{}");
                break;
            default:
                if (str_starts_with($path, '/age?')) {
                    sends($client, $json . hex2bin(substr($path, 5)) . "\r\n\r\n{}");
                } elseif (preg_match('~\A/status/(\d{3})\z~', $path, $status) === 1) {
                    sends($client, "HTTP/1.1 $status[1] Some\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{}");
                } elseif (preg_match('~\A/[\w/-]+\.json\z~', (string) strtok($path, '?')) === 1 && is_file($file)) {
                    usleep(1000 * (is_file("$file.delay") ? (int) file_get_contents("$file.delay") : 0));
                    $headers = is_file("$file.headers") ? (string) file_get_contents("$file.headers") : '';
                    sends($client, $json . $headers . "\r\n" . file_get_contents($file));
                } else {
                    sends($client, $json . "\r\n{\"path\":\"$path\"}");
                }
        }
        @fclose($client);
    }
}
