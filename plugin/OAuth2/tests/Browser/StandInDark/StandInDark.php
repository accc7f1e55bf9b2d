<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\StandInDark;

use Piwik\Plugin;
use Piwik\Plugin\ThemeStyles;

/** Sets the colours that Matomo's own dark mode has, by the event that themes use. */
class StandInDark extends Plugin
{
    private const COLORS = [
        'colorBrand' => '#778fd4',
        'colorBrandContrast' => '#ffffff',
        'colorText' => '#cccccc',
        'colorTextContrast' => '#bbbbbb',
        'colorTextLight' => '#aaaaaa',
        'colorTextLighter' => '#999999',
        'colorLink' => '#778fd4',
        'colorHeadlineAlternative' => '#aaaaaa',
        'colorHeaderBackground' => '#2b3138',
        'colorHeaderText' => '#cccccc',
        'colorMenuContrastText' => '#cccccc',
        'colorMenuContrastTextSelected' => '#cccccc',
        'colorMenuContrastTextActive' => '#ffffff',
        'colorMenuContrastBackground' => '#202329',
        'colorWidgetExportedBackgroundBase' => '#202329',
        'colorWidgetTitleText' => '#cccccc',
        'colorWidgetTitleBackground' => '#202329',
        'colorBackgroundBase' => '#151819',
        'colorBackgroundTinyContrast' => '#182c32',
        'colorBackgroundLowContrast' => '#192d33',
        'colorBackgroundContrast' => '#202329',
        'colorBackgroundHighContrast' => '#ffffff',
        'colorBorder' => '#555555',
        'colorWidgetBackground' => '#202329',
        'colorWidgetBorder' => '#182c32',
    ];

    /** @return array<string, string> */
    public function registerEvents(): array
    {
        return [
            'Theme.configureThemeVariables' => 'darken',
            'AssetManager.getStylesheetFiles' => 'addSurfaces',
        ];
    }

    /** @param list<string> $files */
    public function addSurfaces(array &$files): void
    {
        $files[] = 'plugins/StandInDark/surfaces.less';
    }

    public function darken(ThemeStyles $styles): void
    {
        foreach (self::COLORS as $name => $color) {
            $styles->$name = $color;
        }
    }
}
