<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Resource;

/**
 * The WWW-Authenticate header of a protected resource (RFC 6750 3, RFC 9728 5.1). Some clients look for "scope=" and
 * the others by regular expression over the whole header: each stands there once, and no description contains one.
 */
final class Challenge
{
    /**
     * @param string $scope what the call needs, at least
     * @param ?string $error null when the request had no credentials at all (RFC 6750 3.1)
     * @param string $resourceMetadata URL of the resource's metadata
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
