<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\Container\StaticContainer;
use Piwik\IP;
use Piwik\Log\LoggerInterface;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\ExtensionMissing;
use Piwik\Plugins\OAuth2\Matomo\NotConfigured;
use Piwik\Plugins\OAuth2\Matomo\OtherPlugins;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Metadata\WellKnownUrl;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Storage\StorageException;

/** Answers the JSON endpoints before Matomo has a session or a user, because they need neither. */
final class EndpointDispatcher
{
    /** The number of seconds after which an application may try again while there is no server. */
    public const RETRY_AFTER = 60;

    /** Lets other plugins add members to the server's metadata. */
    public const METADATA_EVENT = 'OAuth2.authorizationServerMetadata';

    /** Returns the endpoint of an action; null if there is none, or if it needs the session. */
    public static function find(string $action): ?Endpoint
    {
        $endpoint = Endpoint::ofAction($action);

        return $endpoint?->usesSession() === false ? $endpoint : null;
    }

    /** Answers the current request; never throws. */
    public static function answer(Endpoint $endpoint): Response
    {
        $factory = ServerFactory::instance();
        try {
            // Only the metadata documents have the links, and only these and registrations depend on the settings for assistants.
            $factory = $endpoint->needsAllSettings() ? $factory->forPages() : $factory;
            $server = $factory->server();
        } catch (ExtensionMissing | NotConfigured $missing) {
            return self::unavailable($endpoint, $missing->getMessage());
        } catch (\Throwable $failure) {
            StaticContainer::get(LoggerInterface::class)->error('OAuth2 could not be started: {type}', ['type' => $failure::class]);

            return self::notStarted($endpoint, $failure);
        }
        $request = Request::fromGlobals(IP::getIpFromHeader());
        $response = self::completed(self::requested($endpoint), self::unextended($server, $endpoint, $request));

        return $request->method === 'HEAD' ? $response->withoutBody() : $response;
    }

    /** Returns the response without the members that other plugins add. The light script sends it if none adds any. */
    public static function unextended(AuthorizationServer $server, Endpoint $endpoint, Request $request): Response
    {
        $url = self::url($endpoint);

        return $url === null ? $server->answer($endpoint, $request) : $server->document($request, $url);
    }

    /** Returns the document at a well-known URL, with the members that other plugins add. */
    public static function document(AuthorizationServer $server, Request $request, WellKnownUrl $url): Response
    {
        return self::completed($url->endpoint, $server->document($request, $url));
    }

    /**
     * The answer while the server cannot be started, as with an unreachable database. PHP's log gets the reason, because
     * Matomo's may be in the database; of a failure that is not the plugin's own, without the message, which may hold secrets.
     */
    public static function notStarted(Endpoint $endpoint, \Throwable $failure): Response
    {
        $why = $failure instanceof StorageException ? $failure->getMessage() : $failure::class . " (code {$failure->getCode()})";
        error_log("OAuth2 could not be started: $why");

        return self::unavailable($endpoint, 'The authorization server could not be started; the log says why.');
    }

    private static function requested(Endpoint $endpoint): Endpoint
    {
        return self::url($endpoint)->endpoint ?? $endpoint;
    }

    /** The well-known URL of a document as the client sent it, before the web server's rewriting; null for another URL. */
    private static function url(Endpoint $endpoint): ?WellKnownUrl
    {
        $target = $_SERVER['REQUEST_URI'] ?? '';

        return $endpoint->wellKnown() === [] || !\is_string($target) ? null : WellKnownUrl::of($target);
    }

    private static function completed(Endpoint $endpoint, Response $response): Response
    {
        return $endpoint === Endpoint::Metadata && $response->status === 200 && $response->body !== ''
            ? self::extended($response)
            : $response;
    }

    /** Returns a 503 in the form of all other errors, whatever the method, for use when the server cannot be created. */
    private static function unavailable(Endpoint $endpoint, string $description): Response
    {
        $error = OAuthError::temporarilyUnavailable(strtr($description, ['"' => "'", '\\' => '/']), self::RETRY_AFTER);
        // A page of another origin may read it if it may read the endpoint's other responses.
        $crossOrigin = $endpoint->isCrossOrigin() ? ['Access-Control-Allow-Origin' => '*'] : [];

        return $error->toResponse()->withHeaders($crossOrigin);
    }

    /** Lets other plugins add members, as the official plugin does. */
    private static function extended(Response $response): Response
    {
        /** @var array<string, mixed> $members */
        $members = json_decode($response->body, true, 16, JSON_THROW_ON_ERROR | JSON_BIGINT_AS_STRING);
        $before = $members;
        try {
            OtherPlugins::wakeFor(self::METADATA_EVENT);
            /**
             * Triggered before the authorization server's metadata (RFC 8414) are sent, as
             * `OAuth2.authorizationServerMetadata`. Plugins can add members. Those that are null or an empty list are left
             * out, because clients refuse such a document as a whole.
             *
             * @param array &$members the document's members
             */
            Piwik::postEvent(self::METADATA_EVENT, [&$members]);
            $members = array_filter($members, static fn (mixed $value): bool => $value !== null && $value !== []);
            if ($members === $before) {
                return $response;
            }
            $headers = $response->headers;
            unset($headers['ETag']);

            return Response::json(200, $members)->withHeaders($headers);
        } catch (\Throwable $failure) {
            // The document is valid without the members that another plugin failed to add.
            OtherPlugins::failed(self::METADATA_EVENT, $failure);

            return $response;
        }
    }
}
