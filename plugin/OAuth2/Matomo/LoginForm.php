<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\NoAccessException;
use Piwik\Piwik;

/** The form of Matomo's login plugin, which core shows at the address of a page that needs a login. */
final class LoginForm
{
    /**
     * Shows the form with the reason for it in place of the error that a login is needed. A login plugin whose form takes no
     * notice shows the reason as its error; one that redirects elsewhere does so as before.
     *
     * @param string $translation the key of the reason
     * @param string ...$values untrusted texts for the reason
     * @throws NoAccessException always
     */
    public static function show(string $translation, string ...$values): never
    {
        Texts::load();
        $reason = Piwik::translate($translation, array_map(self::html(...), $values));
        $plugin = Piwik::getLoginPluginName();
        if (self::takesNotice("Piwik\\Plugins\\$plugin\\Controller")) {
            Piwik::addAction("Controller.$plugin.login", static function (mixed &$parameters) use ($reason): void {
                $parameters = [null, $reason];
            });
        }

        throw new NoAccessException($reason);
    }

    /** Tells whether the action for the form has the parameters of core's: an error and a notice. */
    private static function takesNotice(string $controller): bool
    {
        if (!method_exists($controller, 'login')) {
            return false;
        }
        $parameters = (new \ReflectionMethod($controller, 'login'))->getParameters();

        return ($parameters[1] ?? null)?->getName() === 'infoMessage';
    }

    /** The text as HTML. Vue compiles the form; an invisible separator after each brace keeps two from starting an expression. */
    private static function html(string $text): string
    {
        $html = htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');

        return '<bdi>' . str_replace('{', '{&#8291;', $html) . '</bdi>';
    }
}
