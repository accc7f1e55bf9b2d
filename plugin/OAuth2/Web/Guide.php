<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Plugins\OAuth2\Server\Http\Response;

/** The guides in docs/, to which screens link. Matomo's web servers deliver no such files of plugins themselves. */
final class Guide
{
    private const FOLDER = __DIR__ . '/../docs/';

    /** @param string $name the file's name without .md */
    public static function answer(string $name): Response
    {
        $isGuide = preg_match('/\A[a-z]+(?:-[a-z]+)*\z/', $name) === 1 && is_file(self::FOLDER . "$name.md");
        $text = $isGuide ? (string) file_get_contents(self::FOLDER . "$name.md") : 'There is no such guide.';

        return new Response($isGuide ? 200 : 404, [
            'Content-Type' => 'text/plain; charset=utf-8',
            'X-Content-Type-Options' => 'nosniff',
        ], $text);
    }
}
