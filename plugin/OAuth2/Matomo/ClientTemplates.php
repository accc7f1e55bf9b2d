<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

/**
 * The values with which the form for a new client begins, by what is to be connected. config/client-templates.json has them,
 * each with the document that says so. All of them can be changed in the form.
 */
final class ClientTemplates
{
    /**
     * All templates, those for a kind of application first.
     *
     * @return list<array{name: string, title?: string, type: string, grantTypes: list<string>, scopes: list<string>,
     *     redirectUris: list<string>, example: string, source: string}> title: the name of a product, which needs no
     *     translation; a {@see ClientKind} has none. example: a redirect URI that shows the form of
     *     the user's own
     */
    public static function all(): array
    {
        $file = (string) file_get_contents(\dirname(__DIR__) . '/config/client-templates.json');

        /** @var list<array{name: string, title?: string, type: string, grantTypes: list<string>, scopes: list<string>, redirectUris: list<string>, example: string, source: string}> */
        return json_decode($file, true, 8, JSON_THROW_ON_ERROR);
    }
}
