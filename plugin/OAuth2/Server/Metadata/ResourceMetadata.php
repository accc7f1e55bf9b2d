<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Metadata;

use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\JsonEndpoint;
use Piwik\Plugins\OAuth2\Server\Http\MalformedParameters;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\ResourceChoice;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;

/**
 * The endpoint for protected resource metadata (RFC 9728), with one document for each configured resource. The query
 * parameter `resource` selects the resource; without it the default resource is meant.
 */
final readonly class ResourceMetadata
{
    /** The time in seconds that caches may store the document. */
    private const MAX_AGE = 300;

    public function __construct(private Settings $settings)
    {
    }

    /** The URL of a resource's document, for the parameter resource_metadata of challenges (RFC 9728 5.1). */
    public static function url(Settings $settings, string $resource): string
    {
        $urls = $settings->endpoints;
        $url = $urls->of(Endpoint::ResourceMetadata);
        if ($resource === $settings->resources[0]) {
            return $url;
        }
        [$origin, $rest] = EndpointUrls::split($resource) ?? ['', ''];

        return $url === $urls->clean(Endpoint::ResourceMetadata) && $origin === EndpointUrls::origin($url)
            // The well-known name goes between host and path, and the query stays (RFC 9728 3.1).
            ? $origin . Endpoint::WELL_KNOWN . Endpoint::ResourceMetadata->wellKnown()[0] . $rest
            : $urls->index(Endpoint::ResourceMetadata) . '&resource=' . rawurlencode($resource);
    }

    /**
     * The document of the requested resource.
     *
     * @param ?string $resource the resource of a path-form well-known URL; null: the query parameter `resource` counts
     * @throws OAuthError with status 404 when the resource is unknown
     */
    public function answer(Request $request, ?string $resource = null): Response
    {
        try {
            $asked = $resource === null ? $request->query()->all('resource') : [$resource];
            $resource = ResourceChoice::of($asked, $this->settings->resources);
        } catch (MalformedParameters | OAuthError) {
            throw OAuthError::invalidRequest('Unknown resource. Omit parameter resource to get the default one', 404);
        }
        $members = [
            'resource' => $resource,
            'authorization_servers' => [$this->settings->issuer],
            // Clients request every scope listed here, so the document lists only the lowest one.
            'scopes_supported' => [Scope::Read->value],
            'bearer_methods_supported' => ['header'],
            'resource_name' => $this->settings->serviceName,
        ];
        if ($this->settings->privacyUrl !== null) {
            $members['resource_policy_uri'] = $this->settings->privacyUrl;
        }
        if ($this->settings->termsUrl !== null) {
            $members['resource_tos_uri'] = $this->settings->termsUrl;
        }

        return JsonEndpoint::cacheable($request, $members, self::MAX_AGE);
    }
}
