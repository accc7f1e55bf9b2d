<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\Plugins\OAuth2\Matomo\UserMail;
use Piwik\Settings\FieldConfig;
use Piwik\Settings\Plugin\UserSetting;
use Piwik\Settings\Plugin\UserSettings as MatomoUserSettings;

/** The fields under Personal → Settings. They work without the extension. */
class UserSettings extends MatomoUserSettings
{
    private UserSetting $connectionMail;

    /** When the last mail said that they are off. It is no field, so that nobody can change it. */
    private UserSetting $toldAt;

    private bool $isOn = true;

    /** True if the current user wants mails about new authorizations. */
    public static function wantsMail(): bool
    {
        return (bool) (new self())->connectionMail->getValue();
    }

    /**
     * Saves the values. Without a password anybody with the user's session can switch the mails off, so a last one says so,
     * also while the administrator's switch is off, because the user's lasts longer.
     *
     * @return void
     */
    public function save()
    {
        parent::save();
        $wasOn = $this->isOn;
        $this->isOn = (bool) $this->connectionMail->getValue();
        $now = time();
        if ($wasOn && !$this->isOn && UserMail::mayTellAgain((int) $this->toldAt->getValue(), $now)
            && UserMail::sendSwitchedOff((string) Piwik::getCurrentUserLogin())) {
            $this->toldAt->setValue($now);
            $this->toldAt->save();
        }
    }

    protected function init(): void
    {
        $this->connectionMail = $this->makeSetting(
            'connectionMail',
            true,
            FieldConfig::TYPE_BOOL,
            static function (FieldConfig $field): void {
                Texts::load();
                $field->title = Piwik::translate('OAuth2_UserSettingConnectionMail');
                $field->inlineHelp = Piwik::translate('OAuth2_UserSettingConnectionMailHelp');
                $field->uiControl = FieldConfig::UI_CONTROL_CHECKBOX;
            },
        );
        $this->isOn = (bool) $this->connectionMail->getValue();
        $this->toldAt = new UserSetting('connectionMailOffToldAt', 0, FieldConfig::TYPE_INT, 'OAuth2', Piwik::getCurrentUserLogin());
        $this->toldAt->setIsWritableByCurrentUser(true);
    }
}
