<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// refresh.php URL SECRET TOKEN SECONDS: uses a family of refresh tokens of the client "confidential" for some seconds, one
// request after another, and prints the number of tokens, the number of errors and the newest refresh token.

[, $url, $secret, $token, $seconds] = $argv;
$curl = curl_init($url);
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_USERPWD => "confidential:$secret",
]);
$tokens = $errors = 0;
$end = hrtime(true) + (int) $seconds * 1_000_000_000;
while (hrtime(true) < $end) {
    curl_setopt($curl, CURLOPT_POSTFIELDS, http_build_query(['grant_type' => 'refresh_token', 'refresh_token' => $token]));
    $answer = json_decode((string) curl_exec($curl), true);
    if (isset($answer['refresh_token'])) {
        $token = $answer['refresh_token'];
        $tokens++;
    } else {
        $errors++;
    }
}
echo "$tokens $errors $token\n";
