<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Http\Preflight;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Resource\AccessToken;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Server\Resource\BearerTokenVerifier;
use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * A small protected resource (RFC 6750): /api/whoami, /api/reports, /api/annotations (POST), /api/admin and
 * /api/superuser. It also answers a few methods of Matomo's Reporting API, so that applications for Matomo can be tried
 * here. A call needs both the token's scope and the user's own access.
 */
final readonly class ProtectedApi
{
    /** HTTP methods and needed scope by name. */
    private const METHODS = [
        'whoami' => [['GET'], Scope::Read],
        'reports' => [['GET'], Scope::Read],
        'annotations' => [['POST'], Scope::Write],
        'admin' => [['GET'], Scope::Admin],
        'superuser' => [['GET'], Scope::SuperUser],
        'API.getMatomoVersion' => [['GET', 'POST'], Scope::Read],
        'SitesManager.getSitesWithAtLeastViewAccess' => [['GET', 'POST'], Scope::Read],
        'VisitsSummary.get' => [['GET', 'POST'], Scope::Read],
        'Annotations.add' => [['GET', 'POST'], Scope::Write],
    ];

    /** Headers for applications in a browser: the API uses no cookies, so it allows every origin. */
    public const CORS = ['Access-Control-Allow-Origin' => '*', 'Access-Control-Expose-Headers' => 'WWW-Authenticate'];

    /** @param string $audience the resource identifier that must be the token's audience */
    public function __construct(
        private BearerTokenVerifier $bearer,
        private HostUsers $users,
        private string $audience,
    ) {
    }

    public function answer(Request $request, string $name): Response
    {
        [$methods, $needed] = self::METHODS[$name] ?? [[], Scope::Read];
        if ($request->method === 'OPTIONS') {
            return Response::empty(204, self::CORS + Preflight::headers(
                'GET, POST, OPTIONS',
                $request->header('access-control-request-headers'),
                600,
            ));
        }
        if ($methods === []) {
            return $this->json(404, ['error' => 'not_found']);
        }
        try {
            $token = $this->bearer->authenticate($request, [$this->audience]);
            if (!\in_array($request->method, $methods, true)) {
                $allow = implode(', ', $methods) . ', OPTIONS';

                return $this->json(405, ['error' => 'method_not_allowed'], ['Allow' => $allow]);
            }
            if (!$token->scope->covers($needed)) {
                throw $this->bearer->insufficientScope($needed, $this->audience);
            }
        } catch (BearerError $error) {
            return $this->json(
                $error->status,
                ['error' => $error->error ?? 'unauthorized', 'error_description' => $error->description],
                $error->headers(),
            );
        }
        $own = $this->users->find($token->login)?->highestScope;
        if ($own === null || !$own->covers($needed)) {
            return $this->json(403, ['error' => 'forbidden', 'error_description' => 'The user lacks the required access']);
        }

        return $this->json(200, $this->result($name, $token, $own));
    }

    /** @return array<mixed> */
    private function result(string $name, AccessToken $token, Scope $own): array
    {
        $effective = $token->scope->covers($own) ? $own : $token->scope;

        return match ($name) {
            'whoami' => [
                'login' => $token->login,
                'client_id' => $token->clientId,
                'scope' => $token->scope->value,
                'effective_scope' => $effective->value,
                'expires_at' => $token->expiresAt,
            ],
            'reports' => ['reports' => [
                ['label' => 'Direct entry', 'visits' => 412],
                ['label' => 'Search engines', 'visits' => 305],
                ['label' => 'Websites', 'visits' => 97],
            ]],
            'annotations' => ['created' => true, 'by' => $token->login],
            'API.getMatomoVersion' => ['value' => 'none: this is the OAuth2 demo'],
            'SitesManager.getSitesWithAtLeastViewAccess' => [['idsite' => 1, 'name' => 'Demo']],
            'VisitsSummary.get' => ['nb_visits' => 814, 'nb_actions' => 2931],
            'Annotations.add' => ['idNote' => 1, 'user' => $token->login],
            default => ['allowed' => true, 'login' => $token->login],
        };
    }

    /**
     * @param array<mixed> $members
     * @param array<string, string> $headers
     */
    private function json(int $status, array $members, array $headers = []): Response
    {
        /** @phpstan-ignore argument.type (one of Matomo's methods answers with a list) */
        return Response::json($status, $members, $headers + self::CORS + Response::NO_STORE);
    }
}
