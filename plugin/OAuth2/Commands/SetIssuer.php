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
            'Sets the issuer: the address of this Matomo, which every access token names',
            'The issuer is the URL of Matomo without a slash at the end, such as https://matomo.example.org, or that of its index.php.'
                . ' oauth2:test-discovery says when the latter helps. If you change the issuer, all access tokens become invalid,'
                . ' and you have to configure the applications again. To see the issuer, run oauth2:show-issuer.',
        );
        $this->addRequiredArgument('issuer', 'URL of this Matomo');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        Extension::check();
        $settings = StaticContainer::get(SystemSettings::class);
        $issuer = rtrim($this->text('issuer'), '/');
        if (!Issuer::isValid($issuer)) {
            throw new CommandRefused('The issuer must be an http or https URL without query and fragment, such as https://matomo.example.org.');
        }
        $old = Issuer::current($settings);
        if ($old !== '' && $old !== $issuer) {
            $this->confirm("Change the issuer from $old? All its access tokens become invalid, and you have to configure the applications again.");
        }
        Issuer::set($settings, $issuer);
        Installation::complete();
        if ($this->isJson()) {
            $this->writeJson(['issuer' => $issuer]);

            return self::SUCCESS;
        }
        $this->write("The issuer is now $issuer");

        return self::SUCCESS;
    }
}
