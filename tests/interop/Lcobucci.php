<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

use Lcobucci\JWT\Encoding\ChainedFormatter;
use Lcobucci\JWT\Encoding\JoseEncoder;
use Lcobucci\JWT\Signer;
use Lcobucci\JWT\Signer\Key\InMemory;
use Lcobucci\JWT\Token\Builder;
use Lcobucci\JWT\Token\Parser;
use Lcobucci\JWT\UnencryptedToken;
use Lcobucci\JWT\Validation\Constraint\LooseValidAt;
use Lcobucci\JWT\Validation\Constraint\SignedWith;
use Lcobucci\JWT\Validation\Validator;
use Psr\Clock\ClockInterface;

/** The few calls of lcobucci/jwt that the exchange needs. */
final class Lcobucci
{
    /** Verifies a token and returns its subject. */
    public static function subject(string $jwt, string $pem, string $algorithm, int $now): string
    {
        $token = (new Parser(new JoseEncoder()))->parse($jwt);
        assert($token instanceof UnencryptedToken);
        (new Validator())->assert($token, ...self::constraints($pem, $algorithm, $now));

        return $token->claims()->get('sub');
    }

    public static function accepts(string $jwt, string $pem, string $algorithm, int $now): bool
    {
        $token = (new Parser(new JoseEncoder()))->parse($jwt);

        return (new Validator())->validate($token, ...self::constraints($pem, $algorithm, $now));
    }

    /** @param array<string, mixed> $claims */
    public static function token(array $claims, string $material, string $algorithm): string
    {
        $builder = (new Builder(new JoseEncoder(), ChainedFormatter::withUnixTimestampDates()))
            ->issuedBy($claims['iss'])
            ->permittedFor($claims['aud'])
            ->relatedTo($claims['sub'])
            ->identifiedBy($claims['jti'])
            ->issuedAt(self::time($claims['iat']))
            ->expiresAt(self::time($claims['exp']))
            ->withClaim('scope', $claims['scope'])
            ->withClaim('nested', $claims['nested']);

        return $builder->getToken(self::signer($algorithm), InMemory::plainText($material))->toString();
    }

    /** @return list<\Lcobucci\JWT\Validation\Constraint> */
    private static function constraints(string $pem, string $algorithm, int $now): array
    {
        if ($algorithm === 'EdDSA') {
            $der = base64_decode((string) preg_replace('/-----[A-Z ]+-----|\s/', '', $pem), true);
            $pem = substr((string) $der, -32);
        }
        $clock = new class ($now) implements ClockInterface {
            public function __construct(private readonly int $now)
            {
            }

            public function now(): \DateTimeImmutable
            {
                return new \DateTimeImmutable("@{$this->now}");
            }
        };

        return [new SignedWith(self::signer($algorithm), InMemory::plainText($pem)), new LooseValidAt($clock)];
    }

    private static function time(int $seconds): \DateTimeImmutable
    {
        return new \DateTimeImmutable("@$seconds");
    }

    private static function signer(string $algorithm): Signer
    {
        return match ($algorithm) {
            'RS256' => new Signer\Rsa\Sha256(),
            'ES256' => new Signer\Ecdsa\Sha256(),
            'EdDSA' => new Signer\Eddsa(),
        };
    }
}
