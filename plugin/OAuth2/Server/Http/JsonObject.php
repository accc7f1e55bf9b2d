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
     * @return ?array<mixed> null if the text is no object, or not strictly JSON. Inner objects are arrays, too, except those that
     *     would be lists as arrays, such as {} and {"0": "a"}: these stay objects
     */
    public static function parse(#[\SensitiveParameter] string $text): ?array
    {
        $object = json_decode($text, false, self::DEPTH);
        // A text such as `1}, {` is no value, so nothing can leave the frame.
        if (!$object instanceof \stdClass) {
            return null;
        }
        try {
            KeySet::fromJwks('{"keys":[],"object":' . $text . '}');
        } catch (InvalidKeyException) {
            return null;
        }

        return array_map(self::value(...), (array) $object);
    }

    private static function value(mixed $value): mixed
    {
        if (!\is_array($value) && !$value instanceof \stdClass) {
            return $value;
        }
        $members = array_map(self::value(...), (array) $value);

        return $value instanceof \stdClass && array_is_list($members) ? $value : $members;
    }
}
