<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Mail;
use Piwik\Piwik;
use Piwik\Plugins\LanguagesManager\Model as Languages;
use Piwik\Plugins\OAuth2\Emails\MailsOffEmail;
use Piwik\Plugins\OAuth2\Emails\UserEmail;
use Piwik\Plugins\OAuth2\Matomo\ConnectionMail;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\RepeatedConsent;
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
            if ($mail instanceof UserEmail) {
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
        self::assertSame([], $this->sent);
        $this->setForAnna(false);
        self::assertCount(1, $this->sent, 'the last one');
        self::assertFalse(ConnectionMail::send(self::ID, 'anna', '192.0.2.7'));
        self::assertCount(1, $this->sent);
        $this->setForAnna(true);
        self::assertTrue(ConnectionMail::send(self::ID, 'anna', '192.0.2.7'));
    }

    /** Somebody with a stolen session needs no password to switch the mails off. */
    public function testALastMailSaysThatTheMailsAreOff(): void
    {
        $this->setForAnna(true);
        self::assertSame([], $this->sent, 'nothing changes');
        $this->setForAnna(false);
        self::assertCount(1, $this->sent);
        $mail = $this->sent[0];
        self::assertInstanceOf(MailsOffEmail::class, $mail);
        self::assertSame(['anna@matomo.test' => ''], $mail->getRecipients());
        self::assertSame('Mails about apps with your access are switched off', $mail->getSubject());
        foreach ([$mail->getBodyHtml(), $mail->getBodyText()] as $body) {
            $text = html_entity_decode($body, ENT_QUOTES, 'UTF-8');
            self::assertStringContainsString('You no longer get mails when an app is connected', $text);
            self::assertSame(1, preg_match('/When and from where: .*\(UTC\), IP address /', $text), $text);
            self::assertStringContainsString('change your password', $text);
            self::assertStringContainsString('https://matomo.example/index.php?module=OAuth2&action=authorizedApps', $text);
        }
        $this->setForAnna(false);
        $this->setForAnna(true);
        self::assertCount(1, $this->sent, 'once only');
        $this->setForAnna(false);
        self::assertCount(1, $this->sent, 'once an hour');
        self::assertFalse(UserSettings::wantsMail());
    }

    /** Otherwise the user would never learn of it, when the administrator's switch is on again. */
    public function testALastMailIsSentWhileTheAdministratorsSwitchIsOff(): void
    {
        $this->setForAll(false);
        $this->setForAnna(false);
        self::assertCount(1, $this->sent);
        self::assertInstanceOf(MailsOffEmail::class, $this->sent[0]);
    }

    public function testTheTimeOfTheLastMailIsNoField(): void
    {
        FakeAccess::clearAccess(false, [], [1], 'anna');
        self::assertSame(['connectionMail'], array_keys((new UserSettings())->getSettingsWritableByCurrentUser()));
    }

    public function testALastMailThatFailsBreaksNothing(): void
    {
        Piwik::addAction('Mail.send', static function (): void {
            throw new \RuntimeException('the mail server refused');
        });
        $this->setForAnna(false);
        self::assertFalse(UserSettings::wantsMail());
    }

    public function testPhoneNumbersAndOtherDotsAreNoLinks(): void
    {
        $this->allow("Call +49 30 1234567 or evil\u{3002}example");
        ConnectionMail::send(self::ID, 'anna', '192.0.2.7');
        foreach ([$this->sent[0]->getBodyHtml(), $this->sent[0]->getBodyText()] as $body) {
            $text = html_entity_decode($body, ENT_QUOTES, 'UTF-8');
            self::assertStringNotContainsString('1234567', $text);
            self::assertStringNotContainsString("\u{3002}e", $text);
            self::assertStringContainsString("evil\u{3002}\u{200C}example", $text);
        }
    }

    /** A second connection of the same app is news, unless the user repeats what the same session has just allowed at the same address. */
    public function testWhatIsNoNewConnection(): void
    {
        $this->allow();
        $authorizations = ServerFactory::instance()->server()->authorizations();
        $table = new AuthorizationTable(ServerFactory::instance()->connection());
        $again = static function (array $changes) use ($table): string {
            $table->insert(self::authorization(['id' => $id = oauth2_random_hex()] + $changes));

            return $id;
        };
        $repeats = static fn (string $id, string ...$before): bool => RepeatedConsent::isAmong($authorizations, $id, array_values($before));
        self::assertTrue($repeats($again([]), self::ID));
        self::assertTrue($repeats($again([]), 'gone', self::ID));
        self::assertFalse($repeats($again([])), 'another session, or another address');
        self::assertFalse($repeats($again([]), 'gone'));
        self::assertFalse($repeats('gone', self::ID));
        self::assertFalse($repeats($again(['scope' => 'matomo:write']), self::ID), 'more');
        self::assertTrue($repeats(self::ID, $again(['scope' => 'matomo:write'])), 'less');
        self::assertFalse($repeats($again(['resource' => 'https://matomo.example/other']), self::ID), 'for something else');
        self::assertFalse($repeats($again(['login' => 'ben']), self::ID), 'of another user');
        self::assertFalse($repeats($again(['clientId' => 'other']), self::ID), 'another app');
        $table->end(self::ID, 'user_revoked', time());
        self::assertFalse($repeats($again([]), self::ID), 'it has ended');
        self::assertFalse($repeats($again([]), $again(['expiresAt' => time() - 1])), 'it has expired');
    }

    public function testASessionKeepsItsNewestConsents(): void
    {
        $allowed = [];
        foreach (range(1, 12) as $n) {
            $allowed = RepeatedConsent::with($allowed, "id$n", '192.0.2.7', 1000);
        }
        self::assertSame(array_map(static fn (int $n): string => "id$n", range(3, 12)), array_keys($allowed));
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
        FakeAccess::clearAccess(false, [], [], 'anna');
        $settings->save();
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
        (new AuthorizationTable($connection))->insert(self::authorization(['clientId' => $clientId]));
    }

    /** @param array<string, mixed> $changes */
    private static function authorization(array $changes): AuthorizationRecord
    {
        // @phpstan-ignore argument.type (the tests name the fields)
        return new AuthorizationRecord(...$changes + [
            'id' => self::ID,
            'clientId' => 'app',
            'login' => 'anna',
            'kind' => AuthorizationKind::Code,
            'scope' => 'matomo:read',
            'resource' => 'https://matomo.example',
            'clientEpoch' => 7,
            'createdAt' => 1795867200,
            'expiresAt' => time() + 600,
            'codeDigest' => oauth2_token_digest('a code' . oauth2_random_hex()),
            'codeExpiresAt' => time() + 600,
            'redirectUri' => 'https://app.example/callback',
            'redirectUriSent' => true,
        ]);
    }

    /** @return array<string, mixed> */
    public function provideContainerConfig(): array
    {
        return ['Piwik\Access' => new FakeAccess(true, [], [], 'root')];
    }
}
