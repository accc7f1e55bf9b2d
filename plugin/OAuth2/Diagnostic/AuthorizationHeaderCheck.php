<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\OAuth2\Matomo\ServerFactory;

/**
 * Checks that the Authorization header reaches PHP. By default, Apache does not pass it to PHP by CGI, FastCGI and
 * php-fpm, and then no access token works.
 *
 * It sends an invalid token to a method that anyone may call: if the call is refused, the header has arrived.
 */
final class AuthorizationHeaderCheck extends DiagnosticCheck
{
    /** Three parts, so that it looks like one of our tokens and is refused before any query. */
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
        $url = ServerFactory::instance()->settings()->endpoints->base . self::METHOD;
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

    /** @param string $server the web server's own name, in which a reverse proxy does not appear */
    private function remedy(string $server): string
    {
        // Not CGIPassAuth: it works for php-fpm, but not for PHP as CGI by a handler, which is in another folder.
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
