<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Resource;

/**
 * The WWW-Authenticate header of a protected resource (RFC 6750 3, RFC 9728 5.1). Some clients search the whole header for
 * "scope=" and similar names by regular expression, so each name occurs once and no description contains one.
 */
final class Challenge
{
    /**
     * The value of the header with the scheme Bearer. Characters that a quoted parameter cannot contain are removed.
     *
     * @param string $scope the lowest scope that the call requires
     * @param ?string $error the error code; null when the request has no credentials (RFC 6750 3.1)
     * @param string $description in English; left out when $error is null
     * @param string $resourceMetadata the URL of the resource's metadata
     */
    public static function bearer(
        string $scope,
        ?string $error,
        string $description,
        string $resourceMetadata,
    ): string {
        $parameters = ['scope' => $scope];
        if ($error !== null) {
            $parameters['error'] = $error;
            $parameters['error_description'] = $description;
        }
        $parameters['resource_metadata'] = $resourceMetadata;
        $text = [];
        foreach ($parameters as $name => $value) {
            $text[] = $name . '="' . preg_replace('/[^\x20\x21\x23-\x5b\x5d-\x7e]/', '', $value) . '"';
        }

        return 'Bearer ' . implode(', ', $text);
    }
}
