<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Bench;

use Firebase\JWT\JWT as FirebaseJwt;
use Firebase\JWT\Key as FirebaseKey;
use Lcobucci\JWT\Encoding\ChainedFormatter;
use Lcobucci\JWT\Encoding\JoseEncoder;
use Lcobucci\JWT\Signer;
use Lcobucci\JWT\Signer\Key\InMemory;
use Lcobucci\JWT\Token\Builder;
use Lcobucci\JWT\Token\Parser;
use Lcobucci\JWT\Validation\Constraint\IssuedBy;
use Lcobucci\JWT\Validation\Constraint\LooseValidAt;
use Lcobucci\JWT\Validation\Constraint\PermittedFor;
use Lcobucci\JWT\Validation\Constraint\SignedWith;
use Lcobucci\JWT\Validation\Validator;
use Psr\Clock\ClockInterface;

/** The same jobs with two common libraries, each set up as in its manual and reusing all reusable objects. */
final class Peers
{
    /**
     * @param array<string, mixed> $claims
     * @return \Closure(): mixed
     */
    public static function lcobucciVerify(string $jwt, string $pem, array $claims, int $now): \Closure
    {
        $parser = new Parser(new JoseEncoder());
        $validator = new Validator();
        $clock = new class ($now) implements ClockInterface {
            public function __construct(private readonly int $now)
            {
            }

            public function now(): \DateTimeImmutable
            {
                return new \DateTimeImmutable("@{$this->now}");
            }
        };
        $constraints = [
            new SignedWith(new Signer\Rsa\Sha256(), InMemory::plainText($pem)),
            new LooseValidAt($clock),
            new IssuedBy($claims['iss']),
            new PermittedFor($claims['aud']),
        ];

        return static function () use ($parser, $validator, $constraints, $jwt): array {
            $token = $parser->parse($jwt);
            $validator->assert($token, ...$constraints);

            return $token->claims()->all();
        };
    }

    /**
     * @param array<string, mixed> $claims
     * @return \Closure(): mixed
     */
    public static function lcobucciSign(string $pem, array $claims): \Closure
    {
        $signer = new Signer\Rsa\Sha256();
        $key = InMemory::plainText($pem);
        $time = static fn (int $seconds): \DateTimeImmutable => new \DateTimeImmutable("@$seconds");

        return static fn (): string => (new Builder(new JoseEncoder(), ChainedFormatter::withUnixTimestampDates()))
            ->withHeader('kid', 'k')
            ->issuedBy($claims['iss'])
            ->permittedFor($claims['aud'])
            ->relatedTo($claims['sub'])
            ->identifiedBy($claims['jti'])
            ->issuedAt($time($claims['iat']))
            ->expiresAt($time($claims['exp']))
            ->withClaim('client_id', $claims['client_id'])
            ->withClaim('scope', $claims['scope'])
            ->getToken($signer, $key)
            ->toString();
    }

    /** @return \Closure(): mixed */
    public static function firebaseVerify(string $jwt, mixed $material, string $algorithm, int $now): \Closure
    {
        FirebaseJwt::$timestamp = $now;
        $key = new FirebaseKey($material, $algorithm);

        return static fn (): object => FirebaseJwt::decode($jwt, $key);
    }

    /**
     * @param array<string, mixed> $claims
     * @return \Closure(): mixed
     */
    public static function firebaseSign(mixed $material, string $algorithm, array $claims): \Closure
    {
        return static fn (): string => FirebaseJwt::encode($claims, $material, $algorithm, 'k');
    }
}
