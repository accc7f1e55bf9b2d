<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Container\StaticContainer;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;
use Piwik\Translation\Translator;

/**
 * The plugin's texts, which Matomo knows only once the plugin needs them.
 *
 * @group OAuth2
 * @group Texts
 * @group Plugins
 */
class TextsTest extends IntegrationTestCase
{
    public function setUp(): void
    {
        parent::setUp();
        self::translator()->reset();
    }

    public function tearDown(): void
    {
        self::translator()->reset();
        parent::tearDown();
    }

    public function testMatomoKnowsTheTextsOnlyAfterLoad(): void
    {
        self::assertSame('OAuth2_AuthorizedApps', Piwik::translate('OAuth2_AuthorizedApps'));
        Texts::load();
        self::assertSame('Authorized apps', Piwik::translate('OAuth2_AuthorizedApps'));
    }

    public function testASingleTextIsInTheUsersLanguageAndLoadsNoOther(): void
    {
        // The second time the text comes from the cache.
        foreach ([1, 2] as $ignored) {
            foreach (['de' => 'Autorisierte Apps', 'en' => 'Authorized apps'] as $language => $text) {
                self::translator()->setCurrentLanguage($language);
                self::assertSame($text, Texts::single('OAuth2_AuthorizedApps'));
            }
        }
        self::assertSame('OAuth2_AuthorizedApps', Piwik::translate('OAuth2_AuthorizedApps'));
    }

    public function testALanguageWithoutTheTextsGetsEnglish(): void
    {
        self::translator()->setCurrentLanguage('it');

        self::assertSame('Authorized apps', Texts::single('OAuth2_AuthorizedApps'));
        self::assertSame('OAuth2_NoSuchText', Texts::single('OAuth2_NoSuchText'));
    }

    private static function translator(): Translator
    {
        return StaticContainer::get(Translator::class);
    }
}
