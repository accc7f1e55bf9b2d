<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Container\StaticContainer;
use Piwik\Plugins\OAuth2\Matomo\Extension;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\SystemSettings;

final class SetIssuer extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe(
            'set-issuer',
            'Sets the address of this Matomo that access tokens name',
            'It is the URL of Matomo without the slash at its end, such as https://matomo.example.org. A change ends all'
                . ' access tokens, and applications have to be configured again. The command oauth2:show-issuer shows it.',
        );
        $this->addRequiredArgument('issuer', 'The URL');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        Extension::check();
        $settings = StaticContainer::get(SystemSettings::class);
        $issuer = rtrim($this->text('issuer'), '/');
        if (!Issuer::isValid($issuer)) {
            throw new CommandRefused('The issuer must be an http or https URL without query and fragment.');
        }
        $old = Issuer::current($settings);
        if ($old !== '' && $old !== $issuer) {
            $this->confirm("Access tokens of $old end, and applications have to be configured again. Go on?");
        }
        Issuer::set($settings, $issuer);
        Installation::complete();
        if ($this->isJson()) {
            $this->writeJson(['issuer' => $issuer]);

            return self::SUCCESS;
        }
        $this->write("The issuer is $issuer");

        return self::SUCCESS;
    }
}
