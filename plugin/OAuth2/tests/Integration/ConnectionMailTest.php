<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Mail;
use Piwik\Piwik;
use Piwik\Plugins\LanguagesManager\Model as Languages;
use Piwik\Plugins\OAuth2\Emails\NewConnectionEmail;
use Piwik\Plugins\OAuth2\Matomo\ConnectionMail;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Plugins\OAuth2\UserSettings;
use Piwik\Plugins\UsersManager\API as Users;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\Mock\FakeAccess;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;
use Piwik\Translation\Translator;

/**
 * The mail to a user who has allowed an application something new.
 *
 * @group OAuth2
 * @group Plugins
 */
final class ConnectionMailTest extends IntegrationTestCase
{
    private const ID = '0123456789abcdef0123456789abcdef';

    /** @var list<Mail> */
    private array $sent = [];

    public function setUp(): void
    {
        parent::setUp();
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
        Fixture::createWebsite('2026-01-01 00:00:00');
        Fixture::loadAllTranslations();
        Issuer::set(StaticContainer::get(SystemSettings::class), 'https://matomo.example');
        Installation::activate();
        ServerFactory::instance()->reset();
        Users::getInstance()->addUser('anna', 'a password 1', 'anna@matomo.test');
        FakeAccess::clearAccess(false, [], [], 'anna');
        $this->sent = [];
        Piwik::addAction('Mail.send', function (Mail $mail): void {
            // Core tells administrators of each new user.
            if ($mail instanceof NewConnectionEmail) {
                $this->sent[] = $mail;
            }
        });
    }

    public function tearDown(): void
    {
        Fixture::resetTranslations();
        parent::tearDown();
    }

    public function testTheMailSaysWhichAppMayDoWhatSinceWhenAndWhereToEndIt(): void
    {
        $this->allow();
        self::assertTrue(ConnectionMail::send(self::ID, 'anna', '192.0.2.7'));
        self::assertCount(1, $this->sent);
        $mail = $this->sent[0];
        self::assertSame(['anna@matomo.test' => ''], $mail->getRecipients());
        self::assertSame('An app may now use Matomo with your access', $mail->getSubject());
        foreach ([$mail->getBodyHtml(), $mail->getBodyText()] as $body) {
            $text = html_entity_decode($body, ENT_QUOTES, 'UTF-8');
            self::assertStringContainsString('The app “Analytics App” was allowed', $text);
            self::assertStringContainsString('What it may do: Read. See reports', $text);
            self::assertSame(1, preg_match('/When and from where: .*2026.*\(UTC\), IP address 192\.0\.2\.7\./', $text), $text);
            self::assertStringContainsString("you were sent to app.\u{200C}example.", $text);
            self::assertStringContainsString('https://matomo.example/index.php?module=OAuth2&action=authorizedApps', $text);
            self::assertStringContainsString('switch these mails off', $text);
        }
        self::assertStringContainsString('anna', $mail->getBodyHtml());
    }

    public function testTheMailHasNothingThatActsOrIsSecret(): void
    {
        $this->allow();
        ConnectionMail::send(self::ID, 'anna', '192.0.2.7');
        $html = $this->sent[0]->getBodyHtml();
        self::assertStringNotContainsString(self::ID, $html);
        self::assertStringNotContainsString('token', strtolower($html));
        preg_match_all('~href="([^"]*)"~', $html, $links);
        $own = array_filter($links[1], static fn (string $link): bool => str_contains($link, 'OAuth2'));
        self::assertSame(
            ['https://matomo.example/index.php?module=OAuth2&action=authorizedApps'],
            array_map(html_entity_decode(...), array_values($own)),
        );
    }

    public function testTheNameOfAnAppIsAStrangersText(): void
    {
        $this->allow('<img src=x onerror=alert(1)> https://evil.example/x me@evil.example {{7*7}}' . str_repeat('y', 200), 'https://evil.example/client.json');
        ConnectionMail::send(self::ID, 'anna', '192.0.2.7');
        $mail = $this->sent[0];
        self::assertStringNotContainsString('<img src=x', $mail->getBodyHtml());
        self::assertStringNotContainsString('evil', $mail->getSubject());
        foreach ([$mail->getBodyHtml(), $mail->getBodyText()] as $body) {
            self::assertStringNotContainsString('evil.example', $body, 'programs for mails would make it a link');
            self::assertStringNotContainsString('https://evil', $body);
            self::assertStringNotContainsString('me@evil', $body);
            self::assertStringNotContainsString(str_repeat('y', 60), $body, 'a long name is cut');
            self::assertStringContainsString('The app chose this name itself.', $body);
            self::assertStringContainsString("It is described by evil.\u{200C}example.", $body);
        }
    }

    public function testTheMailIsInTheUsersLanguage(): void
    {
        $this->allow();
        (new Languages())->setLanguageForUser('anna', 'de');
        $translator = StaticContainer::get(Translator::class);
        $before = $translator->getCurrentLanguage();
        try {
            ConnectionMail::send(self::ID, 'anna', '192.0.2.7');
            self::assertSame('Eine App darf Matomo jetzt mit Ihrem Zugriff verwenden', $this->sent[0]->getSubject());
            self::assertStringContainsString('Der App „Analytics App“ wurde erlaubt', $this->sent[0]->getBodyHtml());
        } finally {
            $translator->setCurrentLanguage($before);
        }
    }

    public function testTheAdministratorAndTheUserCanSwitchItOff(): void
    {
        $this->allow();
        $this->setForAll(false);
        self::assertFalse(ConnectionMail::send(self::ID, 'anna', '192.0.2.7'));
        $this->setForAll(true);
        $this->setForAnna(false);
        self::assertFalse(ConnectionMail::send(self::ID, 'anna', '192.0.2.7'));
        self::assertSame([], $this->sent);
        $this->setForAnna(true);
        self::assertTrue(ConnectionMail::send(self::ID, 'anna', '192.0.2.7'));
    }

    public function testNothingIsSentWithoutAUserOrAnAuthorizationOfTheirs(): void
    {
        self::assertFalse(ConnectionMail::send(self::ID, 'anna', '192.0.2.7'), 'there is none');
        $this->allow();
        self::assertFalse(ConnectionMail::send(self::ID, 'ben', '192.0.2.7'), 'there is no such user');
        FakeAccess::clearAccess(true, [], [], 'root');
        Users::getInstance()->addUser('ben', 'a password 1', 'ben@matomo.test');
        ServerFactory::instance()->reset();
        FakeAccess::clearAccess(false, [], [], 'ben');
        self::assertFalse(ConnectionMail::send(self::ID, 'ben', '192.0.2.7'), 'of another user');
        self::assertSame([], $this->sent);
    }

    public function testNothingIsSentAboutAccessThatHasEnded(): void
    {
        $this->allow();
        (new AuthorizationTable(ServerFactory::instance()->connection()))->end(self::ID, 'user_revoked', time());
        self::assertFalse(ConnectionMail::send(self::ID, 'anna', '192.0.2.7'));
        self::assertSame([], $this->sent);
    }

    public function testAFailureOfTheMailIsLoggedAndBreaksNothing(): void
    {
        $this->allow();
        Piwik::addAction('Mail.send', static function (): void {
            throw new \RuntimeException('the mail server refused');
        });
        self::assertFalse(ConnectionMail::send(self::ID, 'anna', '192.0.2.7'));
    }

    private function setForAll(bool $value): void
    {
        FakeAccess::clearAccess(true, [], [], 'root');
        $settings = new SystemSettings();
        $settings->getSetting('connectionMail')?->setValue($value);
        $settings->save();
        ServerFactory::instance()->reset();
        FakeAccess::clearAccess(false, [], [], 'anna');
    }

    private function setForAnna(bool $value): void
    {
        // Users without a website have no settings. FakeAccess does not say which access they have.
        FakeAccess::clearAccess(false, [], [1], 'anna');
        $settings = new UserSettings();
        $settings->getSetting('connectionMail')?->setValue($value);
        $settings->save();
        FakeAccess::clearAccess(false, [], [], 'anna');
    }

    private function allow(string $name = 'Analytics App', string $clientId = 'app'): void
    {
        $connection = ServerFactory::instance()->connection();
        (new ClientTable($connection))->insert(new ClientRecord(
            clientId: $clientId,
            name: $name,
            description: '',
            secretHash: null,
            secretHint: null,
            redirectUris: ['https://app.example/callback'],
            grantTypes: ['authorization_code'],
            scopes: ['matomo:read'],
            type: ClientRecord::PUBLIC,
            active: true,
            ownerLogin: '',
            actsAs: null,
            epoch: 7,
            requirePkce: true,
            createdAt: 1,
            updatedAt: 1,
        ));
        (new AuthorizationTable($connection))->insert(new AuthorizationRecord(
            id: self::ID,
            clientId: $clientId,
            login: 'anna',
            kind: AuthorizationKind::Code,
            scope: 'matomo:read',
            resource: 'https://matomo.example',
            clientEpoch: 7,
            createdAt: 1795867200,
            expiresAt: time() + 600,
            codeDigest: oauth2_token_digest('a code'),
            codeExpiresAt: time() + 600,
            redirectUri: 'https://app.example/callback',
            redirectUriSent: true,
        ));
    }

    /** @return array<string, mixed> */
    public function provideContainerConfig(): array
    {
        return ['Piwik\Access' => new FakeAccess(true, [], [], 'root')];
    }
}
