<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Assistant;

use OAuth2\Key;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Assistant\ClientDocument;
use Piwik\Plugins\OAuth2\Server\Assistant\DocumentAddress;
use Piwik\Plugins\OAuth2\Server\Assistant\DocumentParser;
use Piwik\Plugins\OAuth2\Server\Assistant\DocumentProblem;
use Piwik\Plugins\OAuth2\Server\Assistant\DocumentRefused;

#[CoversNothing]
final class DocumentParserTest extends TestCase
{
    private const URL = 'https://app.example/client.json';

    public function testALeastDocument(): void
    {
        $document = self::parse();
        self::assertSame(self::URL, $document->address->url);
        self::assertSame('app.example', $document->address->host);
        self::assertSame('An app', $document->name);
        self::assertSame(['https://app.example/cb'], $document->redirectUris);
        self::assertSame(['none'], $document->methods);
        self::assertTrue($document->isPublic());
        self::assertTrue($document->refreshes);
        self::assertNull($document->jwks);
        self::assertNull($document->jwksUri);
    }

    public function testTheMostRedirectUris(): void
    {
        $uris = array_map(static fn (int $i): string => "https://app.example/$i", range(1, 20));
        self::assertSame($uris, self::parse(['redirect_uris' => $uris])->redirectUris);
    }

    public function testUnknownMembersGrantsAndMethodsAreIgnored(): void
    {
        $document = self::parse([
            'x' => ['y' => [1, 2.5, null]], 'logo_uri' => 'javascript:alert(1)', 'client_uri' => 5, 'application_type' => 'native',
            'grant_types' => ['authorization_code', 'urn:ietf:params:oauth:grant-type:jwt-bearer'], 'response_types' => ['code', 'token'],
            'token_endpoint_auth_methods_supported' => ['tls_client_auth', 'none'], 'dpop_bound_access_tokens' => false,
        ]);
        self::assertSame(['none'], $document->methods);
        self::assertFalse($document->refreshes);
        self::assertTrue(self::parse(['grant_types' => ['refresh_token', 'authorization_code']])->refreshes);
    }

    /** @return iterable<string, array{array<string, mixed>, list<string>}> */
    public static function methods(): iterable
    {
        $keys = ['jwks_uri' => 'https://app.example/jwks'];
        yield 'one: none' => [['token_endpoint_auth_method' => 'none'], ['none']];
        yield 'one: a key' => [['token_endpoint_auth_method' => 'private_key_jwt'] + $keys, ['private_key_jwt']];
        yield 'all without one' => [['token_endpoint_auth_methods_supported' => ['private_key_jwt']] + $keys, ['private_key_jwt']];
        yield 'both' => [[
            'token_endpoint_auth_method' => 'private_key_jwt',
            'token_endpoint_auth_methods_supported' => ['private_key_jwt', 'none'],
        ] + $keys, ['none', 'private_key_jwt']];
        yield 'all, of which the server has one' => [[
            'token_endpoint_auth_methods_supported' => ['client_secret_basic', 'private_key_jwt'],
        ] + $keys, ['private_key_jwt']];
        yield 'a key that the document does not have' => [[
            'token_endpoint_auth_methods_supported' => ['none', 'private_key_jwt'],
        ], ['none']];
        yield 'keys that no method needs' => [$keys, ['none']];
    }

    /**
     * @param array<string, mixed> $members
     * @param list<string> $methods
     */
    #[DataProvider('methods')]
    public function testMethods(array $members, array $methods): void
    {
        $document = self::parse($members);
        self::assertSame($methods, $document->methods);
        self::assertSame(\in_array('private_key_jwt', $methods, true) ? 'https://app.example/jwks' : null, $document->jwksUri);
    }

    /** @return iterable<string, array{array<string, mixed>, DocumentProblem}> */
    public static function refused(): iterable
    {
        $jwk = Key::generate('ES256')->toPublicJwk();
        $key = ['token_endpoint_auth_method' => 'private_key_jwt'];
        foreach ([
            'another client_id' => [['client_id' => 'https://app.example/other.json'], DocumentProblem::ClientId],
            'a slash more' => [['client_id' => self::URL . '/'], DocumentProblem::ClientId],
            'a default port' => [['client_id' => 'https://app.example:443/client.json'], DocumentProblem::ClientId],
            'another case' => [['client_id' => 'https://APP.example/client.json'], DocumentProblem::ClientId],
            'another encoding' => [['client_id' => 'https://app.example/%63lient.json'], DocumentProblem::ClientId],
            'no client_id' => [['client_id' => null], DocumentProblem::ClientId],
            'a list as client_id' => [['client_id' => [self::URL]], DocumentProblem::ClientId],
            'no name' => [['client_name' => null], DocumentProblem::Name],
            'a number as name' => [['client_name' => 5], DocumentProblem::Name],
            'an empty name' => [['client_name' => ' '], DocumentProblem::Name],
            'a long name' => [['client_name' => str_repeat('a', 101)], DocumentProblem::Name],
            'a name from right to left' => [['client_name' => "An \u{202E}ppa"], DocumentProblem::Name],
            'a name with a line end' => [['client_name' => "An\napp"], DocumentProblem::Name],
            'a name that nobody sees' => [['client_name' => "\u{3164}"], DocumentProblem::Name],
            'a name of marks' => [['client_name' => "\u{301}\u{302}"], DocumentProblem::Name],
            'a name with a tag' => [['client_name' => "An app\u{E0041}"], DocumentProblem::Name],
            'redirect_uris as an object' => [['redirect_uris' => (object) ['https://app.example/cb']], DocumentProblem::RedirectUris],
            'grant types as an object' => [['grant_types' => (object) ['authorization_code']], DocumentProblem::Grant],
            'methods as an object' => [['token_endpoint_auth_methods_supported' => (object) ['none']], DocumentProblem::Method],
            'no redirect_uris' => [['redirect_uris' => null], DocumentProblem::RedirectUris],
            'none of them' => [['redirect_uris' => []], DocumentProblem::RedirectUris],
            'a text' => [['redirect_uris' => 'https://app.example/cb'], DocumentProblem::RedirectUris],
            'an object' => [['redirect_uris' => ['a' => 'https://app.example/cb']], DocumentProblem::RedirectUris],
            'too many' => [['redirect_uris' => array_map(static fn (int $i): string => "https://app.example/$i", range(1, 21))], DocumentProblem::RedirectUris],
            'a number' => [['redirect_uris' => ['https://app.example/cb', 5]], DocumentProblem::RedirectUris],
            'javascript' => [['redirect_uris' => ['https://app.example/cb', 'javascript:alert(1)']], DocumentProblem::RedirectUris],
            'http' => [['redirect_uris' => ['http://app.example/cb']], DocumentProblem::RedirectUris],
            'a wildcard' => [['redirect_uris' => ['https://*.app.example/cb']], DocumentProblem::RedirectUris],
            'a code' => [['redirect_uris' => ['https://app.example/cb?code=1']], DocumentProblem::RedirectUris],
            'a scheme without a dot' => [['redirect_uris' => ['unknown://cb']], DocumentProblem::RedirectUris],
            'a secret' => [['client_secret' => 'x'], DocumentProblem::Secret],
            'an empty secret' => [['client_secret' => ''], DocumentProblem::Secret],
            'no secret, but the member' => [['client_secret' => null], DocumentProblem::Secret],
            'the end of a secret' => [['client_secret_expires_at' => 0], DocumentProblem::Secret],
            'client_secret_basic' => [['token_endpoint_auth_method' => 'client_secret_basic'], DocumentProblem::Secret],
            'client_secret_jwt' => [['token_endpoint_auth_method' => 'client_secret_jwt'], DocumentProblem::Secret],
            'an unknown method' => [['token_endpoint_auth_method' => 'tls_client_auth'], DocumentProblem::Method],
            'a list as method' => [['token_endpoint_auth_method' => ['none']], DocumentProblem::Method],
            'a text as methods' => [['token_endpoint_auth_methods_supported' => 'none'], DocumentProblem::Method],
            'no methods' => [['token_endpoint_auth_methods_supported' => []], DocumentProblem::Method],
            'secrets only' => [['token_endpoint_auth_methods_supported' => ['client_secret_post']], DocumentProblem::Method],
            'one that is not among all' => [
                ['token_endpoint_auth_method' => 'none', 'token_endpoint_auth_methods_supported' => ['private_key_jwt'], 'jwks' => ['keys' => [$jwk]]],
                DocumentProblem::Method,
            ],
            'no key' => [$key, DocumentProblem::Keys],
            'two sources of keys' => [['jwks' => ['keys' => [$jwk]], 'jwks_uri' => 'https://app.example/jwks'] + $key, DocumentProblem::Keys],
            'both, though unused' => [['jwks' => ['keys' => [$jwk]], 'jwks_uri' => 'https://app.example/jwks'], DocumentProblem::Keys],
            'a private key' => [['jwks' => ['keys' => [$jwk + ['d' => 'AAAA']]]] + $key, DocumentProblem::Keys],
            'a private key, unused' => [['jwks' => ['keys' => [$jwk + ['d' => 'AAAA']]]], DocumentProblem::Keys],
            'a private key of an unknown kind' => [['jwks' => ['keys' => [$jwk, ['kty' => 'XYZ', 'd' => 'AAAA']]]] + $key, DocumentProblem::Keys],
            'a symmetric key' => [['jwks' => ['keys' => [$jwk, ['kty' => 'oct', 'k' => 'AAAA']]]] + $key, DocumentProblem::Keys],
            'a symmetric key without value' => [['jwks' => ['keys' => [$jwk, ['kty' => 'oct']]]] + $key, DocumentProblem::Keys],
            'no keys' => [['jwks' => ['keys' => []]] + $key, DocumentProblem::Keys],
            'keys that are none' => [['jwks' => ['keys' => [5]]] + $key, DocumentProblem::Keys],
            'jwks as a text' => [['jwks' => '{"keys":[]}'] + $key, DocumentProblem::Keys],
            'jwks as a list' => [['jwks' => [$jwk]] + $key, DocumentProblem::Keys],
            'a jwks_uri with http' => [['jwks_uri' => 'http://app.example/jwks'] + $key, DocumentProblem::Keys],
            'a jwks_uri with an address' => [['jwks_uri' => 'https://169.254.169.254/jwks'] + $key, DocumentProblem::Keys],
            'a jwks_uri with a user' => [['jwks_uri' => 'https://a@app.example/jwks'] + $key, DocumentProblem::Keys],
            'a list as jwks_uri' => [['jwks_uri' => ['https://app.example/jwks']] + $key, DocumentProblem::Keys],
            'no code' => [['grant_types' => ['client_credentials']], DocumentProblem::Grant],
            'no grants' => [['grant_types' => []], DocumentProblem::Grant],
            'a text as grants' => [['grant_types' => 'authorization_code'], DocumentProblem::Grant],
            'another response' => [['response_types' => ['token']], DocumentProblem::Grant],
            'DPoP' => [['dpop_bound_access_tokens' => true], DocumentProblem::Dpop],
            'DPoP as a text' => [['dpop_bound_access_tokens' => 'true'], DocumentProblem::Dpop],
        ] as $name => $case) {
            yield $name => $case;
        }
    }

    /** @param array<string, mixed> $members */
    #[DataProvider('refused')]
    public function testARefusedDocument(array $members, DocumentProblem $problem): void
    {
        self::assertSame($problem, self::problem((string) json_encode($members + self::least())));
    }

    /** @return iterable<string, array{string}> */
    public static function badJson(): iterable
    {
        $least = (string) json_encode(self::least());
        $jwk = (string) json_encode(Key::generate('ES256')->toPublicJwk());
        foreach ([
            'nothing' => '', 'blank' => ' ', 'a word' => 'x', 'a list' => '[]', 'a list of objects' => "[$least]", 'null' => 'null',
            'a text' => '"x"', 'two values' => $least . $least, 'a tail' => $least . 'x', 'a comma' => $least . ',', 'cut' => substr($least, 0, -1),
            'a byte order mark' => "\u{FEFF}$least", 'bytes that are no UTF-8' => str_replace('An app', "\xff", $least),
            'a lone surrogate' => str_replace('An app', '\ud800', $least), 'deep' => str_replace('"An app"', str_repeat('[', 100) . str_repeat(']', 100), $least),
            'a repeated client_id' => substr($least, 0, -1) . ',"client_id":' . json_encode(self::URL) . '}',
            'a repeated member, encoded' => substr($least, 0, -1) . ',"client\u005fid":' . json_encode(self::URL) . '}',
            'a repeated unknown member' => substr($least, 0, -1) . ',"x":1,"x":1}',
            'a repeated member within' => substr($least, 0, -1) . ',"x":{"y":1,"y":2}}',
            'a repeated member of a key' => substr($least, 0, -1) . ',"jwks":{"keys":[' . substr($jwk, 0, -1) . ',"kid":"other"}]}}',
            'an escape from the frame' => substr($least, 0, -1) . '},"keys":[{}' . '}',
        ] as $name => $body) {
            yield $name => [$body];
        }
    }

    #[DataProvider('badJson')]
    public function testBadJson(string $body): void
    {
        self::assertSame(DocumentProblem::Json, self::problem($body));
    }

    public function testABlankBeforeTheObject(): void
    {
        self::assertSame('An app', (new DocumentParser([]))->parse("\r\n\t " . json_encode(self::least()) . "\n", self::address())->name);
    }

    public function testTheSchemesOfTheAdministrator(): void
    {
        $body = (string) json_encode(['redirect_uris' => ['cursor://cb']] + self::least());
        self::assertSame(['cursor://cb'], (new DocumentParser(['cursor']))->parse($body, self::address())->redirectUris);
    }

    public function testTheDigest(): void
    {
        $digest = self::parse(['redirect_uris' => ['https://app.example/a', 'https://app.example/b']])->digest();
        $same = self::parse([
            'redirect_uris' => ['https://app.example/b', 'https://app.example/a', 'https://app.example/b'],
            'client_name' => 'Another name', 'x' => 1, 'token_endpoint_auth_method' => 'none',
        ]);
        self::assertSame($digest, $same->digest());
        $one = self::parse()->digest();
        foreach ([
            ['redirect_uris' => ['https://app.example/cb2']],
            ['redirect_uris' => ['https://app.example/cb', 'https://app.example/cb2']],
            ['token_endpoint_auth_methods_supported' => ['none', 'private_key_jwt'], 'jwks_uri' => 'https://app.example/jwks'],
        ] as $members) {
            self::assertNotSame($one, self::parse($members)->digest());
        }
        $keys = ['token_endpoint_auth_method' => 'private_key_jwt'];
        self::assertNotSame(
            self::parse(['jwks_uri' => 'https://app.example/jwks'] + $keys)->digest(),
            self::parse(['jwks_uri' => 'https://app.example/jwks2'] + $keys)->digest(),
        );
    }

    public function testAKeyThatStays(): void
    {
        $jwks = array_map(static fn (string $alg): array => Key::generate($alg)->toPublicJwk(), ['ES256', 'EdDSA', 'ES256']);
        $with = static fn (array $keys): ClientDocument => self::parse([
            'token_endpoint_auth_method' => 'private_key_jwt', 'jwks' => ['keys' => $keys],
        ]);
        $old = $with([$jwks[0], $jwks[1]]);
        self::assertTrue($with([$jwks[1], $jwks[2]])->keepsAKeyOf($old->jwks));
        self::assertTrue($with([['kid' => 'renamed'] + $jwks[0]])->keepsAKeyOf($old->jwks));
        self::assertFalse($with([$jwks[2]])->keepsAKeyOf($old->jwks));
        self::assertFalse($with([['kid' => $jwks[0]['kid']] + $jwks[2]])->keepsAKeyOf($old->jwks));
        self::assertFalse(self::parse()->keepsAKeyOf($old->jwks));
        self::assertFalse($old->keepsAKeyOf(null));
        self::assertTrue(self::parse()->keepsAKeyOf(null));
        // A rotation changes nothing that consent is bound to.
        self::assertSame($old->digest(), $with([$jwks[1], $jwks[2]])->digest());
    }

    /** @return iterable<string, array{string}> */
    public static function badAddresses(): iterable
    {
        foreach ([
            'app', '', 'http://app.example/c', 'https://app.example', 'https://app.example/', 'https://app.example?x', 'https://app.example/c?x=1',
            'https://app.example/c?', 'https://app.example/c#f', 'https://app.example/c#', 'https://user@app.example/c', 'https://u:p@app.example/c',
            'https://app.example/./c', 'https://app.example/a/../c', 'https://app.example/%2e%2e/c', 'https://app.example/%2E/c', 'https://127.0.0.1/c',
            'https://[::1]/c', 'https://10.0.0.1/c', 'https://2130706433/c', 'HTTPS://app.example/c', 'https://APP.example/c', 'https://app.example./c',
            'https://app.example:0/c', 'https://app.example:443443/c', 'https:///c', 'https://app.example\\c', 'https://app.example/ c',
            "https://app.example/c\n", 'https://bücher.example/c', 'https://app.example/' . str_repeat('c', 255), 'https:/app.example/c',
        ] as $url) {
            yield $url => [$url];
        }
    }

    #[DataProvider('badAddresses')]
    public function testABadAddress(string $url): void
    {
        self::assertNull(DocumentAddress::of($url));
    }

    public function testAddressesAreComparedAsTheyAreWritten(): void
    {
        foreach ([
            self::URL, 'https://app.example:443/client.json', 'https://app.example/client.json/', 'https://app.example/%63lient.json',
            'https://app.example/CLIENT.json', 'https://app.example/a//b', 'https://localhost:8443/c',
            'https://xn--bcher-kva.example/c', 'https://app.example/' . str_repeat('c', 235),
        ] as $url) {
            self::assertSame($url, DocumentAddress::of($url)?->url);
            self::assertTrue(DocumentAddress::isMeant($url));
        }
        foreach (['app', '0123456789abcdef', 'a.b-c_d', 'com.example.app'] as $id) {
            self::assertFalse(DocumentAddress::isMeant($id));
        }
    }

    /** @param array<string, mixed> $members */
    private static function parse(array $members = []): ClientDocument
    {
        return (new DocumentParser([]))->parse((string) json_encode($members + self::least()), self::address());
    }

    private static function problem(string $body): DocumentProblem
    {
        try {
            (new DocumentParser([]))->parse($body, self::address());
        } catch (DocumentRefused $refused) {
            return $refused->problem;
        }
        self::fail('The document is accepted');
    }

    /** @return array<string, mixed> */
    private static function least(): array
    {
        return ['client_id' => self::URL, 'client_name' => 'An app', 'redirect_uris' => ['https://app.example/cb']];
    }

    private static function address(): DocumentAddress
    {
        return DocumentAddress::of(self::URL) ?? throw new \LogicException();
    }
}
