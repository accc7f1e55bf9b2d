<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use OAuth2\InvalidKeyException;
use OAuth2\Key;
use OAuth2\KeySet;
use Piwik\Plugins\OAuth2\Server\Assertion\ClientJwks;
use Piwik\Plugins\OAuth2\Server\Fetch\HttpsUrl;

/**
 * The public keys of a client as an administrator enters them: a JWK Set, one JWK or PEM text, or the address of a JWK Set. The
 * first mistake is a {@see ClientProblem} that names the key by its number.
 */
final readonly class ClientKeys
{
    /** The kinds of keys that verify assertions, for the sentence about another kind. */
    private const KINDS = 'RSA (RS256, PS256), EC P-256 (ES256), OKP Ed25519 (EdDSA)';

    /** The labels of blocks whose key counts, and nothing else in them: a client's key is trusted because it was entered. */
    private const CERTIFICATES = ['CERTIFICATE', 'X509 CERTIFICATE'];

    private const BLOCK = '/-----BEGIN ([A-Z0-9 ]+)-----.*?-----END \1-----/s';

    /**
     * @param ?string $jwks as the client's row stores them; null if there are none
     * @param ?string $jwksUri the address; null if there is none
     * @param array<string, ClientProblem> $problems by field: jwks, jwksUri
     */
    private function __construct(public ?string $jwks, public ?string $jwksUri, public array $problems = [])
    {
    }

    /**
     * Reads what was entered. Empty texts mean no keys.
     *
     * @param string $text a JWK Set, one JWK, or PEM text
     * @param ?string $present the keys that the client has and keeps, as its row stores them
     */
    public static function read(#[\SensitiveParameter] string $text, string $uri, ?string $present = null): self
    {
        [$text, $uri] = [trim($text), trim($uri)];
        if ($text !== '' && $uri !== '') {
            return self::wrong(new ClientProblem(ClientRule::KeysTwice));
        }
        if ($uri !== '') {
            $problem = self::addressProblem($uri);

            return $problem === null ? new self(null, $uri) : new self(null, null, ['jwksUri' => $problem]);
        }
        if ($text === '') {
            return new self($present, null);
        }
        if (\strlen($text) > ClientJwks::MAX_LENGTH) {
            return self::wrong(new ClientProblem(ClientRule::KeysLength, ClientJwks::MAX_LENGTH));
        }
        $keys = str_contains($text, '-----BEGIN ') ? self::ofPem($text) : self::ofJson($text);

        return $keys instanceof ClientProblem ? self::wrong($keys) : self::ofKeys($keys, $present);
    }

    /** True if there are no keys and no address. */
    public function isEmpty(): bool
    {
        return $this->jwks === null && $this->jwksUri === null;
    }

    /** @param list<array<string, mixed>> $keys */
    private static function ofKeys(array $keys, ?string $present): self
    {
        $all = $present === null ? [] : ClientJwks::fromForeign($present)->keys ?? [];
        $thumbprints = array_map(static fn (array $jwk): string => Key::fromJwk($jwk)->thumbprint(), $all);
        foreach ($keys as $number => $jwk) {
            $thumbprint = Key::fromJwk($jwk)->thumbprint();
            if (\in_array($thumbprint, $thumbprints, true)) {
                return self::wrong(new ClientProblem(ClientRule::KeyRepeated, $number + 1));
            }
            if (isset($jwk['kid']) && \in_array($jwk['kid'], array_column($all, 'kid'), true)) {
                return self::wrong(new ClientProblem(ClientRule::KeyIdRepeated, $number + 1));
            }
            [$all[], $thumbprints[]] = [$jwk, $thumbprint];
        }

        return \count($all) > ClientJwks::MAX_KEYS
            ? self::wrong(new ClientProblem(ClientRule::KeysCount, ClientJwks::MAX_KEYS))
            : new self(ClientJwks::of($all)->toJson(), null);
    }

    /** @return list<array<string, mixed>>|ClientProblem */
    private static function ofJson(#[\SensitiveParameter] string $text): array|ClientProblem
    {
        try {
            // The extension refuses duplicate members and invalid UTF-8, which json_decode() does not.
            KeySet::fromJwks('{"keys":[' . $text . ']}');
        } catch (InvalidKeyException) {
            return new ClientProblem(ClientRule::KeysForm);
        }
        /** @var array<string, mixed> $members */
        $members = (array) json_decode($text, true);
        $entries = isset($members['kty']) ? [$members] : $members['keys'] ?? null;
        if (!\is_array($entries) || !array_is_list($entries) || $entries === []) {
            return new ClientProblem(ClientRule::KeysForm);
        }
        $keys = [];
        foreach ($entries as $number => $jwk) {
            $key = \is_array($jwk) ? self::ofJwk($jwk, $number + 1) : new ClientProblem(ClientRule::KeysForm);
            if ($key instanceof ClientProblem) {
                return $key;
            }
            $keys[] = $key;
        }

        return $keys;
    }

    /**
     * @param array<mixed> $jwk
     * @return array<string, mixed>|ClientProblem
     */
    private static function ofJwk(#[\SensitiveParameter] array $jwk, int $number): array|ClientProblem
    {
        if (ClientJwks::isSymmetric($jwk)) {
            return new ClientProblem(ClientRule::KeySymmetric, $number);
        }
        if (ClientJwks::isSecret($jwk)) {
            return new ClientProblem(ClientRule::KeyPrivate, $number);
        }
        $kind = [$jwk['kty'] ?? null, $jwk['crv'] ?? null, $jwk['alg'] ?? null];
        $isKnown = match ($kind[0]) {
            'RSA' => \in_array($kind[2], [null, 'RS256', 'PS256'], true),
            'EC' => $kind[1] === 'P-256' && \in_array($kind[2], [null, 'ES256'], true),
            'OKP' => $kind[1] === 'Ed25519' && \in_array($kind[2], [null, 'EdDSA', 'Ed25519'], true),
            default => false,
        };
        if (!$isKnown) {
            $shown = array_filter($kind, static fn (mixed $word): bool => \is_string($word) && preg_match('/\A[\w-]{1,20}\z/', $word) === 1);

            return new ClientProblem(ClientRule::KeyKind, $number, implode(' ', $shown), self::KINDS);
        }
        try {
            /** @var array<string, mixed> $jwk */
            return ClientJwks::stored(Key::fromJwk($jwk), $jwk);
        } catch (InvalidKeyException $invalid) {
            return self::broken($number, $invalid);
        }
    }

    /** @return list<array<string, mixed>>|ClientProblem */
    private static function ofPem(#[\SensitiveParameter] string $text): array|ClientProblem
    {
        preg_match_all(self::BLOCK, $text, $blocks, PREG_SET_ORDER);
        $keys = [];
        foreach ($blocks as [$block, $label]) {
            $number = \count($keys) + 1;
            if (str_ends_with($label, 'PRIVATE KEY')) {
                return new ClientProblem(ClientRule::KeyPrivate, $number);
            }
            $isCertificate = \in_array($label, self::CERTIFICATES, true);
            if (!$isCertificate && !str_ends_with($label, 'PUBLIC KEY')) {
                return new ClientProblem(ClientRule::KeyKind, $number, $label, self::KINDS);
            }
            try {
                $keys[] = ClientJwks::stored($isCertificate ? Key::fromCertificate($block) : Key::fromPem($block), []);
            } catch (InvalidKeyException $invalid) {
                return self::broken($number, $invalid);
            }
        }

        return $keys === [] ? new ClientProblem(ClientRule::KeysForm) : $keys;
    }

    private static function addressProblem(string $uri): ?ClientProblem
    {
        $url = HttpsUrl::of($uri);

        return match (true) {
            \strlen($uri) > OAUTH2_REDIRECT_URI_MAX_BYTES => new ClientProblem(ClientRule::KeysAddressLength, OAUTH2_REDIRECT_URI_MAX_BYTES),
            // Another port is for tests on this computer; the fetcher refuses it elsewhere.
            $url === null || ($url->port !== HttpsUrl::PORT && $url->host !== 'localhost') => new ClientProblem(ClientRule::KeysAddress),
            default => null,
        };
    }

    private static function broken(int $number, InvalidKeyException $invalid): ClientProblem
    {
        $flaw = (string) preg_replace('/\AThe key (of the certificate )?/', 'it ', $invalid->getMessage());

        return new ClientProblem(ClientRule::KeyBroken, $number, $flaw);
    }

    private static function wrong(ClientProblem $problem): self
    {
        return new self(null, null, ['jwks' => $problem]);
    }
}
