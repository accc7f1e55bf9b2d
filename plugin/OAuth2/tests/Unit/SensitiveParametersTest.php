<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Assertion\ClientAssertion;
use Piwik\Plugins\OAuth2\Server\Client\PresentedCredentials;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\Token\RefreshToken;

/** Each parameter that takes a secret is a SensitiveParameter, because backtraces end in logs. */
final class SensitiveParametersTest extends TestCase
{
    private const FOLDERS = ['Server', 'Storage'];

    private const NAMES = '/secret|token|code|verifier|nonce|password|sealed|credential|digest|family|jwt|hash/i';

    /** Parameters with such names whose values are public. */
    private const PUBLIC = [
        'styleNonce', 'codeChallenge', 'credentialsKey', 'requestDigest', 'secretHint', 'oldSecretHint',
    ];

    /** Classes that contain a secret. A form counts if it is a token request. */
    private const TYPES = [PresentedCredentials::class, RefreshToken::class, ClientAssertion::class];

    /** @param class-string $class */
    #[DataProvider('classes')]
    public function testSecretsAreMarked(string $class): void
    {
        $reflection = new \ReflectionClass($class);
        $unmarked = [];
        foreach ($reflection->getMethods() as $method) {
            foreach ($method->class === $class ? $method->getParameters() : [] as $parameter) {
                if (self::isSecret($reflection, $parameter) && $parameter->getAttributes(\SensitiveParameter::class) === []) {
                    $unmarked[] = $method->getName() . ' $' . $parameter->getName();
                }
            }
        }
        self::assertSame([], $unmarked);
    }

    /** @return iterable<string, array{string}> */
    public static function classes(): iterable
    {
        $plugin = \dirname(__DIR__, 2);
        foreach (self::FOLDERS as $folder) {
            $files = new \RecursiveIteratorIterator(
                new \RecursiveDirectoryIterator("$plugin/$folder", \FilesystemIterator::SKIP_DOTS),
            );
            /** @var \SplFileInfo $file */
            foreach ($files as $file) {
                if ($file->getExtension() !== 'php') {
                    continue;
                }
                $name = substr($file->getPathname(), \strlen($plugin) + 1, -4);
                yield $name => ['Piwik\\Plugins\\OAuth2\\' . strtr($name, '/', '\\')];
            }
        }
    }

    /** @param \ReflectionClass<object> $class */
    private static function isSecret(\ReflectionClass $class, \ReflectionParameter $parameter): bool
    {
        $type = ltrim((string) $parameter->getType(), '?');
        $type = $type === 'self' ? $class->getName() : $type;
        $name = $parameter->getName();

        return match (true) {
            \in_array($type, self::TYPES, true) => true,
            $type === Parameters::class => str_ends_with($class->getNamespaceName(), '\\Token'),
            !\in_array($type, ['string', 'array'], true) || preg_match(self::NAMES, $name) !== 1 => false,
            default => array_intersect([$name, $class->getShortName() . ' ' . $name], self::PUBLIC) === [],
        };
    }
}
