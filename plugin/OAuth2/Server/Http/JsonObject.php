<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

use OAuth2\InvalidKeyException;
use OAuth2\KeySet;

/** Parses JSON objects of strangers. */
final class JsonObject
{
    private const DEPTH = 16;

    /**
     * Parses a JSON object. The extension's parser refuses what two programs could read differently, such as a member that occurs
     * twice. It reads JWK Sets, so the object gets a frame that is one.
     *
     * @param string $text any bytes
     * @return ?array<mixed> null if the text is no object, or not strictly JSON
     */
    public static function parse(#[\SensitiveParameter] string $text): ?array
    {
        $members = json_decode($text, true, self::DEPTH);
        // A text such as `1}, {` is no value, so nothing can leave the frame.
        if (!\is_array($members) || ltrim($text, " \t\r\n")[0] !== '{') {
            return null;
        }
        try {
            KeySet::fromJwks('{"keys":[],"object":' . $text . '}');
        } catch (InvalidKeyException) {
            return null;
        }

        return $members;
    }
}
