<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Http\MalformedParameters;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;

final class ParametersTest extends TestCase
{
    public function testDecodesNamesAndValues(): void
    {
        $parameters = Parameters::parse('a=1&b=x+y%20z&c%5f=%C3%A4&flag&&d==');
        self::assertSame('1', $parameters->get('a'));
        self::assertSame('x y z', $parameters->get('b'));
        self::assertSame('ä', $parameters->get('c_'));
        self::assertSame('=', $parameters->get('d'));
        self::assertFalse($parameters->has('flag'));
        self::assertTrue($parameters->has('d'));
        self::assertNull($parameters->get('flag'));
        self::assertSame(['a', 'b', 'c_', 'flag', 'd'], $parameters->names());
    }

    public function testEmptyIsAbsent(): void
    {
        $parameters = Parameters::parse('state=&scope');
        self::assertNull($parameters->get('state'));
        self::assertNull($parameters->get('scope'));
        self::assertSame([], $parameters->all('state'));
        self::assertFalse($parameters->has('state'));
        self::assertFalse(Parameters::parse('a=&a')->has('a'));
        self::assertTrue(Parameters::parse('a=&a=0')->has('a'));
    }

    public function testOneOfSeveralParametersHasAValue(): void
    {
        $parameters = Parameters::parse('a=&b=1&7=0&b=');
        self::assertTrue($parameters->hasAny(['x', 'b']));
        self::assertTrue($parameters->hasAny(['7']));
        self::assertFalse($parameters->hasAny(['x', 'a']));
        self::assertFalse($parameters->hasAny([]));
        self::assertFalse(Parameters::parse('')->hasAny(['a']));
    }

    public function testARepeatedParameterHasNoValue(): void
    {
        $parameters = Parameters::parse('a=1&a=2&b=1&b=&resource=x&resource=y');
        self::assertNull($parameters->get('a'));
        self::assertTrue($parameters->repeated('a'));
        self::assertTrue($parameters->repeated('b'));
        self::assertFalse($parameters->repeated('c'));
        self::assertSame(['x', 'y'], $parameters->all('resource'));
        self::assertSame('Parameter b is repeated. Send it once', $parameters->describeRepeated(['c', 'b', 'a']));
        self::assertNull($parameters->describeRepeated(['c']));
        self::assertNull(Parameters::parse('a=1')->describeRepeated(['a']));
    }

    public function testNamesAreNotMangled(): void
    {
        $parameters = Parameters::parse('client.id=a&client%20id=b&client%5Bid=c&client_id%5B%5D=d');
        self::assertFalse($parameters->has('client_id'));
        self::assertSame('a', $parameters->get('client.id'));
        self::assertSame('d', $parameters->get('client_id[]'));
    }

    #[DataProvider('ambiguous')]
    public function testNamesThatAnotherParserReadsDifferently(bool $expected, string $raw): void
    {
        self::assertSame($expected, Parameters::parse($raw)->ambiguous(['client_id', 'code', 'scope']));
    }

    /** @return iterable<array{bool, string}> */
    public static function ambiguous(): iterable
    {
        yield [false, 'client_id=a&code=b&scope=c&other.name=d&x[]=e'];
        yield [true, 'client.id=a'];
        yield [true, 'client%20id=a'];
        yield [true, 'client+id=a'];
        yield [true, 'client%5Bid=a'];
        yield [true, 'code[]=a'];
        yield [true, 'code%5B0%5D%5Bx%5D=a'];
        yield [true, '%20scope=a'];
        yield [true, '.client_id=a&client.id[]=b'];
        yield [false, 'scope%20x=a&clientid=b'];
    }

    public function testNumericNamesStayNames(): void
    {
        $parameters = Parameters::parse('1=2&01=3');
        self::assertSame('2', $parameters->get('1'));
        self::assertSame(['1', '01'], $parameters->names());
    }

    #[DataProvider('malformed')]
    public function testRefuses(string $raw): void
    {
        $this->expectException(MalformedParameters::class);
        Parameters::parse($raw);
    }

    /** @return iterable<string, array{string}> */
    public static function malformed(): iterable
    {
        yield 'broken percent-encoding' => ['a=%zz'];
        yield 'percent at the end' => ['a=%4'];
        yield 'broken name' => ['%=a'];
        yield 'NUL' => ['a=b%00'];
        yield 'raw NUL' => ["a=b\0"];
        yield 'NUL in a name' => ['a%00=b'];
        yield 'invalid UTF-8' => ['a=%ff'];
        yield 'overlong UTF-8' => ['a=%c0%af'];
        yield 'surrogate' => ['a=%ed%a0%80'];
        yield 'invalid UTF-8 in a name' => ['%ff=a'];
        yield 'too many' => [str_repeat('a=b&', Parameters::MAX_COUNT + 1)];
        yield 'too long' => ['a=' . str_repeat('b', Parameters::MAX_LENGTH)];
    }

    public function testTheLimitsThemselvesPass(): void
    {
        $longest = Parameters::parse('a=' . str_repeat('b', Parameters::MAX_LENGTH - 2));
        self::assertSame(Parameters::MAX_LENGTH - 2, strlen($longest->get('a') ?? ''));
        $most = Parameters::parse(implode('&', array_map(static fn (int $i): string => "a$i=b", range(1, 64))));
        self::assertCount(Parameters::MAX_COUNT, $most->names());
        self::assertSame([], Parameters::parse(str_repeat('&', Parameters::MAX_LENGTH))->names());
    }
}
