<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Composer\CaBundle\CaBundle;
use Piwik\Config;
use Piwik\Plugins\OAuth2\Server\Fetch\CurlFetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;
use Piwik\Plugins\OAuth2\Server\Fetch\NoFetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\SystemResolver;

/** What this Matomo can fetch from other hosts, by its own settings for outgoing requests. */
final class OutgoingRequests
{
    /** A proxy resolves names itself, so the addresses of documents could not be checked. */
    public static function fetcher(): Fetcher
    {
        $problem = self::problem();

        return $problem === null
            ? new CurlFetcher(new SystemResolver(), self::certificates())
            : new NoFetcher($problem);
    }

    /** The reason why nothing can be fetched; null if there is none. */
    public static function problem(): ?FetchProblem
    {
        $proxy = Config::getInstance()->proxy;
        $general = Config::getInstance()->General;

        return match (true) {
            \is_array($proxy) && ($proxy['host'] ?? '') !== '' => FetchProblem::Proxy,
            !\function_exists('curl_init') => FetchProblem::NoCurl,
            // The setting by which Matomo itself connects to no other host.
            (int) ($general['enable_internet_features'] ?? 1) === 0 => FetchProblem::SwitchedOff,
            default => null,
        };
    }

    /** The trusted certificates that Matomo uses itself. */
    public static function certificates(): ?string
    {
        $own = Config::getInstance()->General['custom_cacert_pem'] ?? '';
        if (\is_string($own) && $own !== '') {
            return $own;
        }

        return class_exists(CaBundle::class) ? CaBundle::getBundledCaBundlePath() : null;
    }
}
