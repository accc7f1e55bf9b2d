<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Client;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Client\ClientValidator;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\tests\Support\ListedUsers;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Support\TestSettings;

final class ClientValidatorTest extends TestCase
{
    public function testAValidDraftHasNoErrors(): void
    {
        self::assertSame([], $this->errors(self::draft()));
        self::assertSame([], $this->errors(self::draft(['clientId' => 'analytics_app'])));
        self::assertSame([], $this->errors(self::draft([
            'type' => 'public',
            'name' => "Zoë's 家族 \u{1F468}\u{200D}\u{1F469} می\u{200C}خواهم",
            'description' => "two\r\nlines\tand\nmore",
            'redirectUris' => ['com.example.app:/cb', 'http://localhost/cb'],
        ])));
        self::assertSame([], $this->errors(self::draft(['grantTypes' => ['client_credentials'], 'redirectUris' => []])));
        self::assertSame([], $this->errors(self::draft(['redirectUris' => array_fill(0, 20, 'https://app.example/cb')])));
    }

    /** @return iterable<string, array{array<string, mixed>, string, string}> the change, the field, a part of the error */
    public static function broken(): iterable
    {
        yield 'no name' => [['name' => ''], 'name', 'needs a name'];
        yield 'a blank name' => [['name' => " \u{A0}\t"], 'name', 'needs a name'];
        yield 'a long name' => [['name' => str_repeat('ä', 101)], 'name', 'at most 100'];
        foreach (
            [
                'line end' => "a\nb", 'return' => "a\rb", 'tabulator' => "a\tb", 'NUL' => "a\0b", 'escape' => "a\x1Bb",
                'C1 control' => "a\u{85}b", 'right-to-left override' => "a\u{202E}gpj.exe", 'isolate' => "a\u{2066}b",
                'right-to-left mark' => "a\u{200F}b", 'Arabic letter mark' => "a\u{61C}b", 'line separator' => "a\u{2028}b",
                'zero-width blank' => "a\u{200B}b", 'byte order mark' => "\u{FEFF}a", 'private use' => "a\u{E000}b",
                'tag' => "a\u{E0041}b", 'invalid UTF-8' => "a\xFFb", 'overlong UTF-8' => "a\xC0\xAF",
                'an invisible letter' => "a\u{3164}b", 'soft hyphen' => "a\u{AD}b",
            ] as $what => $name
        ) {
            yield "a name with $what" => [['name' => $name], 'name', 'must not contain'];
        }
        yield 'a name of marks' => [['name' => "\u{301}"], 'name', 'combining mark'];
        yield 'a long description' => [['description' => str_repeat('ä', 1001)], 'description', 'at most 1000'];
        yield 'an escape in a description' => [['description' => "a\x1B[2J"], 'description', 'must not contain'];
        yield 'direction in a description' => [['description' => "a\u{202E}b"], 'description', 'must not contain'];
        yield 'no type' => [['type' => ''], 'type', 'must be confidential or public'];
        yield 'another type' => [['type' => 'Public'], 'type', 'must be confidential or public'];
        yield 'no grant' => [['grantTypes' => []], 'grantTypes', 'at least one grant type'];
        yield 'an unknown grant' => [['grantTypes' => ['authorization_code', 'password']], 'grantTypes', 'Unknown grant type. Choose from: '];
        yield 'credentials of a public client' => [
            ['type' => 'public', 'grantTypes' => ['authorization_code', 'client_credentials']],
            'grantTypes',
            'cannot use client_credentials',
        ];
        yield 'refresh alone' => [['grantTypes' => ['refresh_token']], 'grantTypes', 'needs authorization_code'];
        yield 'refresh with credentials' => [
            ['grantTypes' => ['client_credentials', 'refresh_token']],
            'grantTypes',
            'needs authorization_code',
        ];
        yield 'a code without redirect URI' => [['redirectUris' => []], 'redirectUris', 'needs at least one redirect URI'];
        yield 'an invalid redirect URI among valid ones' => [
            ['redirectUris' => ['https://app.example/cb', 'http://app.example/cb']],
            'redirectUris',
            'Redirect URI 2 must use https.',
        ];
        yield 'an invalid redirect URI that is not needed' => [
            ['grantTypes' => ['client_credentials'], 'redirectUris' => ['javascript:alert(1)']],
            'redirectUris',
            'Redirect URI 1 has the scheme javascript, which never leads back to an app.',
        ];
        yield 'a redirect URI with a wildcard' => [
            ['redirectUris' => ['https://app.example/cb', 'https://*.app.example/cb']],
            'redirectUris',
            'Redirect URI 2 contains an asterisk. There are no wildcards: register each redirect URI in full.',
        ];
        yield 'too many redirect URIs' => [
            ['redirectUris' => array_fill(0, 21, 'https://app.example/cb')],
            'redirectUris',
            'at most 20',
        ];
        yield 'no scope' => [['scopes' => []], 'scopes', 'at least one scope'];
        yield 'an unknown scope' => [['scopes' => ['matomo:read', 'openid']], 'scopes', 'Unknown scope “openid”. Known scopes, separated by blanks: matomo:read '];
        yield 'scopes separated by a comma' => [['scopes' => ['matomo:read,matomo:write']], 'scopes', 'Unknown scope “matomo:read,matomo:write”.'];
        yield 'markup for a scope' => [['scopes' => ['x<b>']], 'scopes', 'Unknown scope “x...”.'];
        yield 'a scope that is switched off' => [['scopes' => ['matomo:superuser']], 'scopes', 'switched off'];
        yield 'PKCE off' => [['requirePkce' => false, 'type' => 'public'], 'requirePkce', 'cannot be switched off'];
        foreach (
            [
                'short' => 'ab', 'long' => str_repeat('a', 81), 'with a blank' => 'a b c', 'with a slash' => 'a/b',
                'with a colon' => 'abc:def', 'with a line end' => "abc\n", 'with an umlaut' => 'äpp', 'empty' => '',
                'with a dot first' => '.abc', 'with a percent' => 'ab%63',
            ] as $what => $id
        ) {
            yield "an id $what" => [['clientId' => $id], 'clientId', '3 to 80 letters'];
        }
        yield 'a URL as id' => [['clientId' => 'https://app.example/id'], 'clientId', 'must not be an address'];
        yield 'a URL in capitals' => [['clientId' => 'HTTPS://app.example/id'], 'clientId', 'must not be an address'];
        yield 'a login as id' => [['clientId' => 'anna'], 'clientId', 'login of a user'];
        yield 'a login in capitals as id' => [['clientId' => 'ANNA'], 'clientId', 'login of a user'];
        yield 'a login that begins with a capital as id' => [['clientId' => 'Ben'], 'clientId', 'login of a user'];
    }

    /** @param array<string, mixed> $change */
    #[DataProvider('broken')]
    public function testABrokenRuleIsReportedForItsFieldOnly(array $change, string $field, string $text): void
    {
        $errors = $this->errors(self::draft($change));

        self::assertSame([$field], array_keys($errors));
        self::assertStringContainsString($text, $errors[$field]);
        self::assertStringEndsWith('.', $errors[$field]);
    }

    public function testAllBrokenRulesAreReportedAtOnce(): void
    {
        $errors = $this->errors(new ClientDraft("\n", ['x'], ['x'], ['x'], 'x', "\0", '', false));

        self::assertSame(
            ['clientId', 'name', 'description', 'type', 'grantTypes', 'redirectUris', 'scopes', 'requirePkce'],
            array_keys($errors),
        );
    }

    public function testErrorsDoNotRepeatTheInput(): void
    {
        $typed = '<script>alert(1)</script>';
        $errors = $this->errors(new ClientDraft("$typed\n", [$typed], [$typed], [$typed], $typed, "$typed\0", $typed));

        self::assertStringNotContainsString('<', implode('', $errors));
    }

    public function testTheSuperUserScopeIsAllowedIfTheSettingsAllowIt(): void
    {
        $validator = new ClientValidator(TestSettings::make(Scope::cases()), new ListedUsers());

        self::assertSame([], $validator->problems(self::draft(['scopes' => ['matomo:superuser']])));
    }

    public function testPkceCanBeOffForConfidentialClientsOnlyAndAnEditIgnoresTheId(): void
    {
        $old = Records::client();
        $taken = Records::client(requirePkce: false);
        $validator = new ClientValidator(TestSettings::make(), new ListedUsers());

        self::assertSame([], $validator->problems(self::draft(['requirePkce' => false, 'clientId' => 'anna']), $taken));
        self::assertSame([], $validator->problems(self::draft(['requirePkce' => false]), $old));
        self::assertSame([], $validator->problems(self::draft(['requirePkce' => false])));
        $public = self::draft(['requirePkce' => false, 'type' => 'public']);
        foreach ([$old, $taken, Records::client(type: 'public')] as $existing) {
            self::assertSame(['requirePkce'], array_keys($validator->problems($public, $existing)));
        }
    }

    /** @return array<string, string> */
    private function errors(ClientDraft $draft): array
    {
        return array_map(strval(...), (new ClientValidator(TestSettings::make(), new ListedUsers()))->problems($draft));
    }

    /** @param array<string, mixed> $change */
    private static function draft(array $change = []): ClientDraft
    {
        // @phpstan-ignore argument.type (the providers name the fields)
        return new ClientDraft(...$change + [
            'name' => 'An app',
            'redirectUris' => ['https://app.example/cb'],
            'grantTypes' => ['authorization_code', 'refresh_token'],
            'scopes' => ['matomo:read'],
            'type' => 'confidential',
        ]);
    }
}
