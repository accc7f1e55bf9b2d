<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Client;

use PHPUnit\Framework\Attributes\TestWith;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Client\ClientValidator;
use Piwik\Plugins\OAuth2\Server\Client\PrivateUseSchemes;
use Piwik\Plugins\OAuth2\tests\Support\ListedUsers;
use Piwik\Plugins\OAuth2\tests\Support\TestSettings;

final class PrivateUseSchemesTest extends TestCase
{
    /** @param list<string> $expected */
    #[TestWith(['', []])]
    #[TestWith([" \n, ;", []])]
    #[TestWith(['cursor vscode-insiders', ['cursor', 'vscode-insiders']])]
    #[TestWith(["Cursor://, zed:;\tzed\nweb+app", ['cursor', 'zed', 'web+app']])]
    public function testTheSchemesOfAList(string $list, array $expected): void
    {
        self::assertSame($expected, PrivateUseSchemes::of($list));
        self::assertSame([], PrivateUseSchemes::unfit($list));
        self::assertSame(implode(' ', $expected), PrivateUseSchemes::normalized($list));
    }

    public function testSomeAreNeverAllowed(): void
    {
        $never = ['javascript', 'data', 'file', 'vbscript', 'blob', 'about', 'intent', 'ws', 'mailto', 'http', 'https', 'ftp',
            'view-source', '1x', '-x', 'ä', '*', 'a*', 'x#', 'x/y', '<script>', "x\0y", '%61', 'a:b'];
        foreach ($never as $word) {
            self::assertSame(['cursor', 'zed'], PrivateUseSchemes::of("cursor $word zed"), $word);
            self::assertSame([$word], PrivateUseSchemes::unfit("cursor $word zed"), $word);
            self::assertSame([$word], PrivateUseSchemes::unfit(strtoupper($word)), $word);
        }
    }

    public function testOnlyListedSchemesCanBeRegistered(): void
    {
        foreach (['cursor', 'vscode', 'vscode-insiders', 'windsurf', 'raycast', 'zed'] as $scheme) {
            self::assertNull($this->problem("$scheme://callback/path"), $scheme);
            self::assertNull($this->problem(strtoupper($scheme) . ':/cb'), $scheme);
            self::assertStringContainsString("has the scheme $scheme.", (string) $this->problem("$scheme://cb", ''));
        }
        self::assertNull($this->problem('myapp:/cb', 'myapp'));
        self::assertStringContainsString('must not have a fragment', (string) $this->problem('cursor://cb#x'));
        self::assertStringContainsString('asterisk', (string) $this->problem('cursor://*'));
        foreach (['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'] as $uri) {
            self::assertStringContainsString('never leads back to an app', (string) $this->problem($uri, 'javascript data file'));
        }
        self::assertStringContainsString('must use https', (string) $this->problem('http://intranet/cb', 'http'));
    }

    public function testTheRefusalSaysWhatIsAccepted(): void
    {
        self::assertSame(
            'Redirect URI 1 has the scheme myapp. A scheme of the app’s own needs a dot in it, such as com.example.app. Without a'
                . ' dot, only the schemes in the settings are accepted: cursor, zed.',
            $this->problem('myapp:/cb', 'cursor javascript zed'),
        );
        self::assertStringEndsWith('accepted: –.', (string) $this->problem('myapp:/cb', ''));
        foreach (['http://intranet/cb', 'http://intranet:8080/cb'] as $uri) {
            self::assertStringEndsWith('may use http. Use https://intranet, also on an intranet.', (string) $this->problem($uri));
        }
    }

    private function problem(string $uri, ?string $schemes = null): ?string
    {
        $settings = TestSettings::make();
        $settings = $schemes === null ? $settings : $settings->with(privateUseSchemes: $schemes);
        $draft = new ClientDraft('An app', [$uri], ['authorization_code'], ['matomo:read'], 'public');
        $problems = (new ClientValidator($settings, new ListedUsers()))->problems($draft);
        self::assertSame([], array_diff(array_keys($problems), ['redirectUris']));

        return isset($problems['redirectUris']) ? (string) $problems['redirectUris'] : null;
    }
}
