<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Metadata;

use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\JsonEndpoint;
use Piwik\Plugins\OAuth2\Server\Http\MalformedParameters;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\ResourceChoice;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;

/**
 * Protected resource metadata (RFC 9728), one document for each configured resource. The query parameter `resource`
 * says which; without it, the default one.
 */
final readonly class ResourceMetadata
{
    private const MAX_AGE = 300;

    public function __construct(private Settings $settings)
    {
    }

    /** The URL under which the document of a resource is found, for challenges. */
    public static function url(Settings $settings, string $resource): string
    {
        $url = $settings->endpoints->of(Endpoint::ResourceMetadata);

        return $resource === $settings->resources[0]
            ? $url
            : $url . (str_contains($url, '?') ? '&' : '?') . 'resource=' . rawurlencode($resource);
    }

    /**
     * @param ?string $resource the resource of a path-form well-known URL; null: the query decides
     * @throws OAuthError status 404 when the resource is not one of ours
     */
    public function answer(Request $request, ?string $resource = null): Response
    {
        try {
            $asked = $resource === null ? $request->query()->all('resource') : [$resource];
            $resource = ResourceChoice::of($asked, $this->settings->resources);
        } catch (MalformedParameters | OAuthError) {
            throw OAuthError::invalidRequest('There is no such resource', 404);
        }
        $members = [
            'resource' => $resource,
            'authorization_servers' => [$this->settings->issuer],
            // Clients ask for everything that is listed here: the least that is of use, not all there is.
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
