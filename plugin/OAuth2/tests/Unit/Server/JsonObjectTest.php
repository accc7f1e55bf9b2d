<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Http\JsonObject;

/** JSON objects of strangers. */
#[CoversNothing]
final class JsonObjectTest extends TestCase
{
    public function testMembersAreArraysAndListsAreLists(): void
    {
        self::assertSame(
            ['a' => ['b' => ['x', ['c' => 1]]], 'd' => [], 'e' => null, 'f' => 1.5, '0' => 'zero', '' => true],
            JsonObject::parse(' {"a":{"b":["x",{"c":1}]},"d":[],"e":null,"f":1.5,"0":"zero","":true}'),
        );
        self::assertSame([], JsonObject::parse('{}'));
    }

    /** As PHP arrays, {"0":"a"} and ["a"] are equal, and so are {} and []. */
    public function testAnObjectIsNeverTakenForAList(): void
    {
        foreach (['{}', '{"0":"a"}', '{"0":"a","1":"b"}', '{"0":{"0":"a"}}'] as $object) {
            self::assertEquals(['x' => json_decode($object)], JsonObject::parse("{\"x\":$object}"), $object);
            self::assertEquals(['x' => [[json_decode($object)]]], JsonObject::parse("{\"x\":[[$object]]}"), $object);
        }
        foreach (['{"1":"a"}', '{"1":"a","0":"b"}', '{"0":"a","2":"b"}', '{"00":"a"}'] as $object) {
            $members = JsonObject::parse("{\"x\":$object}");
            self::assertIsArray($members['x'] ?? null);
            self::assertFalse(array_is_list($members['x']), $object);
        }
    }

    public function testOtherTexts(): void
    {
        foreach (['', 'null', '[]', '["a"]', '"x"', '1', '{', '{"a":1,"a":2}', '{"a":1}x', "\u{FEFF}{}", "{\"a\":\"\xFF\"}", '{"\u0000a":1}'] as $text) {
            self::assertNull(JsonObject::parse($text), $text);
        }
    }
}
