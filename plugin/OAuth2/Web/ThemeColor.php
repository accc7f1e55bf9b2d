<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

/** A color of Matomo's theme for the style element of a page without Matomo's style sheets. */
final class ThemeColor
{
    /**
     * @param mixed $color a color; in newer versions of Matomo a pair for light and dark mode, of which these pages, like the
     *                     login, have the light one
     * @return string empty if the theme has another form
     */
    public static function of(mixed $color): string
    {
        $color = \is_array($color) ? reset($color) : $color;

        return \is_string($color) && preg_match('/^#[0-9a-f]{3,8}$/Di', $color) === 1 ? $color : '';
    }
}
