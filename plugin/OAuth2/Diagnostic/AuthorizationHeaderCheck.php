<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\OAuth2\Matomo\ServerFactory;

/**
 * Whether the Authorization header reaches PHP: Apache drops it for PHP by CGI, FastCGI and php-fpm unless it is told
 * otherwise, and then no access token works.
 *
 * It is tried with a token that is none, at a method that everybody may call: the header has arrived if that is refused.
 */
final class AuthorizationHeaderCheck extends DiagnosticCheck
{
    /** Three parts, so that it is taken for one of our tokens, and refused before any look into the database. */
    private const CREDENTIAL = 'Authorization: Bearer system.check.only';

    private const METHOD = '/index.php?module=API&method=LanguagesManager.isLanguageAvailable&languageCode=en&format=json';

    public function __construct(private readonly SelfRequest $self)
    {
    }

    protected function label(): string
    {
        return 'OAuth2_CheckAuthorizationHeader';
    }

    protected function items(): array
    {
        $url = ServerFactory::instance()->settings()->issuer . self::METHOD;
        try {
            $answer = $this->self->get($url, [self::CREDENTIAL]);
        } catch (Unreachable $unreachable) {
            return [self::note(
                self::say('CheckUnreachable', [$unreachable->getMessage()]) . ' ' . self::say('CheckAuthorizationHeaderByHand')
                    . self::code('curl -i -H "' . self::CREDENTIAL . '" "' . $url . '"'),
            )];
        }
        $challenge = $answer->header('www-authenticate');
        if ($answer->status === 401 && ($challenge === '' || str_contains($challenge, 'invalid_token'))) {
            return [self::ok()];
        }
        if ($answer->status === 200) {
            return [self::error(self::say('CheckAuthorizationHeaderLost') . $this->remedy($answer->header('server')))];
        }

        return [self::warning(self::say('CheckAuthorizationHeaderUnclear', [$answer->status, $challenge]))];
    }

    /** @param string $server how the web server calls itself; a proxy before it may have another name */
    private function remedy(string $server): string
    {
        // CGIPassAuth would do for php-fpm, but not for PHP as CGI by a handler, whose folder is another one.
        $apache = 'Apache: ' . self::code('SetEnvIf Authorization "(.+)" HTTP_AUTHORIZATION=$1') . '<br/>' . self::say('CheckAuthorizationHeaderApache');
        $nginx = 'nginx: ' . self::code('fastcgi_param HTTP_AUTHORIZATION $http_authorization;');
        $known = array_filter(
            ['apache' => $apache, 'nginx' => $nginx],
            static fn (string $name): bool => stripos($server, $name) !== false,
            ARRAY_FILTER_USE_KEY,
        );

        return '<br/>' . implode('<br/>', $known === [] ? [$apache, $nginx] : $known);
    }
}
