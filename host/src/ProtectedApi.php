<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Resource\AccessToken;
use Piwik\Plugins\OAuth2\Server\Resource\BearerAuthenticator;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * A small protected resource (RFC 6750): /api/whoami, /api/reports, /api/annotations (POST), /api/admin and
 * /api/superuser. What a call may do is what the token's scope and the user's own access both cover.
 */
final readonly class ProtectedApi
{
    /** Method and needed scope by name. */
    private const METHODS = [
        'whoami' => ['GET', Scope::Read],
        'reports' => ['GET', Scope::Read],
        'annotations' => ['POST', Scope::Write],
        'admin' => ['GET', Scope::Admin],
        'superuser' => ['GET', Scope::SuperUser],
    ];

    /** For applications in a browser: no cookie counts here, so every origin may ask. */
    private const CORS = ['Access-Control-Allow-Origin' => '*', 'Access-Control-Expose-Headers' => 'WWW-Authenticate'];

    /** @param string $audience the resource identifier that a token must be made for */
    public function __construct(
        private BearerAuthenticator $bearer,
        private HostUsers $users,
        private string $audience,
    ) {
    }

    public function answer(Request $request, string $name): Response
    {
        [$method, $needed] = self::METHODS[$name] ?? [null, Scope::Read];
        if ($request->method === 'OPTIONS') {
            return Response::empty(204, self::CORS + [
                'Access-Control-Allow-Methods' => 'GET, POST, OPTIONS',
                'Access-Control-Allow-Headers' => 'Authorization, Content-Type, MCP-Protocol-Version',
                'Access-Control-Max-Age' => '600',
            ]);
        }
        if ($method === null) {
            return $this->json(404, ['error' => 'not_found']);
        }
        try {
            $token = $this->bearer->authenticate($request, [$this->audience]);
            if ($request->method !== $method) {
                return $this->json(405, ['error' => 'method_not_allowed'], ['Allow' => $method . ', OPTIONS']);
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
            return $this->json(403, ['error' => 'forbidden', 'error_description' => 'The user may not do this']);
        }

        return $this->json(200, $this->result($name, $token, $own));
    }

    /** @return array<string, mixed> */
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
            default => ['allowed' => true, 'login' => $token->login],
        };
    }

    /**
     * @param array<string, mixed> $members
     * @param array<string, string> $headers
     */
    private function json(int $status, array $members, array $headers = []): Response
    {
        return Response::json($status, $members, $headers + self::CORS + Response::NO_STORE);
    }
}
